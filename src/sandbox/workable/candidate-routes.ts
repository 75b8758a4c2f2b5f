import type { SandboxResponse } from "../core.js";
import { omit } from "../omit.js";
import { createRowWriter, jsonResponse, jsonTextResponse } from "../response.js";
import { badRequest } from "./answers.js";
import { ofCandidate } from "./candidate-route.js";
import { detailedCandidate, listedCandidate } from "./candidate-view.js";
import { ofJob } from "./job-routes.js";
import { answerCursorPage, timeOf } from "./paging.js";
import type { Call, Route } from "./router.js";
import type { ActivityRow, CandidateRow, WorkableData } from "./types.js";

/** Makes the routes of one account's candidates; it writes each row out once. */
export function createCandidateRoutes(data: WorkableData): readonly Route[] {
  const writeListed = createRowWriter<CandidateRow>((row) => listedCandidate(row, data));
  const writeDetailed = createRowWriter<CandidateRow>((row) => detailedCandidate(row, data));
  return [
    { path: "/candidates", scope: "r_candidates", answer: (call) => listCandidates(call, writeListed) },
    ofJob("/candidates", (call, job) => listCandidates(call, writeListed, job.shortcode), "r_candidates"),
    ofJob("/activities", listJobActivities, "r_candidates"),
    ofCandidate("", (_, row) => jsonTextResponse(200, `{"candidate":${writeDetailed(row)}}`)),
    ofCandidate("/activities", listCandidateActivities),
    ofCandidate("/files", listFiles),
    ofCandidate("/offer", readOffer),
  ];
}

function listCandidates(
  { request, query, data, context }: Call,
  write: (row: CandidateRow) => string,
  jobShortcode?: string,
): SandboxResponse {
  const createdAfter = timeOf(query, "created_after");
  const updatedAfter = timeOf(query, "updated_after");
  if (createdAfter === null || updatedAfter === null) return badRequest;
  const shortcode = jobShortcode ?? query.get("shortcode");
  const [email, stage] = [query.get("email"), query.get("stage")];
  const rows = data.candidates.filter(
    (row) =>
      (shortcode === null || row.job?.shortcode === shortcode) &&
      (email === null || row.email === email) &&
      (stage === null || row.stageSlug === stage) &&
      (createdAfter === undefined || Date.parse(row.created_at) > createdAfter) &&
      (updatedAfter === undefined || Date.parse(row.updated_at) > updatedAfter),
  );
  // The pages of one job go on under the job's own route, whichever route they began on.
  const path = shortcode === null ? "/candidates" : `/jobs/${encodeURIComponent(shortcode)}/candidates`;
  const nextUrl = `${context.baseUrl}/spi/v3${path}`;
  return answerCursorPage({ request, envelope: "candidates", rows, write, nextUrl, dropped: ["shortcode"] });
}

function listCandidateActivities({ request, data, context }: Call, row: CandidateRow): SandboxResponse {
  const rows = data.activities.filter((activity) => activity.candidate?.id === row.id);
  const nextUrl = `${context.baseUrl}/spi/v3/candidates/${row.id}/activities`;
  return answerCursorPage({ request, envelope: "activities", rows, write: writeCandidateActivity, nextUrl });
}

function listJobActivities({ request, data, context }: Call, job: { shortcode: string }): SandboxResponse {
  const rows = data.activities.filter((activity) => activity.jobShortcode === job.shortcode);
  const nextUrl = `${context.baseUrl}/spi/v3/jobs/${job.shortcode}/activities`;
  return answerCursorPage({ request, envelope: "activities", rows, write: writeJobActivity, nextUrl });
}

const stageLink = (stage: ActivityRow["stage"]) =>
  stage && { id: stage.id, identifier: stage.identifier, name: stage.name, slug: stage.slug };

/** Here `stage_name` is where the candidate was before a move, in a job's activities where it went. */
const writeCandidateActivity = createRowWriter<ActivityRow>((row) => ({
  id: row.id,
  action: row.action,
  stage_name: row.stage?.name ?? null,
  action_stage: stageLink(row.stage),
  target_stage: stageLink(row.target),
  created_at: row.created_at,
  updated_at: row.updated_at ?? row.created_at,
  ...(row.member ? { member: row.member } : {}),
  body: row.body,
  ...(row.rating ? { rating: row.rating } : {}),
  ...(row.visibility_roles ? { visibility_roles: row.visibility_roles } : {}),
}));

const writeJobActivity = createRowWriter<ActivityRow>((row) => ({
  id: row.id,
  action: row.action,
  stage_name: row.target?.name ?? null,
  created_at: row.created_at,
  ...(row.candidate ? { candidate: row.candidate } : {}),
  ...(row.member ? { member: row.member } : {}),
  body: row.body,
  ...(row.rating ? { rating: { score: row.rating.score } } : {}),
}));

function listFiles({ data }: Call, row: CandidateRow): SandboxResponse {
  const files = data.files.filter((file) => file.candidateId === row.id);
  return jsonResponse(200, { files: files.map((file) => omit(file, ["candidateId", "content"])) });
}

/** The latest offer; without one only the candidate is told of. */
function readOffer({ data }: Call, row: CandidateRow): SandboxResponse {
  const candidate = { id: row.id, location: row.detail.location["location_str"] ?? null, name: row.name };
  const found = data.offers.find((offer) => offer.candidateId === row.id);
  if (!found) return jsonResponse(200, { candidate });
  return jsonResponse(200, { candidate, ...omit(found, ["candidateId"]) });
}
