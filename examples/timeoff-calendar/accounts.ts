import { providerName } from "../shared/providers";
import type { Client } from "./client";
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

/** The linked accounts; their capabilities say beforehand what each provider lets us do. */
export async function readAccounts(client: Client): Promise<Account[]> {
  const { data } = await client(accountsQuery, {});
  return (data.linkedAccounts?.nodes ?? []).map(({ id, provider, subdomain, displayName, capabilities }) => {
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
  });
}
