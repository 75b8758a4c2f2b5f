import type { SandboxResponse } from "../core.js";
import { isObject } from "../settings.js";
import { jsonResponse } from "../response.js";
import { writeToCandidate } from "./candidate-route.js";
import { replaceResume, resumeOf } from "./candidate-files.js";
import { readChanges, readIdentity, readIdentityChange, type CandidateChanges } from "./candidate-input.js";
import { addActivity, changeCandidate, jobOf, pipelineOf, refuseKnownEmail } from "./candidate-rows.js";
import { detailedCandidate } from "./candidate-view.js";
import { idStep, profileUrlOf, signedUrl } from "./data/candidates.js";
import { milliseconds, seconds } from "./data/time.js";
import { dateOf, fieldsOf, flagOf, listOf, requiredTextOf, textOf, type Fields } from "./input.js";
import { ofJob } from "./job-routes.js";
import { invalid, within } from "./refusal.js";
import type { Call, Route } from "./router.js";
import { nextId } from "./rows.js";
import type { CandidateDetail, CandidateRow, JobRow, StageRow } from "./types.js";
import { toAnswer } from "./written-value.js";

export const candidateWriteRoutes: readonly Route[] = [
  ofJob("/candidates", createCandidate, "w_candidates", { method: "POST" }),
  {
    method: "POST",
    path: "/talent_pool/candidates",
    scope: "w_candidates",
    answer: (call) => createCandidate(call, null),
  },
  writeToCandidate("PATCH", "", updateCandidate),
];

function createCandidate(call: Call, job: JobRow | null): SandboxResponse {
  const { data, at } = call;
  const body = fieldsOf(call.request.body);
  const fields = fieldsOf(body["candidate"]);
  const isSourced = flagOf(body, "sourced") ?? true;
  const id = nextId([...data.candidates, ...data.talentPool], idStep);
  const facts: NewCandidate = {
    ...{ id, job, isSourced },
    stage: startingStage(call, job, isSourced),
    identity: readIdentity(fields),
    source: readSource(call, fields),
    exit: readExit(fields, at),
    changes: readChanges(fields, at),
    answers: readAnswers(call, { id, job }, fields),
  };
  const resume = resumeOf(fields);
  refuseKnownEmail(data, job, facts.identity.email);
  const file = resume && replaceResume(call, id, resume);
  const row = createRow(call, facts);
  const stored = file ? { ...row, ...file.row, detail: { ...row.detail, resume_url: file.url } } : row;
  (job ? data.candidates : data.talentPool).push(stored);
  addActivity(call, stored, { action: isSourced ? "uploaded" : "applied" });
  if (stored.disqualified) addActivity(call, stored, { action: "disqualified", body: stored.disqualification_reason });
  // A résumé is fetched and read later, so that its address is not known yet.
  const candidate = { ...detailedCandidate(stored, data), resume_url: null };
  return jsonResponse(201, { status: "created", candidate });
}

type Source = Pick<CandidateRow, "domain" | "outlet" | "common_source" | "common_source_category">;
type Exit = Pick<CandidateRow, "disqualified" | "disqualification_reason"> & Pick<CandidateDetail, "disqualified_at">;

interface NewCandidate {
  readonly id: string;
  readonly job: JobRow | null;
  readonly isSourced: boolean;
  readonly stage: StageRow;
  readonly identity: ReturnType<typeof readIdentity>;
  readonly source: Source;
  readonly exit: Exit;
  readonly changes: CandidateChanges;
  readonly answers: CandidateDetail["answers"];
}

function createRow({ data, at }: Call, facts: NewCandidate): CandidateRow {
  const { id, job, isSourced, stage, identity, source, exit, changes, answers } = facts;
  const { name, firstname, lastname, email } = identity;
  const now = seconds(at);
  return {
    ...{ id, name, firstname, lastname, headline: null },
    job: job && { shortcode: job.shortcode, title: job.title },
    stageSlug: stage.slug,
    disqualified: exit.disqualified,
    anonymized: false,
    disqualification_reason: exit.disqualification_reason,
    hired_at: stage.kind === "hired" ? now : null,
    moved_to_offer_at: null,
    sourced: isSourced,
    profile_url: profileUrlOf(data.account.subdomain, id, job),
    ...{ address: null, phone: null, email },
    ...source,
    ...{ created_at: now, updated_at: now },
    ...changes.row,
    detail: { ...blankDetail, disqualified_at: exit.disqualified_at, ...changes.detail, answers },
  };
}

