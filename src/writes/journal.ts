import { z } from "zod";

import type { Vault } from "../accounts/vault.js";
import type { StepResults } from "../datasources/write.js";
import { modelNames } from "../schema/model-name.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import { placeOfWrite } from "../store/sealed-columns.js";
import type { WriteRow } from "../store/write-records.js";

const recordKey = z.object({ model: z.enum(modelNames), key: z.string() });

const stepResult = z.object({
  created: recordKey.optional(),
  moved: z.object({ models: z.array(z.enum(modelNames)), from: z.string(), to: z.string() }).optional(),
});

const step = z.object({
  /** PENDING: not sent, or surely not taken. SENT: it may have been taken. */
  status: z.enum(["PENDING", "SENT", "DONE", "REFUSED"]),
  /** When it was first sent of the times that it may have been taken, and when it was sent last; epoch ms. */
  firstSentAt: z.number().optional(),
  sentAt: z.number().optional(),
  /** How the last sending ended: while the provider may still be at it, nothing found means nothing. */
  lost: z.enum(["answered", "unanswered"]).optional(),
  /** Whether whoever sent it is still waiting for the answer. */
  isUnderWay: z.boolean().optional(),
  /** A fact by which the outcome of the last sending is found. */
  noted: z.string().optional(),
  result: stepResult.optional(),
});

const userError = z.object({
  code: z.enum(UserErrorCode),
  message: z.string(),
  field: z.array(z.string()).optional(),
  providerMessage: z.string().optional(),
});

const journal = z.object({
  /** What was asked for, without files; absent once the write is done. */
  input: z.unknown().optional(),
  actor: z.string().nullable(),
  steps: z.record(z.string(), step),
  /** How it ended. */
  end: z.object({ records: z.array(recordKey), userErrors: z.array(userError) }).optional(),
});

/** What is known of one write. It is kept sealed, because it holds what the client sent and what the provider said. */
export type Journal = z.infer<typeof journal>;
export type JournalStep = z.infer<typeof step>;

export function sealJournal(vault: Vault, row: Pick<WriteRow, "id" | "workspaceId" | "accountId">, content: Journal) {
  return vault.seal(JSON.stringify(content), placeOfWrite(row));
}

/** Throws an AppError when no key at hand opens it. */
export function openJournal(vault: Vault, row: WriteRow): Journal {
  return journal.parse(JSON.parse(vault.open({ keyId: row.keyId, sealed: row.sealed }, placeOfWrite(row))));
}

/** The results of the steps that are done. */
export function resultsOf({ steps }: Journal): StepResults {
  const done = Object.entries(steps).filter(([, { status }]) => status === "DONE");
  return Object.fromEntries(done.map(([name, { result }]) => [name, (result ?? {}) as StepResults[string]]));
}

/** Whether a call was sent of which it is not known whether it was taken. */
export function isInDoubt({ steps }: Journal): boolean {
  return Object.values(steps).some(({ status }) => status === "SENT");
}
