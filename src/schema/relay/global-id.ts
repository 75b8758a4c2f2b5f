import { fromGlobalId } from "graphql-relay";

/** What a global id names: a type, and for a provider's record the linked account and the record's key in it. */
export interface NodeAddress {
  type: string;
  accountId: string;
  key: string;
}

/** The opaque id of one record. Keys may hold any character; the account's id never holds a colon. */
export function recordId(type: string, accountId: string, key: string): string {
  return toGlobalId(type, `${accountId}:${key}`);
}

/** The opaque id of a linked account. */
export function accountGlobalId(accountId: string): string {
  return toGlobalId("LinkedAccount", accountId);
}

/** In characters; providers' keys are much shorter. */
const maxLength = 4_096;

/** Reads a global id; null for anything that we did not make, so that forged and absent ids look alike. */
export function parseGlobalId(id: string): NodeAddress | null {
  if (id.length > maxLength) return null;
  const { type, id: local } = fromGlobalId(id);
  if (type === "" || local === "" || toGlobalId(type, local) !== id) return null;
  // Nothing that is stored can hold it, and the database takes no text that does.
  if (local.includes("\0")) return null;
  if (type === "LinkedAccount") return { type, accountId: local, key: "" };
  const colon = local.indexOf(":");
  if (colon < 1 || colon === local.length - 1) return null;
  return { type, accountId: local.slice(0, colon), key: local.slice(colon + 1) };
}

/** The account that a global id of one names; null for any other text. */
export function accountIdOf(globalId: string): string | null {
  const address = parseGlobalId(globalId);
  return address?.type === "LinkedAccount" ? address.accountId : null;
}

/** As graphql-relay's function of this name, whose own base64 in JavaScript takes three times as long. */
function toGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString("base64");
}
