import type { CandidateRow, JobRow, StageRow, WorkableData } from "../../../src/sandbox/workable/types.js";
import type { MutationWorld } from "./mutation-world.js";

/** The rows of the Workable sandbox that tests write to, and their global ids. */
export interface WorkableRows {
  data: WorkableData;
  /** The id of the first member, an administrator. */
  actorId: string;
  /** A candidate in a running application, who was not given before. */
  next(): CandidateRow;
  /** As the candidate is now; undefined when there is none. */
  candidate(id: string): CandidateRow | undefined;
  /** A published job with questions; not that of `other`. */
  job(other?: CandidateRow): JobRow;
  /** The stages of a candidate's job other than the present one, but for the last, which means a hire. */
  otherStages(row: CandidateRow): StageRow[];
  /** The newest entry of a candidate's timeline. */
  lastEntry(id: string): WorkableData["activities"][number] | undefined;
  applicationId(row: CandidateRow): string;
  candidateId(row: CandidateRow): string;
}

export function workableRows(world: MutationWorld): WorkableRows {
  const { data } = world.sandbox.workable("acme-demo");
  const unused = data.candidates.filter(
    ({ disqualified, stageSlug, job }) => !disqualified && stageSlug !== "hired" && job !== null,
  );
  const jobs = data.jobs.filter(({ state, questions }) => state === "published" && questions.length > 0);
  return {
    data,
    actorId: world.id("workable", "User", data.members[0]?.id ?? ""),
    next: () => found(unused.shift()),
    candidate: (id) => data.candidates.find((row) => row.id === id),
    job: (other) => found(jobs.find(({ shortcode }) => shortcode !== other?.job?.shortcode)),
    otherStages: (row) => {
      const stages = data.jobs.find(({ shortcode }) => shortcode === row.job?.shortcode)?.stages ?? [];
      return stages.filter(({ slug, kind }) => slug !== row.stageSlug && kind !== "hired");
    },
    lastEntry: (id) => data.activities.findLast(({ candidate }) => candidate?.id === id),
    applicationId: ({ id }) => world.id("workable", "Application", id),
    candidateId: ({ id }) => world.id("workable", "Candidate", id),
  };
}

function found<Row>(row: Row | undefined): Row {
  if (!row) throw new Error("The sandbox has no such row left.");
  return row;
}
