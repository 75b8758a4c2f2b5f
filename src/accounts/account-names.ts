import type { LinkedAccountRow } from "../store/linked-accounts.js";

/** Reads the global id of a linked account; null for any other text. */
export type AccountIdReader = (text: string) => string | null;

/** What the outside calls an account: its global id, or the name that the operator gave the customer, which several accounts may share. */
export function accountsNamed(
  rows: readonly LinkedAccountRow[],
  name: string,
  accountIdOf: AccountIdReader,
): readonly LinkedAccountRow[] {
  const id = accountIdOf(name);
  // A name that reads as an id is one, so that no customer can be called like another one's account.
  return rows.filter((row) => (id === null ? row.externalId === name : row.id === id));
}
