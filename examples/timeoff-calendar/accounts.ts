import { providerName } from "../shared/providers";
import type { Answer, Client } from "./client";
import type { AccountsQuery } from "./generated/graphql";
import { accountsQuery } from "./operations";

export interface Account {
  id: string;
  provider: string;
  label: string;
  /** Why it has no time off to show; null when it has. */
  unlistable: string | null;
  /** Why its requests cannot be decided here; null when they can. */
  undecidable: string | null;
}

/** All linked accounts; their capabilities say beforehand what each provider lets us do. */
export async function readAccounts(client: Client): Promise<Account[]> {
  const accounts: Account[] = [];
  let after: string | null = null;
  do {
    const answer: Answer<AccountsQuery> = await client(accountsQuery, { after });
    const page = answer.data.linkedAccounts;
    accounts.push(...(page?.nodes ?? []).map(toAccount));
    after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return accounts;
}

type AccountNode = NonNullable<AccountsQuery["linkedAccounts"]>["nodes"][number];

function toAccount({ id, provider, subdomain, displayName, capabilities }: AccountNode): Account {
  const timeOff = capabilities.find(({ model }) => model === "TimeoffRequest");
  const decide = timeOff?.writes.find(({ mutation }) => mutation === "decideTimeoffRequest");
  const missing = "This provider does not offer time off.";
  return {
    ...{ id, provider, label: `${providerName(provider)} ${displayName ?? subdomain}` },
    unlistable: timeOff?.canList === true ? null : (timeOff?.reason ?? missing),
    undecidable:
      decide?.isSupported !== true
        ? (decide?.reason ?? missing)
        : decide.needsActor
          ? "Link the account with an acting member first."
          : null,
  };
}
