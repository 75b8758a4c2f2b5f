import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import { linkAccount } from "../accounts/linked-accounts.js";
import { linkedEvent } from "../accounts/linking.js";
import type { AccountSettings } from "../accounts/linked-accounts.js";
import type { Vault } from "../accounts/vault.js";
import type { Config } from "../config.js";
import { defaultTenants } from "../sandbox/index.js";
import type { Sandbox } from "../sandbox/index.js";
import type { Store } from "../store/store.js";

type Target = { workspaceId: string; sandbox: Sandbox; urls: Config["providerUrls"] };

const providers = ["workable", "applicantstack", "sagehr"] as const;

/** Links the sandboxes' own accounts, which keep their ids over restarts; not where the environment names another address. */
export async function linkSandboxAccounts(store: Store, vault: Vault, target: Target): Promise<void> {
  const { workspaceId, sandbox, urls } = target;
  const settings = settingsOf(sandbox);
  for (const provider of providers.filter((name) => urls[name] === sandbox.urls[name])) {
    const { subdomain, token } = defaultTenants[provider];
    const account = await linkAccount(store, vault, {
      ...{ workspaceId, provider, subdomain, displayName: `${subdomain} (sandbox)` },
      ...{ credentials: { token }, settings: settings[provider] },
    });
    await writeAuditEvent(store, linkedEvent(account, commandActor));
  }
}

/** What the sandboxes' accounts need beside a token, as a person would set it. */
function settingsOf(sandbox: Sandbox): Record<(typeof providers)[number], AccountSettings> {
  const { members } = sandbox.workable(defaultTenants.workable.subdomain).data;
  const administrator = members.find((member) => member.hris_role === "hris_admin");
  return {
    workable: administrator === undefined ? {} : { memberId: administrator.id },
    applicantstack: { timeZone: "America/New_York" },
    sagehr: {},
  };
}
