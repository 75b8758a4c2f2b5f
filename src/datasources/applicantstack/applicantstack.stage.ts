import { StageKind } from "../../schema/enums.js";
import type { Draft } from "../../schema/draft.js";
import type { JobInterviewStage } from "../../schema/job-interview-stage.js";
import { Depth } from "../../schema/provider-record.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import { candidatesResource } from "./applicantstack.client.js";
import { derivedList } from "./applicantstack.lists.js";
import { words } from "./applicantstack.values.js";
import { meaningOf, stageTypes } from "./applicantstack.vocabulary.js";

/** Stages belong to the account and exist only as words on candidates, so their name is their identity. */
export const stageSource: ModelSource<"JobInterviewStage"> = {
  coverage: { name: "list", kind: "list", kindLabel: "list" },
  list: {
    ...derivedList(candidatesResource, "stages", (row, { conditions }) => {
      const job = conditions["job"]?.eq;
      return job === undefined || words(row, "Job Serial") === job ? stageOf(row, Depth.LIST) : null;
    }),
    native: { job: ["eq"] },
  },
};

/** The stage that a candidate is in; null when the record names none. */
export function stageOf(row: PayloadReader, depth: Depth): Draft<JobInterviewStage> | null {
  const name = words(row, "Stage");
  if (name === null) return null;
  const type = words(row, "Stage Type");
  return { ...namedStage(name), depth, kind: kindOfStage(type), kindLabel: type };
}

/** A stage of which only the name is known. */
export function namedStage(name: string): Draft<JobInterviewStage> {
  return { key: name, remoteId: name, depth: Depth.MENTION, name };
}

/** What the type of a stage says; a label alone says nothing, because customers choose it. */
export function kindOfStage(type: string | null): StageKind {
  return (type === null ? undefined : meaningOf(stageTypes, type)?.kind) ?? StageKind.UNMAPPED;
}
