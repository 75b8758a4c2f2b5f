import type { Logger } from "../lib/logger.js";
import type { LinkedAccountRow } from "../store/linked-accounts.js";
import type { Store } from "../store/store.js";
import { selectWorkspaceByIdOrName } from "../store/workspaces.js";
import { accountsNamed } from "./account-names.js";
import type { AccountIdReader } from "./account-names.js";
import type { Principal } from "./api-keys.js";
import { createChangeCache } from "./change-cache.js";
import type { JwtVerifier, VerifiedToken } from "./jwt.js";

/** Turns tokens into who asks. */
export type JwtPrincipals = {
  /** Null for anything but a valid token of a workspace that exists; the reason is in the debug log. */
  readonly authenticate: (token: string) => Promise<Principal | null>;
  readonly close: () => void;
};

type JwtPrincipalsOptions = {
  readonly store: Store;
  readonly verifier: JwtVerifier;
  readonly logger: Logger;
  readonly accountIdOf: AccountIdReader;
  /** The accounts of a workspace. */
  readonly accounts: (workspaceId: string) => Promise<readonly LinkedAccountRow[]>;
};

export function createJwtPrincipals(options: JwtPrincipalsOptions): JwtPrincipals {
  const { store, verifier, logger, accountIdOf } = options;
  const workspaceIds = createChangeCache<string>(store);

  /** Looked up anew for each request, so that an account that is linked or named later counts at once. */
  const accountIdsOf = async (workspaceId: string, { accounts }: VerifiedToken): Promise<Set<string> | null> => {
    if (accounts === null) return null;
    const rows = await options.accounts(workspaceId);
    return new Set(accounts.flatMap((name) => accountsNamed(rows, name, accountIdOf)).map(({ id }) => id));
  };

  return {
    authenticate: async (bearer) => {
      const token = await verifier.verify(bearer);
      if (token === null) return null;
      const { keyId, scopes, workspace } = token;
      const workspaceId = await workspaceIds.get(workspace, () => selectWorkspaceByIdOrName(store.db, workspace));
      if (workspaceId !== null)
        return { workspaceId, kind: "jwt", keyId, scopes, accountIds: await accountIdsOf(workspaceId, token) };
      logger.debug({ reason: "there is no such workspace", claim: "hiregraph_workspace" }, "refused a JWT");
      return null;
    },
    close: workspaceIds.close,
  };
}
