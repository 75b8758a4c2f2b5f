import type { Queryable } from "./database.js";

/** A consent that is being asked for at a provider, and for a time what came of it. The state itself is not stored. */
export type LinkConsentRow = {
  readonly id: string;
  readonly linkTokenId: string;
  readonly provider: string;
  /** Hashes of what the browser holds: a cookie of this consent, and the connect page's session. */
  readonly browserHash: Buffer;
  readonly sessionHash: Buffer;
  readonly keyId: string;
  readonly sealed: Buffer;
};

export type NewLinkConsent = LinkConsentRow & { readonly stateHash: Buffer };

/** For as long a consent may take at the provider, and then the choice of an account here. */
const lifetime = "interval '10 minutes'";

const columns = `id, link_token_id as "linkTokenId", provider, browser_hash as "browserHash", session_hash as "sessionHash",
  key_id as "keyId", sealed`;

export async function insertLinkConsent(db: Queryable, consent: NewLinkConsent): Promise<void> {
  await db.query(
    `insert into link_consents (id, link_token_id, provider, state_hash, browser_hash, session_hash, key_id, sealed, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + ${lifetime})`,
    [
      ...[consent.id, consent.linkTokenId, consent.provider, consent.stateHash, consent.browserHash],
      ...[consent.sessionHash, consent.keyId, consent.sealed],
    ],
  );
}

/** The consent that a state stands for; null when it was returned from, or its time is up. */
export async function selectOpenConsent(db: Queryable, stateHash: Buffer): Promise<LinkConsentRow | null> {
  const { rows } = await db.query<LinkConsentRow>(
    `select ${columns} from link_consents
     where state_hash = $1 and returned_at is null and expires_at > clock_timestamp()`,
    [stateHash],
  );
  return rows[0] ?? null;
}

/** Uses the state up; false when another request has done so. */
export async function returnFromConsent(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    "update link_consents set returned_at = clock_timestamp() where id = $1 and returned_at is null",
    [id],
  );
  return rowCount === 1;
}

/** Keeps what came of a consent, for a further while. */
export async function updateConsent(
  db: Queryable,
  { id, keyId, sealed }: Pick<LinkConsentRow, "id" | "keyId" | "sealed">,
): Promise<void> {
  await db.query(
    `update link_consents set key_id = $2, sealed = $3, expires_at = clock_timestamp() + ${lifetime} where id = $1`,
    [id, keyId, sealed],
  );
}

/** A consent that the provider has sent back from and that is not over. */
export async function selectReturnedConsent(db: Queryable, id: string): Promise<LinkConsentRow | null> {
  const { rows } = await db.query<LinkConsentRow>(
    `select ${columns} from link_consents where id = $1 and returned_at is not null and expires_at > clock_timestamp()`,
    [id],
  );
  return rows[0] ?? null;
}

/** Forgets a link's consents with all that they hold. */
export async function deleteConsents(db: Queryable, linkTokenId: string): Promise<void> {
  await db.query("delete from link_consents where link_token_id = $1", [linkTokenId]);
}

export async function deleteOldConsents(db: Queryable): Promise<void> {
  await db.query("delete from link_consents where expires_at < now()");
}
