import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../lib/errors.js";
import { countSealedOtherwise, replaceSealed, sealedTables, selectSealedOtherwise } from "../store/sealed-columns.js";
import type { Resealed, SealedRow, SealedTable } from "../store/sealed-columns.js";
import type { Store } from "../store/store.js";
import type { Vault } from "./vault.js";

/** A sealed value that no key at hand opens; `reason` tells nothing of it. */
export type Unopened = {
  readonly table: string;
  readonly workspaceId: string;
  readonly accountId: string;
  readonly reason: string;
};

export type Rotation = {
  /** How many values of each table, and of each workspace, are now sealed under the first key. */
  readonly byTable: ReadonlyMap<string, number>;
  readonly byWorkspace: ReadonlyMap<string, number>;
  readonly unopened: readonly Unopened[];
  /** How many could be opened but kept being sealed under another key meanwhile. */
  readonly left: number;
};

export type RotationOptions = {
  readonly store: Store;
  readonly vault: Vault;
  /** Called after each batch with the table and how many of its values have been sealed so far. */
  readonly onProgress?: (table: string, resealed: number) => void;
  readonly batchSize?: number;
};

/** Values that change while they are read are read again, in the next pass. */
const maxPasses = 5;
const pauseMs = 100;

/**
 * Seals everything under the vault's first key that is sealed under another one, beside running servers. What somebody else writes meanwhile is never
 * overwritten. Can be stopped and repeated at any time.
 */
export async function rotateEncryption(options: RotationOptions): Promise<Rotation> {
  const { store, vault } = options;
  const tally = createTally(options.onProgress);
  let unopened: Unopened[] = [];
  let left = 0;
  for (let pass = 1; pass <= maxPasses; pass += 1) {
    if (pass > 1) await sleep(pauseMs);
    unopened = [];
    left = 0;
    for (const table of sealedTables) {
      const closed = await resealTable(options, table, tally.add);
      unopened.push(...closed);
      left += Math.max(0, (await countSealedOtherwise(store.db, table, vault.keyId)) - closed.length);
    }
    if (left === 0) break;
  }
  return { ...tally.counts, unopened, left };
}

/** One pass over a table; gives what could not be opened. */
async function resealTable(
  { store, vault, batchSize = 200 }: RotationOptions,
  table: SealedTable,
  add: (table: string, rows: readonly SealedRow[]) => void,
): Promise<Unopened[]> {
  const unopened: Unopened[] = [];
  for (let after = ""; ;) {
    const rows = await selectSealedOtherwise(store.db, table, vault.keyId, after, batchSize);
    const last = rows.at(-1);
    if (last === undefined) return unopened;
    after = last.id;
    const changes: Resealed[] = [];
    for (const row of rows) {
      const outcome = reseal(vault, table, row);
      if ("reason" in outcome) unopened.push(outcome);
      else changes.push(outcome);
    }
    const replaced = new Set(await replaceSealed(store.db, table, vault.keyId, changes));
    add(
      table.name,
      rows.filter(({ id }) => replaced.has(id)),
    );
  }
}

function reseal(vault: Vault, table: SealedTable, row: SealedRow): Resealed | Unopened {
  const place = table.placeOf(row);
  try {
    return { row, sealed: vault.seal(vault.open(row, place), place).sealed };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { workspaceId, accountId } = row;
    return { table: table.name, workspaceId, accountId, reason: error.message };
  }
}

function createTally(onProgress: RotationOptions["onProgress"]) {
  const byTable = new Map<string, number>();
  const byWorkspace = new Map<string, number>();
  return {
    counts: { byTable, byWorkspace },
    add: (table: string, rows: readonly SealedRow[]): void => {
      const resealed = (byTable.get(table) ?? 0) + rows.length;
      byTable.set(table, resealed);
      for (const { workspaceId } of rows) byWorkspace.set(workspaceId, (byWorkspace.get(workspaceId) ?? 0) + 1);
      onProgress?.(table, resealed);
    },
  };
}
