import type { FastifyReply, FastifyRequest } from "fastify";

import type { Audit } from "../../accounts/audit.js";
import { linkActor } from "../../accounts/linking.js";
import type { Linking } from "../../accounts/linking.js";
import { getLinkedAccount } from "../../accounts/linked-accounts.js";
import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import { findLinkToken } from "../../accounts/link-tokens.js";
import type { FoundLinkToken, LinkTokenRow } from "../../accounts/link-tokens.js";
import type { OAuthLinking } from "../../accounts/oauth-linking.js";
import type { Provider } from "../../datasources/provider.js";
import type { Logger } from "../../lib/logger.js";
import type { Store } from "../../store/store.js";
import type { Assets } from "./assets.js";
import { gonePage } from "./last-pages.js";
import { sendPage } from "./page.js";
import type { Frame, Page } from "./page.js";
import { basePathOf, beginSession, isFramed, readSession } from "./session.js";
import type { Session } from "./session.js";

export interface ConnectOptions {
  readonly store: Store;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly linking: Linking;
  readonly oauth: OAuthLinking;
  readonly audit: Audit;
  readonly logger: Logger;
  /** Signs what browsers hold. */
  readonly key: Buffer;
  /** The address under which this server is known outside. */
  readonly publicUrl: () => string;
}

/** What the pages are made with. */
export interface ConnectTools extends ConnectOptions {
  readonly assets: Assets;
}

/** A browser that opened a link which is not over. */
export interface Visit {
  readonly link: FoundLinkToken;
  readonly token: string;
  readonly session: Session;
  /** Whether the session began with this request, so that no form can have carried its secret. */
  readonly isNew: boolean;
  readonly isFramed: boolean;
  /** The account that is to be linked again. */
  readonly account: LinkedAccountRow | null;
  send(page: Page): FastifyReply;
}

/** Opens a link; for one that is over, answers that and gives null. */
export async function openVisit(
  tools: ConnectTools,
  request: FastifyRequest<{ Params: { token: string } }>,
  reply: FastifyReply,
): Promise<Visit | null> {
  const { store } = tools;
  const { token } = request.params;
  const link = await findLinkToken(store, token);
  if (!link || link.isOver) {
    if (link && request.method === "POST") noteRefusal(tools, link, link.isUsed ? "used" : "over");
    sendPage(reply, gonePage(link), frameOf(tools, link));
    return null;
  }
  const known = readSession(request, tools);
  return {
    link,
    token,
    session: known ?? beginSession(request, reply, tools),
    isNew: known === null,
    isFramed: isFramed(request),
    account: link.accountId === null ? null : await getLinkedAccount(store, link.workspaceId, link.accountId),
    send: (page) => sendPage(reply, page, frameOf(tools, link)),
  };
}

/** How pages of a link are sent; without one, nobody may frame them. */
export function frameOf({ assets, publicUrl }: ConnectTools, link: LinkTokenRow | null): Frame {
  return {
    basePath: basePathOf(publicUrl()),
    styleName: assets.style.name,
    scriptName: assets.script.name,
    allowedOrigin: link?.allowedOrigin ?? null,
  };
}

/** Records that somebody with a link was turned away. */
export function noteRefusal({ audit }: ConnectTools, { workspaceId, accountId }: LinkTokenRow, reason: string): void {
  audit.record({ workspaceId, actor: linkActor, action: "link_token.refused", accountId, detail: { reason } });
}
