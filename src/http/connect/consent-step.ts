import type { ConsentFailure } from "../../accounts/oauth-linking.js";
import type { LinkProblem } from "../../accounts/link-fields.js";
import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import type { FoundLinkToken } from "../../accounts/link-tokens.js";
import type { Provider } from "../../datasources/provider.js";
import type { ReachableAccount } from "../../datasources/provider.js";
import { html } from "./html.js";
import { headingOf } from "./key-step.js";
import type { Page } from "./page.js";
import { cancelLink, hiddenFields, problemSummary, sharedList } from "./parts.js";

export interface ConsentStep {
  readonly link: FoundLinkToken;
  readonly provider: Provider;
  readonly formSecret: string;
  readonly account: LinkedAccountRow | null;
  readonly failure: ConsentFailure | null;
  /** Sign-in pages refuse to be shown in a frame, so that this one is opened in a window of its own first. */
  readonly isFramed: boolean;
}

/** Sends to the provider, where the person signs in and consents. */
export function consentStep(step: ConsentStep): Page {
  const { link, provider, formSecret, account, failure, isFramed } = step;
  const { name, id } = provider;
  const problems = failure === null ? [] : [{ field: null, message: failureWords(failure, name, account) }];
  return {
    status: 200,
    hasProblem: failure !== null,
    title: `Link ${name}`,
    formOrigin: provider.oauth ? new URL(provider.oauth.authorizeUrl).origin : null,
    content: html`<h1>${headingOf(provider, account)}</h1>
      ${problemSummary(problems)} ${sharedList(link)}
      <p>You sign in at ${name}, which shows you once more what is asked for. We never see your password.</p>
      ${
        isFramed
          ? html`<form method="get" target="_blank" rel="opener">
              <input type="hidden" name="provider" value="${id}" />
              <button class="primary">Continue in a new window</button>
            </form>`
          : html`<form method="post" data-busy="Going to ${name}…">
              ${hiddenFields({ secret: formSecret, provider: id, action: "consent" })}
              <button class="primary">Continue to ${name}</button>
              <p role="status" class="status" data-status></p>
            </form>`
      }
      <p class="aside"><a href="?provider=${id}&amp;with=key">Use an API token instead</a></p>
      ${link.provider === null && html`<p class="aside"><a href="?">Choose another system</a></p>`} ${cancelLink(link)}`,
  };
}

function failureWords(failure: ConsentFailure, name: string, account: LinkedAccountRow | null): string {
  switch (failure) {
    case "denied":
      return `You did not allow the access at ${name}, so nothing was linked. You can try again.`;
    case "unavailable":
      return `${name} could not be reached just now, so nothing was linked. Try again in a few minutes.`;
    case "misconfigured":
      return `${name} does not accept requests from here, so nothing was linked. Please tell whoever sent you this link.`;
    case "nothing":
      return `Whoever you signed in as at ${name} has no account that can be linked. Sign in there as somebody else, then try again.`;
    case "other":
      return account === null
        ? `You signed in to another account at ${name} than this link is for, so nothing was linked.`
        : `You signed in to another account at ${name}. This link is for “${account.subdomain}” and no other, so nothing was linked.`;
    case "failed":
      return `The sign-in at ${name} was not completed, so nothing was linked. Please try again.`;
  }
}

export interface ChoiceStep {
  readonly link: FoundLinkToken;
  readonly provider: Provider;
  readonly formSecret: string;
  readonly consentId: string;
  readonly accounts: readonly ReachableAccount[];
  readonly problems?: readonly LinkProblem[];
}

/** Asks which of several accounts is meant. */
export function choiceStep({ link, provider, formSecret, consentId, accounts, problems = [] }: ChoiceStep): Page {
  return {
    status: problems.length > 0 ? 422 : 200,
    hasProblem: problems.length > 0,
    title: "Choose an account",
    content: html`<h1>Which account do you want to link?</h1>
      ${problemSummary(problems)}
      <p class="lead">You have access to several accounts at ${provider.name}. One of them will be linked.</p>
      <form method="post" novalidate data-busy="Linking…">
        ${hiddenFields({ secret: formSecret, provider: provider.id, action: "choose", consent: consentId })}
        <fieldset class="accounts" id="subdomain">
          <legend>Account</legend>
          ${accounts.map(
            ({ subdomain, displayName }) =>
              html`<label>
                <input type="radio" name="subdomain" value="${subdomain}" required />
                <span>${displayName ?? subdomain} <small>${subdomain}</small></span>
              </label>`,
          )}
        </fieldset>
        <button class="primary">Link this account</button>
        <p role="status" class="status" data-status></p>
      </form>
      ${cancelLink(link)}`,
  };
}
