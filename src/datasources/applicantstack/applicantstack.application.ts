import { ApplicationOutcome } from "../../schema/enums.js";
import type { Application } from "../../schema/application.js";
import type { Draft } from "../../schema/draft.js";
import type { Job } from "../../schema/job.js";
import type { Ref } from "../../schema/provider-record.js";
import { Depth } from "../../schema/provider-record.js";
import { mapFields } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import { answersOf } from "./applicantstack.answers.js";
import { candidateLabels, toCandidate } from "./applicantstack.candidate.js";
import { candidatesResource, readRecord } from "./applicantstack.client.js";
import { pagedList, wholePage } from "./applicantstack.lists.js";
import { heldRecord } from "./applicantstack.parent.js";
import { kindOfStage, stageOf } from "./applicantstack.stage.js";
import { extrasOf, timestamp, words } from "./applicantstack.values.js";
import { meaningOf, stageTypes } from "./applicantstack.vocabulary.js";

const list = pagedList<"Application">(candidatesResource, (row) => toApplication(row, Depth.LIST));

export const applicationSource: ModelSource<"Application"> = {
  coverage: {
    outcome: "list",
    outcomeLabel: "list",
    stageKind: "list",
    stageKindLabel: "list",
    appliedAt: "list",
    rejectReasonLabel: "list",
    source: "list",
    score: "list",
    rating: "list",
    candidateRef: "list",
    jobRef: "list",
    stageRef: "list",
    remoteCreatedAt: "list",
    extras: "list",
    answers: "detail",
  },
  mentions: { candidateRef: "same", jobRef: ["title"], stageRef: ["name", "kind", "kindLabel"] },
  list: {
    ...list,
    callUnder: { candidate: `GET ${candidatesResource.record}/{serial}` },
    mostUnder: { candidate: 1 },
    heldBy: { Candidate: "list" },
    // A record is one candidate and one application under one serial, so that one call finds it.
    native: { candidate: ["eq"] },
    last: async (session, request) =>
      request.conditions["candidate"] === undefined && list.last ? list.last(session, request) : "1",
    page: async (session, request) => {
      const serial = request.conditions["candidate"]?.eq;
      if (typeof serial !== "string") return list.page(session, request);
      const row = await readRecord(session, candidatesResource, serial);
      return wholePage(row ? [toApplication(row, Depth.DETAIL)] : [], []);
    },
    fromParent: (parent) => {
      const held = heldRecord(parent);
      return held && [toApplication(held.row, held.depth)];
    },
  },
  get: {
    call: `GET ${candidatesResource.record}/{serial}`,
    read: async (session, key) => {
      const row = await readRecord(session, candidatesResource, key);
      return row && toApplication(row, Depth.DETAIL);
    },
  },
};

/** Maps the application of a candidate record. */
export function toApplication(row: PayloadReader, depth: Depth): Draft<Application> {
  const serial = row.id("Candidate Serial");
  const list = mapFields(listFields(row));
  const detail = depth === Depth.DETAIL ? mapFields({ answers: () => answersOf(row) }) : null;
  return {
    key: serial,
    remoteId: serial,
    depth,
    payload: row.raw,
    problems: [...list.problems, ...(detail?.problems ?? [])],
    extras: extrasOf(row, candidateLabels),
    candidateRef: { key: serial, mention: () => toCandidate(row, depth) },
    ...list.fields,
    ...detail?.fields,
  };
}

function listFields(row: PayloadReader) {
  return {
    outcome: () => outcomeOf(words(row, "Stage Type"), words(row, "Disposition")),
    outcomeLabel: () => words(row, "Disposition") ?? words(row, "Stage Type"),
    stageKind: () => (words(row, "Stage") === null ? null : kindOfStage(words(row, "Stage Type"))),
    stageKindLabel: () => words(row, "Stage Type") ?? words(row, "Stage"),
    appliedAt: () => timestamp(row, "Create Date Timestamp"),
    rejectReasonLabel: () => words(row, "Disposition"),
    source: () => words(row, "Source"),
    score: () => row.number("Score"),
    rating: () => ratingOf(row),
    jobRef: () => jobRefOf(row),
    stageRef: () => stageRefOf(row),
    remoteCreatedAt: () => timestamp(row, "Create Date Timestamp"),
  };
}

/** A type of stage that is not known may well be an end, such as a withdrawal, so that it is not taken for ACTIVE. */
function outcomeOf(stageType: string | null, disposition: string | null): ApplicationOutcome {
  const known = stageType === null ? undefined : meaningOf(stageTypes, stageType)?.outcome;
  if (known === ApplicationOutcome.HIRED) return known;
  if (disposition !== null) return ApplicationOutcome.REJECTED;
  return known ?? (stageType === null ? ApplicationOutcome.ACTIVE : ApplicationOutcome.UNMAPPED);
}

function ratingOf(row: PayloadReader) {
  const label = words(row, "Rating");
  return label === null ? null : { label };
}

function stageRefOf(row: PayloadReader) {
  const stage = stageOf(row, Depth.MENTION);
  return stage && { key: stage.key, mention: () => stage };
}

/** The job as a candidate names it, with its code in brackets behind the title: `Line Cook [2051]`. */
export function jobRefOf(row: PayloadReader): Ref<Draft<Job>> | null {
  const serial = words(row, "Job Serial");
  return serial === null ? null : { key: serial, mention: () => jobMention(serial, words(row, "Job Name")) };
}

function jobMention(serial: string, name: string | null): Draft<Job> {
  const identity = { key: serial, remoteId: serial, depth: Depth.MENTION };
  if (name === null) return identity;
  const [, title = name, code] = /^(.*\S)\s*\[([^[\]]*)\]$/.exec(name) ?? [];
  return { ...identity, title, code };
}
