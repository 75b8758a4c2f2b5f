import type { FoundLinkToken, LinkTokenRow } from "../../accounts/link-tokens.js";
import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import { returnAddress } from "../../accounts/return-address.js";
import type { Provider } from "../../datasources/provider.js";
import { accountGlobalId } from "../../schema/relay/global-id.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import type { Page } from "./page.js";
import { sender } from "./parts.js";

/** Tells that an account is linked, and leads back. */
export function donePage(link: LinkTokenRow, account: LinkedAccountRow, providerName: string): Page {
  const accountId = accountGlobalId(account.id);
  const name = account.displayName ?? account.subdomain;
  const back = returnAddress(link, { status: "linked", accountId });
  return {
    status: 200,
    title: `${name} is linked`,
    leadsTo: back,
    content: html`<div data-linked="${accountId}">
      <svg class="sign" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="22" />
        <path d="M14 25l7 7 13-15" />
      </svg>
      <h1>${name} is linked</h1>
      <p class="lead">Your ${providerName} account is ready to use. There is nothing more to do.</p>
      ${
        back === null
          ? html`<p>You can close this window.</p>`
          : html`<p data-leaving>You are being taken back to ${sender(link) ?? "where you came from"}.</p>
              <p><a class="primary" href="${back}" data-continue>Continue</a></p>`
      }
    </div>`,
  };
}

/** One and the same for links that never were, were used, or are too old; the status alone tells machines which. */
export function gonePage(link: FoundLinkToken | null): Page {
  return deadEnd(
    link === null ? 404 : 410,
    "This link no longer works",
    html`<p class="lead">It may have been used already, or its time has run out.</p>
      <p>Go back to where you got it and ask for a new one. Nothing was changed.</p>`,
  );
}

/** A form that is none of ours, too old, or of a browser that keeps no cookies. */
export function refusedFormPage(): Page {
  return deadEnd(
    403,
    "Please start again",
    html`<p class="lead">This page was open for too long, or your browser does not keep cookies for it.</p>
      <p>Nothing was linked. If it happens again, allow cookies for this site or use another browser.</p>
      <form method="get"><button class="primary">Start again</button></form>`,
  );
}

/** An answer to a consent that this browser was not asked for, or not any more. */
export function refusedReturnPage(): Page {
  return deadEnd(
    400,
    "The sign-in could not be completed",
    html`<p class="lead">
        It was begun in another browser or window, it took longer than ten minutes, or it was completed already.
      </p>
      <p>Nothing was linked. Go back to the page where you began, and try again there.</p>`,
  );
}

export function wrongProviderPage(provider: Provider | null): Page {
  return deadEnd(
    400,
    "This link is for another system",
    html`<p class="lead">
        ${provider === null ? "The system is not known." : `It links no account of ${provider.name}.`} Nothing was
        linked.
      </p>
      <form method="get"><button class="primary">Start again</button></form>`,
  );
}

/** What a form of ours never is: too large, or of another kind. */
export function unreadablePage(status: number): Page {
  return deadEnd(status, "That could not be read", html`<p class="lead">Nothing was linked. Please start again.</p>`);
}

export function failedPage(): Page {
  return deadEnd(
    500,
    "Something went wrong on our side",
    html`<p class="lead">It has been noted. Please wait a minute, then open your link again.</p>`,
  );
}

function deadEnd(status: number, title: string, content: Html): Page {
  return {
    status,
    title,
    content: html`<h1>${title}</h1>
      ${content}`,
  };
}
