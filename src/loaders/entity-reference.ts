import { parseGlobalId } from "../schema/relay/global-id.js";
import type { NodeAddress } from "../schema/relay/global-id.js";

/** How a federated graph refers to a record: by where it is, or to an employee by the work e-mail address. */
export type EntityReference = { node: NodeAddress } | { workEmail: string };

/** How many references one operation may hold. */
export const maxReferences = 1000;

/**
 * Reads a reference by the first of its keys that it has whole: `id`, else the one that its type has beside. Null for anything that can name no record,
 * also where the id is one of another type.
 */
export function readReference(representation: unknown): EntityReference | null {
  const { __typename: type, id, account, remoteId, workEmail } = fieldsOf(representation);
  if (typeof type !== "string") return null;
  if (typeof id === "string") return at(parseGlobalId(id), type);
  if (type === "Candidate" && typeof remoteId === "string") return inAccount(fieldsOf(account)["id"], type, remoteId);
  if (type === "Employee" && typeof workEmail === "string" && workEmail.trim() !== "") return { workEmail };
  return null;
}

function at(node: NodeAddress | null, type: string): EntityReference | null {
  return node?.type === type ? { node } : null;
}

function inAccount(accountId: unknown, type: string, key: string): EntityReference | null {
  const account = typeof accountId === "string" ? parseGlobalId(accountId) : null;
  return account?.type === "LinkedAccount" && key !== "" ? { node: { ...account, type, key } } : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
