import type { Activity } from "../../schema/activity.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import { PayloadError, mapFields, mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import { jobRefOf, toApplication } from "./applicantstack.application.js";
import { toCandidate } from "./applicantstack.candidate.js";
import { meaningOfNote, textOf } from "./applicantstack.notes.js";
import { partsOfCandidate, type Parts } from "./applicantstack.parent.js";
import { timestamp, words } from "./applicantstack.values.js";

/** The notes of a candidate, most of which are audit lines. */
export const activitySource: ModelSource<"Activity"> = {
  coverage: {
    kind: "list",
    kindLabel: "list",
    body: "list",
    occurredAt: "list",
    actorName: "list",
    rating: "list",
    toStageLabel: "list",
    candidateRef: "list",
    applicationRef: "list",
    jobRef: "list",
    remoteCreatedAt: "list",
  },
  mentions: { candidateRef: "detail", applicationRef: "detail", jobRef: ["title"] },
  ...partsOfCandidate(toActivities),
};

/** Notes have no id; their time and their place among those of the same time stay as they are when notes are added. */
export function toActivities(candidate: PayloadReader): Parts<"Activity"> {
  const seen = new Map<string, number>();
  return mapRows(candidate.raw["Notes"] ?? [], `${candidate.place}.Notes`, (note) => {
    const at = timestamp(note, "timestamp");
    if (at === null) throw new PayloadError(`${note.place}.timestamp: expected Unix seconds`);
    const nth = (seen.get(at) ?? 0) + 1;
    seen.set(at, nth);
    return toActivity(note, candidate, `${note.id("timestamp")}-${String(nth)}`, at);
  });
}

function toActivity(note: PayloadReader, candidate: PayloadReader, remoteId: string, at: string): Draft<Activity> {
  const serial = candidate.id("Candidate Serial");
  const { fields, problems } = mapFields({
    kind: () => meaningOfNote(note).kind,
    kindLabel: () => words(note, "type"),
    body: () => textOf(note),
    actorName: () => meaningOfNote(note).actor,
    rating: () => ratingOf(note),
    toStageLabel: () => meaningOfNote(note).stage,
    jobRef: () => jobRefOf(candidate),
  });
  return {
    key: `${serial}/${remoteId}`,
    remoteId,
    depth: Depth.LIST,
    payload: note.raw,
    problems,
    occurredAt: at,
    remoteCreatedAt: at,
    candidateRef: { key: serial, mention: () => toCandidate(candidate, Depth.DETAIL) },
    applicationRef: { key: serial, mention: () => toApplication(candidate, Depth.DETAIL) },
    ...fields,
  };
}

function ratingOf(note: PayloadReader) {
  const { rating } = meaningOfNote(note);
  return rating === null ? null : { label: rating };
}
