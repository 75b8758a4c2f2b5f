import { addressExample } from "../../accounts/account-address.js";
import { ownFields } from "../../accounts/link-fields.js";
import type { LinkProblem } from "../../accounts/link-fields.js";
import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import type { FoundLinkToken } from "../../accounts/link-tokens.js";
import type { CredentialField, Provider } from "../../datasources/provider.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import type { Page } from "./page.js";
import { cancelLink, hiddenFields, problemSummary, sharedList } from "./parts.js";

export interface KeyStep {
  readonly link: FoundLinkToken;
  readonly provider: Provider;
  readonly formSecret: string;
  /** The account that is to be linked again. */
  readonly account: LinkedAccountRow | null;
  /** Whether consenting at the provider is another way. */
  readonly hasConsent: boolean;
  /** What was entered before, secrets left out. */
  readonly given?: Readonly<Record<string, string>>;
  readonly problems?: readonly LinkProblem[];
}

/** Asks for the account's address and key. */
export function keyStep(step: KeyStep): Page {
  const { link, provider, formSecret, account, hasConsent, problems = [] } = step;
  const fields = ownFields(provider).filter(({ isInternal }) => isInternal !== true);
  const asked = fields.filter(({ isRequired }) => isRequired);
  const further = fields.filter(({ isRequired }) => !isRequired);
  return {
    status: problems.length > 0 ? 422 : 200,
    hasProblem: problems.length > 0,
    title: `Link ${provider.name}`,
    content: html`<h1>${headingOf(provider, account)}</h1>
      ${problemSummary(problems)} ${sharedList(link, keyLimit(provider))}
      <form method="post" novalidate data-busy="Checking with ${provider.name}…">
        ${hiddenFields({ secret: formSecret, provider: provider.id, action: "key" })}
        ${account === null ? addressField(step) : accountLine(account, problems)}
        ${asked.map((field) => credentialField(step, field))}
        ${
          further.length > 0 &&
          html`<details ${hasProblemAt(problems, further) && html`open`}>
            <summary>More settings (you can leave them empty)</summary>
            ${further.map((field) => credentialField(step, field))}
          </details>`
        }
        <button class="primary">Link ${provider.name}</button>
        <p role="status" class="status" data-status></p>
      </form>
      ${hasConsent && html`<p class="aside"><a href="?provider=${provider.id}">Sign in at ${provider.name} instead</a></p>`}
      ${link.provider === null && html`<p class="aside"><a href="?">Choose another system</a></p>`} ${cancelLink(link)}`,
  };
}

/** Nobody but the provider could hold a key to the list, so that the page does not promise it. */
function keyLimit({ name }: Provider): string {
  return `The key below is not held to this list: it opens whatever it was made for at ${name}. Where you can choose, give one with no more rights than these.`;
}

export function headingOf({ name }: Provider, account: LinkedAccountRow | null): string {
  return account === null ? `Link your ${name} account` : `Link ${account.displayName ?? account.subdomain} again`;
}

function hasProblemAt(problems: readonly LinkProblem[], fields: readonly CredentialField[]): boolean {
  return problems.some(({ field }) => fields.some(({ name }) => name === field));
}

function addressField({ provider, given = {}, problems = [] }: KeyStep): Html {
  const hint = `Copy it from your browser while you use ${provider.name}, or enter only the first part of it. It looks like ${addressExample(provider)}.`;
  const input = { name: "subdomain", label: `Your ${provider.name} address`, hint, isRequired: true };
  return field(input, problems, (attributes) => {
    return html`<input ${attributes} value="${given["subdomain"] ?? ""}" autocapitalize="none" inputmode="url" />`;
  });
}

/** An account that is linked again is settled; that something else was sent for it is told here. */
function accountLine({ provider, subdomain }: LinkedAccountRow, problems: readonly LinkProblem[]): Html {
  const problem = problems.find((other) => other.field === "subdomain");
  return html`<div class="field" id="subdomain">
    <p class="label">Account</p>
    <p class="fixed" data-provider="${provider}">${subdomain}</p>
    ${problem !== undefined && html`<p class="error">${problem.message}</p>`}
  </div>`;
}

function credentialField({ given = {}, problems = [] }: KeyStep, declared: CredentialField): Html {
  const { name, label, isSecret } = declared;
  return field(declared, problems, (attributes) =>
    isSecret
      ? html`<span class="secret">
          <input ${attributes} type="password" />
          <button type="button" class="plain" data-reveal="${name}" aria-controls="${name}" aria-pressed="false" hidden>
            Show<span class="unseen"> the ${label}</span>
          </button>
        </span>`
      : html`<input ${attributes} value="${given[name] ?? ""}" />`,
  );
}

type Labelled = Pick<CredentialField, "name" | "label" | "hint" | "isRequired">;

/** A label, where to find the value, what is wrong with it, and the input, all of which screen readers tell together. */
function field(
  { name, label, hint, isRequired }: Labelled,
  problems: readonly LinkProblem[],
  input: (attributes: Html) => Html,
): Html {
  const problem = problems.find((other) => other.field === name);
  const described = `${name}-hint${problem === undefined ? "" : ` ${name}-error`}`;
  const attributes = html`id="${name}" name="${name}" aria-describedby="${described}" autocomplete="off"
  spellcheck="false" ${isRequired && html`required`} ${problem !== undefined && html`aria-invalid="true"`}`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <p class="hint" id="${name}-hint">${hint}</p>
    ${problem !== undefined && html`<p class="error" id="${name}-error">${problem.message}</p>`} ${input(attributes)}
  </div>`;
}
