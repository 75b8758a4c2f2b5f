import { createOpaqueId } from "../accounts/opaque-id.js";
import type { Vault } from "../accounts/vault.js";
import { placeOfWrite } from "../store/sealed-columns.js";
import type { Store } from "../store/store.js";
import { deleteWrite, updateWrite } from "../store/write-records.js";
import type { WriteRow } from "../store/write-records.js";
import type { OwnWrites } from "./own-writes.js";
import { hashOfKey, obtainWrite } from "./obtain-write.js";

/** A change of accounts of which everything was checked. */
export interface ReadyChange<Before, Result> {
  /** What has to be known to finish the change when this process dies in it. */
  before: Before;
  run(): Promise<Result>;
}

export interface WantedChange<Before, Result> {
  workspaceId: string;
  /** The mutation's name. */
  name: string;
  key: string;
  inputHash: Buffer;
  /** Until when somebody else who is at it is waited for, epoch ms. */
  deadline: number;
  /** Checks the input; `before` is given for a change in which a process died. */
  prepare: (before: Before | null) => ReadyChange<Before, Result> | Promise<ReadyChange<Before, Result>>;
}

/**
 * Makes changes of linked accounts once, over all processes that share the database and over their deaths. Only those that went well are kept: what was
 * refused or failed can be tried again. Each must bear being made twice, as far as nobody was told of the first time.
 */
export interface AccountLog {
  /** What comes back is as JSON keeps it. Throws CONFLICT when the key was used with another input. */
  once<Before, Result>(wanted: WantedChange<Before, Result>): Promise<{ result: Result; replayed: boolean }>;
}

interface Kept {
  before: unknown;
  result?: unknown;
}

export function createAccountLog({ store, vault, own }: { store: Store; vault: Vault; own: OwnWrites }): AccountLog {
  const seal = (row: Pick<WriteRow, "id" | "workspaceId">, kept: Kept) =>
    vault.seal(JSON.stringify(kept), placeOfWrite({ ...row, accountId: "" }));

  return {
    async once<Before, Result>(wanted: WantedChange<Before, Result>) {
      const { workspaceId, name, inputHash, deadline, prepare } = wanted;
      const keyHash = hashOfKey(wanted.key);
      let ready: ReadyChange<Before, Result> | undefined;
      const begin = async (): Promise<WriteRow | null> => {
        ready = await prepare(null);
        const place = { id: createOpaqueId(), workspaceId, accountId: "" };
        return own.begin({ ...place, keyHash, name, inputHash, ...seal(place, { before: ready.before }) });
      };
      const row = await obtainWrite(store, { workspaceId, name, keyHash, inputHash, deadline, place: {} }, (known) =>
        known ? own.take(known.id) : begin(),
      );
      try {
        // The bytes are ours: the vault opens nothing that it did not seal at this very place.
        const kept = JSON.parse(vault.open(row, placeOfWrite(row))) as { before: Before; result: Result };
        if (row.status === "done") return { result: kept.result, replayed: true };
        ready ??= await prepare(kept.before);
        const result = await ready.run();
        const end = { status: "done", owner: null, isInDoubt: false } as const;
        await updateWrite(store.db, { id: row.id, ...end, ...seal(row, { ...kept, result }) }, store.processName);
        return { result, replayed: false };
      } catch (error) {
        await deleteWrite(store.db, row.id, store.processName);
        throw error;
      } finally {
        own.free(row.id);
      }
    },
  };
}
