import { randomUUID } from "node:crypto";

import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { GuardedFetch } from "../datasources/http/guarded-fetch.js";
import type { WriteSession, WrittenRecord } from "../datasources/write.js";
import type { ReadRequest } from "../loaders/read-request.js";
import { Depth } from "../schema/provider-record.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { UserError, WritePlanReport, WriteStepReport } from "../schema/writes/payload.js";
import type { ShownRecord } from "../schema/writes/shown-record.js";
import type { WriteInput, WriteName } from "../schema/writes/write-input.js";
import { callsOf } from "./dry-run.js";
import { readKey } from "./obtain-write.js";
import { prepare } from "./prepare.js";
import type { Prepared } from "./prepare.js";
import type { WriteLog } from "./write-log.js";
import { shownModels, writeSpecs } from "./write-spec.js";
import { WriteRefused } from "./user-error.js";

/** What a mutation tells of a write. */
export interface WriteOutcome {
  /** Null when the input names none. */
  account: LinkedAccountRow | null;
  records: readonly WrittenRecord[];
  userErrors: readonly UserError[];
  replayed: boolean;
  steps: readonly WriteStepReport[];
  plan: WritePlanReport | null;
  /** Of a dry run: what the write would show. */
  shown: readonly ShownRecord[];
}

export interface WriteRequestContext {
  request: ReadRequest;
  /** Epoch ms. */
  deadline: number;
}

export interface Writes {
  /** Writes once. What the provider or we have against the input is in the outcome; throws an AppError when it cannot be told or done now. */
  run(context: WriteRequestContext, name: WriteName, input: WriteInput): Promise<WriteOutcome>;
}

/** The greatest file that is taken; providers' own limits are below it. */
export const maxFileBytes = 25 * 1_048_576;

export function createWrites({ log, fetch }: { log: WriteLog; fetch: GuardedFetch }): Writes {
  return {
    async run(context, name, input) {
      // The mutations before it may have used the request's time up.
      const leftMs = Math.max(0, context.deadline - Date.now());
      const rules = { maxBytes: maxFileBytes, fetch, signal: AbortSignal.timeout(leftMs) };
      let prepared: Prepared | undefined;
      try {
        const key = input.idempotencyKey == null ? randomUUID() : readKey(input.idempotencyKey);
        prepared = await prepare(context.request, name, input, rules);
        const { account } = prepared;
        if (input.dryRun === true) return await dryRun(context.request, prepared);
        const done = await log.once(context, prepared, key);
        context.request.forget(account);
        return done;
      } catch (error) {
        if (!(error instanceof WriteRefused)) throw error;
        return { ...nothing, account: prepared?.account ?? null, userErrors: error.userErrors };
      }
    },
  };
}

const nothing: WriteOutcome = {
  ...{ account: null, records: [], userErrors: [], replayed: false, steps: [], plan: null, shown: [] },
};

/** Everything short of writing: duplicates are looked for, because that tells whether the write would be done. */
async function dryRun(request: ReadRequest, prepared: Prepared): Promise<WriteOutcome> {
  const { account } = prepared;
  const { input, plan } = await prepared.ready();
  const { session, calls } = counting(await request.writeSession(account, writeSpecs[prepared.name].model));
  const existing = plan.existing ? await plan.existing.find(session) : null;
  // Whose custom fields they are is told by the input alone.
  const models = shownModels(prepared.name).filter((model) => (input["model"] ?? model) === model);
  const shown = models.map((model) => ({ model, carried: plan.carried?.[model] ?? Depth.MENTION }));
  const outcome = { ...nothing, account, plan: callsOf(account.id, plan, calls()), shown };
  if (!existing) return outcome;
  const userErrors = [{ code: UserErrorCode.CONFLICT, message: "It is there already." }];
  return { ...outcome, records: [existing], userErrors };
}

/** A session, and how many reads were asked of it. */
function counting(session: WriteSession): { session: WriteSession; calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    session: {
      ...session,
      get(path, query) {
        calls += 1;
        return session.get(path, query);
      },
    },
  };
}
