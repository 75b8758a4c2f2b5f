import type { LinkTokenRow } from "../../accounts/link-tokens.js";
import type { Provider } from "../../datasources/provider.js";
import { html } from "./html.js";
import type { Page } from "./page.js";
import { cancelLink, sender } from "./parts.js";

/** Asks which system the account is of. */
export function providerStep(link: LinkTokenRow, providers: Iterable<Provider>): Page {
  const who = sender(link);
  return {
    status: 200,
    title: "Link your account",
    content: html`<h1>Which system do you use?</h1>
      <p class="lead">
        Choose the one whose account you want to link${who !== null && html` with <strong>${who}</strong>`}.
      </p>
      <form method="get" class="choices">
        ${[...providers].map(
          ({ id, name }) =>
            html`<button name="provider" value="${id}">
              <span class="tile" aria-hidden="true">${name.charAt(0)}</span>${name}
            </button>`,
        )}
      </form>
      ${cancelLink(link)}`,
  };
}
