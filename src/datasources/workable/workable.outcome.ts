import { AppError } from "../../lib/errors.js";
import type { Application } from "../../schema/application.js";
import type { Draft } from "../../schema/draft.js";
import { ApplicationOutcome } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import type { RejectReason } from "../../schema/reject-reason.js";
import { isObject } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { GetSource, LateSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { wholePageOf } from "./workable.draft.js";
import { toRejectReason } from "./workable.reject-reason.js";

interface Outcome {
  outcome: ApplicationOutcome;
  label: string | null;
}

const rejected: Outcome = { outcome: ApplicationOutcome.REJECTED, label: "disqualified" };
const withdrawn: Outcome = { outcome: ApplicationOutcome.WITHDRAWN, label: "withdrew" };
const unclear: Outcome = { outcome: ApplicationOutcome.UNMAPPED, label: "disqualified" };

/** Undefined where a row leaves it open: rows mark those who withdrew as disqualified, and do not tell them apart. */
export function outcomeOf(row: PayloadReader, depth: Depth): Outcome | undefined {
  if (row.instant("hired_at") !== null) return { outcome: ApplicationOutcome.HIRED, label: "hired" };
  if (row.boolean("withdrew")) return withdrawn;
  if (!row.boolean("disqualified")) return { outcome: ApplicationOutcome.ACTIVE, label: null };
  if (row.has("withdrew")) return rejected;
  return depth < Depth.DETAIL ? undefined : unclear;
}

/** Tells by the text of the reason whether a disqualified person withdrew, and by the detail where the text does not tell. */
export function lateOutcome(client: WorkableClient, detail: GetSource<"Application">): LateSource<"Application"> {
  const meaningsBySession = new WeakMap<ProviderSession, Promise<Meanings>>();
  const meaningsOf = (session: ProviderSession): Promise<Meanings> => {
    const meanings = meaningsBySession.get(session) ?? readMeanings(client, session);
    meaningsBySession.set(session, meanings);
    return meanings;
  };
  return {
    call: "GET /disqualification_reasons",
    callEach: detail.call,
    fields: {
      outcome: [rejected.outcome, withdrawn.outcome, unclear.outcome],
      outcomeLabel: ["disqualified", "withdrew"],
    },
    read: async (session, { key, payload }) => {
      const reason = isObject(payload) ? payload["disqualification_reason"] : null;
      const hasReason = typeof reason === "string" && reason !== "";
      const isWithdrawal = hasReason ? (await meaningsOf(session)).get(reason) : undefined;
      if (typeof isWithdrawal !== "boolean") return fieldsOf(await detail.read(session, key));
      const { outcome, label } = isWithdrawal ? withdrawn : rejected;
      return { outcome, outcomeLabel: label };
    },
  };
}

function fieldsOf(application: Draft<Application> | null): Partial<Draft<Application>> | null {
  if (!application) return null;
  const { outcome = null, outcomeLabel = null } = application;
  return { outcome, outcomeLabel };
}

/** Whether the reason with a text means a withdrawal; null where the provider does not say so, or reasons of one text differ in it. */
type Meanings = ReadonlyMap<string, boolean | null>;

/** A token that may not see the reasons knows of none. */
async function readMeanings(client: WorkableClient, session: ProviderSession): Promise<Meanings> {
  const meanings = new Map<string, boolean | null>();
  for (const { name, isWithdrawal = null } of await readReasons(client, session)) {
    if (name == null) continue;
    const isAmbiguous = meanings.has(name) && meanings.get(name) !== isWithdrawal;
    meanings.set(name, isAmbiguous ? null : isWithdrawal);
  }
  return meanings;
}

async function readReasons(client: WorkableClient, session: ProviderSession): Promise<Draft<RejectReason>[]> {
  try {
    const rows = await client.disqualificationReasons(session);
    return wholePageOf<"RejectReason">(rows, "reasons", (row) => toRejectReason(row, Depth.LIST)).drafts;
  } catch (error) {
    // Which of 403 and 401 a missing scope gives is not documented; a token that is wrong is told by the detail as well.
    const isClosed = error instanceof AppError && ["FORBIDDEN", "ACCOUNT_NEEDS_RELINK"].includes(error.code);
    if (isClosed) return [];
    throw error;
  }
}
