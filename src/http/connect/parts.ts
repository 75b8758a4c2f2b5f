import { inPlainWords } from "../../accounts/link-scopes.js";
import type { LinkProblem } from "../../accounts/link-fields.js";
import { returnAddress } from "../../accounts/return-address.js";
import type { LinkTokenRow } from "../../accounts/link-tokens.js";
import { html } from "./html.js";
import type { Html } from "./html.js";

/** Names of the fields of forms that are none of an account's. */
export const formNames = { secret: "_secret", provider: "_provider", action: "_action", consent: "_consent" } as const;

/** What every form carries. A form without an address is sent to the page's own, so that no token stands in the markup. */
export function hiddenFields(fields: Partial<Record<keyof typeof formNames, string>>): Html[] {
  return Object.entries(formNames).flatMap(([key, name]) => {
    const value = key in fields ? fields[key as keyof typeof formNames] : undefined;
    return value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}" />`];
  });
}

/** Who sent the person here, as far as the link tells. */
export function sender({ redirectUrl, allowedOrigin }: LinkTokenRow): string | null {
  const address = redirectUrl ?? allowedOrigin;
  return address === null ? null : new URL(address).host;
}

/** What whoever sent the link asks for; `limit` is what else is to be known of it. */
export function sharedList(link: LinkTokenRow, limit: string | null = null): Html {
  const who = sender(link);
  return html`<section class="shared" aria-labelledby="shared">
    <h2 id="shared">What will be shared</h2>
    <p>${who === null ? "Whoever sent you this link" : html`<strong>${who}</strong>`} asks for permission to:</p>
    <ul>
      ${inPlainWords(link.scopes).map((line) => html`<li>${line}</li>`)}
    </ul>
    ${limit !== null && html`<p class="limit">${limit}</p>`}
  </section>`;
}

/** Tells first of all what is wrong, and leads to it. Browsers move the focus there without a script too. */
export function problemSummary(problems: readonly LinkProblem[]): Html | null {
  if (problems.length === 0) return null;
  return html`<div class="problem" id="problem" role="alert" tabindex="-1" autofocus>
    <h2>${problems.length === 1 ? "That did not work" : "Some things need your attention"}</h2>
    <ul>
      ${problems.map(({ field, message }) =>
        field === null ? html`<li>${message}</li>` : html`<li><a href="#${field}">${message}</a></li>`,
      )}
    </ul>
  </div>`;
}

/** The way back without having linked anything. Where there is no place to go back to, only a script can tell the window that opened this one. */
export function cancelLink(link: LinkTokenRow): Html | null {
  const back = returnAddress(link, { status: "cancelled" });
  if (back !== null) return html`<p class="aside"><a href="${back}" data-cancel>Cancel and go back</a></p>`;
  if (link.allowedOrigin === null) return null;
  return html`<p class="aside"><button type="button" class="plain" data-cancel hidden>Cancel</button></p>`;
}
