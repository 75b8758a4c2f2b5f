import { createApiKey, listApiKeys, revokeApiKey } from "../accounts/api-keys.js";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import type { AuditAction } from "../accounts/audit.js";
import { SCOPES } from "../accounts/scopes.js";
import type { Store } from "../store/store.js";

const name = "npm start";

/** The key that `start` prints. */
export interface StartKey {
  readonly key: string;
  readonly revoke: () => Promise<void>;
  /** Revokes what earlier starts left behind, which nobody can print again; only once this start has succeeded. */
  readonly revokeOlder: () => Promise<void>;
}

/** Makes a key with all scopes that lives as long as this start does. */
export async function createStartKey(store: Store, workspaceId: string): Promise<StartKey> {
  const tell = (action: AuditAction, detail: { keyId: string; scopes?: readonly string[] }) =>
    writeAuditEvent(store, { workspaceId, actor: commandActor, action, detail });
  const { id, key } = await createApiKey(store, { workspaceId, name, scopes: SCOPES });
  await tell("key.created", { keyId: id, scopes: SCOPES });
  const revoke = async (keyId: string) => {
    if (await revokeApiKey(store, workspaceId, keyId)) await tell("key.revoked", { keyId });
  };
  return {
    key,
    revoke: () => revoke(id),
    revokeOlder: async () => {
      const keys = await listApiKeys(store, workspaceId);
      const older = keys.filter((other) => other.name === name && other.revokedAt === null && other.id !== id);
      for (const other of older) await revoke(other.id);
    },
  };
}
