import type { SandboxResponse } from "../core.js";
import { jsonResponse } from "../response.js";
import { actingMember } from "./acting-member.js";
import { writeToCandidate } from "./candidate-route.js";
import { addActivity, memberLink, pipelineOf, refuseKnownEmail } from "./candidate-rows.js";
import { idStep, profileUrlOf } from "./data/candidates.js";
import { seconds } from "./data/time.js";
import { fieldsOf, requiredTextOf, textOf, type Fields } from "./input.js";
import { invalid } from "./refusal.js";
import type { Call, Route } from "./router.js";
import { nextId, removeRows } from "./rows.js";
import type { CandidateRow, JobRow, StageRow, WorkableData } from "./types.js";

export const candidateCopyRoutes: readonly Route[] = [
  writeToCandidate("POST", "/copy", copy),
  writeToCandidate("POST", "/relocate", relocate),
];

function copy(call: Call, original: CandidateRow): SandboxResponse {
  const source = {
    domain: null,
    outlet: null,
    common_source: "Copied from another job",
    common_source_category: "Other",
  };
  const row = addToJob(call, original, "copied", (twin) => ({
    ...twin,
    ...source,
    detail: { ...twin.detail, originating_candidate_id: original.id },
  }));
  return linkTo(call, row);
}

/** The record gets a new id in the other job, and nothing is left of the one before. */
function relocate(call: Call, original: CandidateRow): SandboxResponse {
  const { data } = call;
  const row = addToJob(call, original, "moved", (twin) => twin);
  for (const rows of [data.candidates, data.talentPool]) removeRows(rows, ({ id }) => id === original.id);
  removeRows(data.files, ({ candidateId }) => candidateId === original.id);
  removeRows(data.offers, ({ candidateId }) => candidateId === original.id);
  removeRows(data.activities, ({ candidate }) => candidate?.id === original.id);
  return linkTo(call, row);
}

function addToJob(
  call: Call,
  original: CandidateRow,
  action: "copied" | "moved",
  shape: (twin: CandidateRow) => CandidateRow,
): CandidateRow {
  const { data } = call;
  const body = fieldsOf(call.request.body);
  const member = memberLink(actingMember(call, body));
  const job = readJob(data, body, original);
  const stage = readStage(data, body, job, original);
  refuseKnownEmail(data, job, original.email);
  const row = shape(createTwin(call, original, job, stage));
  data.candidates.push(row);
  const files = data.files.filter(({ candidateId, source }) => candidateId === original.id && source === "upload");
  data.files.push(...files.map((file) => ({ ...file, candidateId: row.id })));
  addActivity(call, row, { action, member });
  return row;
}

function readJob(data: WorkableData, body: Fields, original: CandidateRow): JobRow {
  const shortcode = requiredTextOf(body, "target_job_shortcode");
  const job = data.jobs.find((row) => row.shortcode === shortcode);
  if (!job) throw invalid("target_job_shortcode");
  if (shortcode === original.job?.shortcode) throw invalid("target_job_shortcode", "is the candidate's present job");
  return job;
}

/** The stage that is asked for, else the one where such candidates begin. */
function readStage(data: WorkableData, body: Fields, job: JobRow, original: CandidateRow): StageRow {
  const slug = textOf(body, "target_stage") ?? null;
  const kind = original.sourced ? "sourced" : "applied";
  const stage = pipelineOf(job, data).find((row) => (slug === null ? row.kind === kind : row.slug === slug));
  if (!stage) throw invalid("target_stage");
  return stage;
}

/** The same person in another job, where nothing has happened yet. */
function createTwin({ data, at }: Call, original: CandidateRow, job: JobRow, stage: StageRow): CandidateRow {
  const id = nextId([...data.candidates, ...data.talentPool], idStep);
  const now = seconds(at);
  return {
    ...original,
    id,
    job: { shortcode: job.shortcode, title: job.title },
    stageSlug: stage.slug,
    disqualified: false,
    disqualification_reason: null,
    hired_at: stage.kind === "hired" ? now : null,
    moved_to_offer_at: null,
    profile_url: profileUrlOf(data.account.subdomain, id, job),
    created_at: now,
    updated_at: now,
    detail: { ...original.detail, disqualified_at: null, withdrew: false },
  };
}

function linkTo({ context }: Call, { id }: CandidateRow): SandboxResponse {
  return jsonResponse(201, { candidate: { id, url: `${context.baseUrl}/spi/v3/candidates/${id}` } });
}
