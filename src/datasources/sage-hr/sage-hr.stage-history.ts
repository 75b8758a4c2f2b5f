import type { StageHistoryEntry } from "../../schema/application.js";
import { Derivation } from "../../schema/provenance.js";
import { StageKind } from "../../schema/enums.js";
import { isObject, mapFields, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ParentRecord, ProviderSession, StageHistorySource } from "../provider.js";
import { toStageRef } from "./sage-hr.applicant.js";
import { mostActionPages, readActions } from "./sage-hr.actions.js";
import { applicant } from "./sage-hr.client.js";
import { readMove, readMoves } from "./sage-hr.moves.js";
import { lenient } from "./sage-hr.payload.js";
import { applicantCreated, stageMove, toStageKind } from "./sage-hr.vocabulary.js";

interface Step {
  label: string | null;
  enteredAt: string | null;
}

/** The history is read out of the sentences of the timeline, since the provider holds it in no other form. */
export const stageHistory: StageHistorySource = {
  call: "GET /recruitment/applicants/{id}/actions, GET /recruitment/applicants/{id}",
  calls: mostActionPages + 1,
  read: readHistory,
};

async function readHistory(session: ProviderSession, { key, payload }: ParentRecord): Promise<StageHistoryEntry[]> {
  const [actions, record] = await Promise.all([
    readActions(session, key),
    isObject(payload) && "stage" in payload ? payload : applicant(session, key),
  ]);
  return toHistory(actions, isObject(record) ? lenient(reader(record, "applicant")) : null);
}

/** Oldest first. `actions` come newest first; `record` is the applicant, where it is known. */
export function toHistory(actions: readonly PayloadReader[], record: PayloadReader | null): StageHistoryEntry[] {
  const present = mapFields({ stage: () => record?.object("stage") ?? null }).fields.stage ?? null;
  const steps = toSteps(actions.toReversed(), record, titleOf(present));
  const stages = steps.map(({ label }) => toHistoricStage(label, present));
  return steps.map(({ enteredAt }, index) => ({
    from: stages[index - 1] ?? null,
    to: stages[index] ?? null,
    enteredAt,
    leftAt: steps[index + 1]?.enteredAt ?? null,
    actor: null,
    derivation: Derivation.INFERRED,
  }));
}

/** The stages entered, oldest first. An applicant that was never moved is in its first stage still. */
function toSteps(actions: readonly PayloadReader[], record: PayloadReader | null, present: string | null): Step[] {
  const moves = actions.filter((action) => wordOf(action, "action") === stageMove);
  const created = actions.find((action) => wordOf(action, "action") === applicantCreated) ?? record;
  const [first] = moves;
  const steps: Step[] = [{ label: first ? soleFrom(first) : present, enteredAt: created && timeOf(created) }];
  for (const move of moves) {
    steps.push({ label: titleEntered(move, steps.at(-1)?.label ?? null), enteredAt: timeOf(move) });
  }
  return steps;
}

/** A message that can be read in two ways is read in the one that begins where the move before ended. */
function titleEntered(move: PayloadReader, before: string | null): string | null {
  const moves = readMoves(wordOf(move, "message") ?? "");
  return moves.find(({ from }) => from === before)?.to ?? (moves.length === 1 ? (moves[0]?.to ?? null) : null);
}

function soleFrom(move: PayloadReader): string | null {
  return readMove(wordOf(move, "message") ?? "")?.from ?? null;
}

/** Only the present stage has a known id; those before are known by the title they had. */
function toHistoricStage(label: string | null, present: PayloadReader | null) {
  const isPresent = label !== null && label === titleOf(present);
  const { stageRef } = mapFields({ stageRef: () => (isPresent ? toStageRef(present) : null) }).fields;
  return { label, kind: toStageKind(label) ?? StageKind.UNMAPPED, stageRef };
}

function titleOf(stage: PayloadReader | null): string | null {
  return stage && wordOf(stage, "title");
}

function wordOf(row: PayloadReader, key: string): string | null {
  return mapFields({ word: () => row.text(key) }).fields.word ?? null;
}

function timeOf(row: PayloadReader): string | null {
  return mapFields({ time: () => row.instant("created_at") }).fields.time ?? null;
}
