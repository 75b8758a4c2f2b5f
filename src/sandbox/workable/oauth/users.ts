import type { MemberRow, WorkableData } from "../types.js";

/** An account of the sandbox and its tenant's settings. */
interface Account {
  readonly data: WorkableData;
  readonly settings: Record<string, unknown>;
}

/** An account that a user gets at, and who the user is in it. */
export interface ReachedAccount extends Account {
  readonly member: MemberRow;
}

/** Somebody to be signed in as; `id` is `all`, or a subdomain and a member's id. */
export interface SignedInUser {
  readonly id: string;
  readonly label: string;
}

export interface Users {
  readonly addAccount: (account: Account) => void;
  /** Who there is to choose from; the first one is the default. */
  list(): SignedInUser[];
  /** The accounts that a user reaches at present; none for a user who is unknown or was deactivated. */
  accountsOf(userId: string): ReachedAccount[];
}

const everywhere = "all";

/**
 * Makes the users out of the accounts' active members. Members belong to one account each, so with several accounts
 * there is one user more, who is an administrator of each. The setting `oauthReachable: false` takes an account away.
 */
export function createUsers(): Users {
  const accounts: Account[] = [];
  const reachable = () => accounts.filter(({ settings }) => settings["oauthReachable"] !== false);
  const ofOne = () => reachable().flatMap(membersOf);
  const ofAll = () => reachable().flatMap((account) => administratorsOf(account).slice(0, 1));
  return {
    addAccount: (account) => accounts.push(account),
    list: () => [
      ...(reachable().length > 1 ? [{ id: everywhere, label: labelOfAll(ofAll()) }] : []),
      ...ofOne().map((reached) => ({ id: idOf(reached), label: labelOf(reached) })),
    ],
    accountsOf: (userId) => (userId === everywhere ? ofAll() : ofOne().filter((reached) => idOf(reached) === userId)),
  };
}

function membersOf(account: Account): ReachedAccount[] {
  return account.data.members.filter((member) => member.active).map((member) => ({ ...account, member }));
}

function administratorsOf(account: Account): ReachedAccount[] {
  return membersOf(account).filter(({ member }) => member.role === "admin");
}

function idOf({ data, member }: ReachedAccount): string {
  return `${data.account.subdomain}/${member.id}`;
}

function labelOf({ data, member }: ReachedAccount): string {
  return `${member.name} (${member.role}) of ${data.account.name}, ${data.account.subdomain}`;
}

function labelOfAll(reached: readonly ReachedAccount[]): string {
  return `An administrator of all accounts: ${reached.map(({ data }) => data.account.subdomain).join(", ")}`;
}
