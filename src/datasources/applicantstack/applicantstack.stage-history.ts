import { AppError } from "../../lib/errors.js";
import { ActivityKind, StageKind } from "../../schema/enums.js";
import { Derivation } from "../../schema/provenance.js";
import { PayloadError } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ParentRecord, ProviderSession, StageHistorySource } from "../provider.js";
import { candidatesResource, readRecord } from "./applicantstack.client.js";
import { meaningOfNote } from "./applicantstack.notes.js";
import { heldDetail } from "./applicantstack.parent.js";
import { kindOfStage, namedStage } from "./applicantstack.stage.js";
import { timestamp, words } from "./applicantstack.values.js";

interface Move {
  stage: string | null;
  at: string | null;
  actor: string | null;
}

/** The history of stages, read out of the audit lines of a candidate. */
export const stageHistorySource: StageHistorySource = {
  call: `GET ${candidatesResource.record}/{serial}`,
  read: readStageHistory,
};

async function readStageHistory(session: ProviderSession, application: ParentRecord) {
  const held = heldDetail(application) ?? (await readRecord(session, candidatesResource, application.key));
  if (held === null) throw new AppError("NOT_FOUND", "ApplicantStack has no such record.");
  try {
    return toStageHistory(held);
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    throw new AppError("PROVIDER_BAD_RESPONSE", `ApplicantStack's notes could not be read: ${error.message}`);
  }
}

/**
 * The first entry is the arrival. No line names the stage of the arrival, so that it is known only while the application has not moved;
 * and a present stage that no line names was entered at a time that is not known.
 */
export function toStageHistory(candidate: PayloadReader) {
  const present = words(candidate, "Stage");
  const moves = movesOf(candidate);
  const path = [{ stage: moves.length === 0 ? present : null, at: arrivalOf(candidate), actor: null }, ...moves];
  const isUntold = moves.length > 0 && present !== null && moves.at(-1)?.stage !== present;
  if (isUntold) path.push({ stage: present, at: null, actor: null });
  return path.map((move, index) => {
    const before = path[index - 1];
    return {
      from: before ? historicStage(before.stage, candidate) : null,
      to: historicStage(move.stage, candidate),
      enteredAt: move.at,
      leftAt: path[index + 1]?.at ?? null,
      actor: move.actor === null ? null : { name: move.actor },
      derivation: Derivation.INFERRED,
    };
  });
}

function movesOf(candidate: PayloadReader): Move[] {
  return candidate.objects("Notes").flatMap((note) => {
    const { kind, stage, actor } = meaningOfNote(note);
    return kind === ActivityKind.STAGE_CHANGE ? [{ stage, actor, at: timestamp(note, "timestamp") }] : [];
  });
}

function arrivalOf(candidate: PayloadReader): string | null {
  const arrival = candidate.objects("Notes").find((note) => meaningOfNote(note).kind === ActivityKind.APPLIED);
  return (arrival && timestamp(arrival, "timestamp")) ?? timestamp(candidate, "Create Date Timestamp");
}

/** What a stage is for is told only of the present one. */
function historicStage(label: string | null, candidate: PayloadReader) {
  const isPresent = label !== null && label === words(candidate, "Stage");
  return {
    label,
    kind: isPresent ? kindOfStage(words(candidate, "Stage Type")) : StageKind.UNMAPPED,
    stageRef: label === null ? null : { key: label, mention: () => namedStage(label) },
  };
}
