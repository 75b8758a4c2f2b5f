import type { FastifyReply } from "fastify";

import { html } from "./html.js";
import type { Html } from "./html.js";

/** A page to be sent. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  /** Whether it tells of something to be mended, which its title says too. */
  readonly hasProblem?: boolean;
  /** Another origin that one of its forms leads to. */
  readonly formOrigin?: string | null;
  /** Where the browser goes by itself when it runs no scripts; the script knows better when it may. */
  readonly leadsTo?: string | null;
}

/** How pages of a link are sent, and what they load. */
export interface Frame {
  /** Path below which this server is known outside; empty as a rule. */
  readonly basePath: string;
  readonly styleName: string;
  readonly scriptName: string;
  /** The one origin that may show the page in a frame and is told the outcome. */
  readonly allowedOrigin: string | null;
}

/** How long the last page is shown before the browser goes on. */
const leaveAfterSeconds = 4;

export function sendPage(reply: FastifyReply, page: Page, frame: Frame): FastifyReply {
  return reply
    .code(page.status)
    .headers(headersOf(page, frame))
    .type("text/html; charset=utf-8")
    .send(toDocument(page, frame).markup);
}

/** Nothing is loaded from elsewhere, nothing is kept, nobody is told from where the person came, and nobody else may frame it. */
function headersOf({ formOrigin = null }: Page, { allowedOrigin }: Frame): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `form-action 'self'${formOrigin === null ? "" : ` ${formOrigin}`}`,
    "base-uri 'none'",
    `frame-ancestors ${allowedOrigin ?? "'none'"}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(allowedOrigin === null && { "x-frame-options": "DENY" }),
  };
}

function toDocument({ title, content, hasProblem = false, leadsTo = null }: Page, frame: Frame): Html {
  const { basePath, styleName, scriptName, allowedOrigin } = frame;
  const refresh = leadsTo !== null && `${leaveAfterSeconds}; url=${leadsTo}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${hasProblem ? "Problem: " : ""}${title}</title>
        <link rel="stylesheet" href="${basePath}/connect/assets/${styleName}" />
        <script src="${basePath}/connect/assets/${scriptName}" defer></script>
        ${refresh !== false && html`<noscript><meta http-equiv="refresh" content="${refresh}" /></noscript>`}
      </head>
      <body data-origin="${allowedOrigin ?? ""}">
        <main>${content}</main>
        <footer><p>Provided by Hiregraph. Keys and tokens are stored encrypted.</p></footer>
      </body>
    </html> `;
}