const blankDetail: CandidateDetail = {
  image_url: null,
  disqualified_at: null,
  withdrew: false,
  uploader_id: null,
  cover_letter: null,
  summary: null,
  education_entries: [],
  experience_entries: [],
  skills: [],
  answers: [],
  resume_url: null,
  tags: [],
  location: {
    location_str: null,
    country: null,
    country_code: null,
    region: null,
    region_code: null,
    city: null,
    zip_code: null,
  },
  originating_candidate_id: null,
};

/** The stage that the call names, else the one for sourced or for applied candidates. */
function startingStage({ data, query }: Call, job: JobRow | null, isSourced: boolean): StageRow {
  const slug = query.get("stage");
  const kind = isSourced ? "sourced" : "applied";
  const stage = pipelineOf(job, data).find((row) => (slug === null ? row.kind === kind : row.slug === slug));
  if (!stage) throw invalid("stage");
  return stage;
}

function readSource({ data }: Call, fields: Fields): Source {
  const outlet = "SPI";
  const domain = textOf(fields, "domain") ?? null;
  const key = textOf(fields, "recruiter_key") ?? null;
  const recruiter = data.recruiters.find((row) => row.id === key);
  if (key !== null && !recruiter) throw invalid("recruiter_key");
  if (recruiter) return { domain, outlet, common_source: recruiter.name, common_source_category: "Sourced" };
  if (domain !== null) return { domain, outlet, common_source: domain, common_source_category: "Job boards" };
  return { domain, outlet, common_source: "Unknown", common_source_category: "Other" };
}

/** Candidates may come already disqualified, now or on an earlier day. */
function readExit(fields: Fields, at: number): Exit {
  const isOut = flagOf(fields, "disqualified") ?? false;
  const reason = textOf(fields, "disqualification_reason") ?? null;
  const day = dateOf(fields, "disqualified_at") ?? null;
  if (!isOut) return { disqualified: false, disqualification_reason: null, disqualified_at: null };
  const exitAt = milliseconds(day === null ? at : Date.parse(day));
  return { disqualified: true, disqualification_reason: reason, disqualified_at: exitAt };
}

/** Answers to the job's questions, in their read shape; answers that a form requires may be missing. */
function readAnswers(
  { context }: Call,
  { id, job }: Pick<NewCandidate, "id" | "job">,
  fields: Fields,
): CandidateDetail["answers"] {
  const written = listOf(fields, "answers") ?? [];
  return within("answers", () =>
    written.flatMap((entry) => {
      if (!isObject(entry)) throw invalid("answers");
      const key = requiredTextOf(entry, "question_key");
      const question = job?.questions.find((row) => row.id === key);
      if (!question) throw invalid("question_key");
      const answer = toAnswer(question, entry, "body", (name) => signedUrl(context.baseUrl, id, name));
      return answer === null ? [] : [{ question: { body: question.body }, answer }];
    }),
  );
}

function updateCandidate(call: Call, row: CandidateRow): SandboxResponse {
  const { data, at } = call;
  const fields = fieldsOf(fieldsOf(call.request.body)["candidate"]);
  const identity = readIdentityChange(fields, row);
  const changes = readChanges(fields, at);
  const resume = resumeOf(fields);
  if (identity.email !== undefined) refuseKnownEmail(data, jobOf(row, data), identity.email, row.id);
  const file = resume && replaceResume(call, row.id, resume);
  const changed = changeCandidate(
    call,
    row,
    { ...identity, ...changes.row, ...file?.row },
    { ...changes.detail, ...(file ? { resume_url: file.url } : {}) },
  );
  return jsonResponse(200, { candidate: detailedCandidate(changed, data) });
}
