import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { AppError } from "../lib/errors.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { Store } from "../store/store.js";
import { selectWrite } from "../store/write-records.js";
import type { WriteRow } from "../store/write-records.js";
import { refuse } from "./user-error.js";

export interface WantedWrite {
  workspaceId: string;
  /** The mutation's name. */
  name: string;
  keyHash: Buffer;
  inputHash: Buffer;
  /** Until when somebody else who is at it is waited for, epoch ms. */
  deadline: number;
  /** For errors. */
  place: { provider?: string; accountId?: string };
}

/** How often a write that another request is at is looked at. */
const pollMs = 100;
const maxKeyLength = 255;

/** A key as it was given. Throws a WriteRefused. */
export function readKey(key: string): string {
  if (key.length > 0 && key.length <= maxKeyLength) return key;
  throw refuse(UserErrorCode.BAD_USER_INPUT, `idempotencyKey has 1 to ${maxKeyLength} characters.`, ["idempotencyKey"]);
}

export function hashOfKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

/**
 * The write of a key: one that is done, or the one that `claim` notes anew or takes over. `claim` gives null when somebody else is at it.
 * Throws CONFLICT when the key was used with another input, and when somebody is still at it at the deadline.
 */
export async function obtainWrite(
  store: Store,
  { workspaceId, name, keyHash, inputHash, deadline, place }: WantedWrite,
  claim: (known: WriteRow | null) => Promise<WriteRow | null>,
): Promise<WriteRow> {
  for (;;) {
    const known = await selectWrite(store.db, workspaceId, keyHash);
    if (known && (known.name !== name || !known.inputHash.equals(inputHash))) throw otherInput();
    if (known?.status === "done") return known;
    const claimed = await claim(known);
    if (claimed) return claimed;
    if (Date.now() + pollMs > deadline) throw stillBeingDone(place);
    if (known) await sleep(pollMs);
  }
}

function otherInput(): AppError {
  return new AppError("CONFLICT", "This idempotencyKey was used with another input.", {
    details: { field: "idempotencyKey" },
  });
}

function stillBeingDone(place: WantedWrite["place"]): AppError {
  return new AppError("CONFLICT", "This write is being done by another request; repeat it to see how it ended.", {
    retryable: true,
    details: { ...place, retryAfterSeconds: 1 },
  });
}
