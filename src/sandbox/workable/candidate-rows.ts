import { seconds, milliseconds } from "./data/time.js";
import { invalid } from "./refusal.js";
import type { Call } from "./router.js";
import { nextId, replaceRow } from "./rows.js";
import type { ActivityRow, CandidateDetail, CandidateRow, JobRow, MemberRow, StageRow, WorkableData } from "./types.js";

/** The job that a candidate is in; null for the talent pool. */
export function jobOf(row: CandidateRow, data: WorkableData): JobRow | null {
  return data.jobs.find((job) => job.shortcode === row.job?.shortcode) ?? null;
}

/** The stages of a job, or those of the account for the talent pool. */
export function pipelineOf(job: JobRow | null, data: WorkableData): readonly StageRow[] {
  return job?.stages ?? data.stages;
}

export function stageOf(row: CandidateRow, data: WorkableData): StageRow | null {
  return pipelineOf(jobOf(row, data), data).find((stage) => stage.slug === row.stageSlug) ?? null;
}

/** Refuses an e-mail address that another candidate of the job, or of the talent pool, has. */
export function refuseKnownEmail(data: WorkableData, job: JobRow | null, email: string | null, ownId?: string): void {
  const isSame = (row: CandidateRow) =>
    email !== null && row.id !== ownId && row.email?.toLowerCase() === email.toLowerCase();
  const others = job ? data.candidates.filter((row) => row.job?.shortcode === job.shortcode) : data.talentPool;
  if (others.some(isSame)) throw invalid("email", "candidate already exists");
}

/** Replaces a candidate by one with some changes, made now. */
export function changeCandidate(
  { data, at }: Call,
  old: CandidateRow,
  changes: Partial<CandidateRow>,
  detail: Partial<CandidateDetail> = {},
): CandidateRow {
  const row = { ...old, ...changes, updated_at: seconds(at), detail: { ...old.detail, ...detail } };
  return replaceRow(old.job ? data.candidates : data.talentPool, old, row);
}

/** Adds to a candidate's timeline, by default at its present stage and by no member. */
export function addActivity(
  { data, at }: Call,
  candidate: CandidateRow,
  entry: Pick<ActivityRow, "action"> & Partial<ActivityRow>,
): ActivityRow {
  const row: ActivityRow = {
    id: nextId(data.activities),
    jobShortcode: candidate.job?.shortcode ?? null,
    candidate: { id: candidate.id, name: candidate.name },
    stage: stageOf(candidate, data),
    target: null,
    created_at: milliseconds(at),
    member: null,
    body: null,
    ...entry,
  };
  data.activities.push(row);
  return row;
}

export function memberLink({ id, name, type }: MemberRow): NonNullable<ActivityRow["member"]> {
  return { id, name, type };
}
