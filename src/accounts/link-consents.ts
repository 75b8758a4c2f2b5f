import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import {
  insertLinkConsent,
  returnFromConsent,
  selectOpenConsent,
  selectReturnedConsent,
  updateConsent,
} from "../store/link-consents.js";
import type { LinkConsentRow } from "../store/link-consents.js";
import type { LinkTokenRow } from "../store/link-tokens.js";
import type { Store } from "../store/store.js";
import { createOpaqueId, isOpaqueId } from "./opaque-id.js";
import type { Vault } from "./vault.js";

/** A consent that was asked for: what the provider is told, and what the browser keeps to prove that it is the same one. */
export interface StartedConsent {
  readonly state: string;
  readonly codeChallenge: string;
  readonly browserSecret: string;
}

/** A consent that the provider sent back from. */
export interface ReturnedConsent {
  readonly id: string;
  readonly provider: string;
  /** The link that it was asked for with. */
  readonly token: string;
  readonly codeVerifier: string;
  readonly scopes: readonly string[];
}

const keptShape = z.object({
  credentials: z.record(z.string(), z.string()),
  accounts: z.array(z.object({ subdomain: z.string(), displayName: z.string().nullable() })),
});
const startedShape = z.object({ token: z.string(), codeVerifier: z.string(), scopes: z.array(z.string()) });

/** What came of a consent that reaches several accounts, until one is chosen. */
export type KeptConsent = z.infer<typeof keptShape>;

/** Consents in the making. Each is bound to one link, one browser and one session of the connect page, and good for ten minutes. */
export interface LinkConsents {
  start(
    link: LinkTokenRow,
    consent: Pick<ReturnedConsent, "provider" | "token" | "scopes">,
    sessionId: string,
  ): Promise<StartedConsent>;
  /** The consent of a state, which is used up; null for a state that is unknown, used or old, or of another browser. */
  take(state: string, browserSecret: string): Promise<ReturnedConsent | null>;
  keep(consent: ReturnedConsent, kept: KeptConsent): Promise<void>;
  /** Null for one of another link or session. */
  kept(id: string, link: LinkTokenRow, sessionId: string): Promise<{ provider: string; kept: KeptConsent } | null>;
}

const secretBytes = 32;
const secretPattern = /^[\w-]{43}$/u;

export function createLinkConsents({ store, vault }: { store: Store; vault: Vault }): LinkConsents {
  const place = (id: string, linkTokenId: string) => {
    return { workspaceId: "", accountId: linkTokenId, column: `link_consents.sealed ${id}` };
  };
  const open = ({ id, linkTokenId, keyId, sealed }: LinkConsentRow): unknown =>
    JSON.parse(vault.open({ keyId, sealed }, place(id, linkTokenId)));

  return {
    async start(link, { provider, token, scopes }, sessionId) {
      const [state, browserSecret, codeVerifier] = [createSecret(), createSecret(), createSecret()];
      const id = createOpaqueId();
      const sealed = vault.seal(JSON.stringify({ token, codeVerifier, scopes }), place(id, link.id));
      const hashes = { stateHash: hash(state), browserHash: hash(browserSecret), sessionHash: hash(sessionId) };
      await insertLinkConsent(store.db, { id, linkTokenId: link.id, provider, ...hashes, ...sealed });
      return { state, browserSecret, codeChallenge: hash(codeVerifier).toString("base64url") };
    },
    async take(state, browserSecret) {
      if (!secretPattern.test(state)) return null;
      const row = await selectOpenConsent(store.db, hash(state));
      if (!row || !timingSafeEqual(row.browserHash, hash(browserSecret))) return null;
      if (!(await returnFromConsent(store.db, row.id))) return null;
      const { token, codeVerifier, scopes } = startedShape.parse(open(row));
      return { id: row.id, provider: row.provider, token, codeVerifier, scopes };
    },
    async keep({ id }, kept) {
      const row = await selectReturnedConsent(store.db, id);
      if (!row) return;
      await updateConsent(store.db, { id, ...vault.seal(JSON.stringify(kept), place(id, row.linkTokenId)) });
    },
    async kept(id, link, sessionId) {
      const row = isOpaqueId(id) ? await selectReturnedConsent(store.db, id) : null;
      if (!row || row.linkTokenId !== link.id || !timingSafeEqual(row.sessionHash, hash(sessionId))) return null;
      const kept = keptShape.safeParse(open(row));
      return kept.success ? { provider: row.provider, kept: kept.data } : null;
    },
  };
}

function createSecret(): string {
  return randomBytes(secretBytes).toString("base64url");
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
