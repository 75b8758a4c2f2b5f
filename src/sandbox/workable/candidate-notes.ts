import type { SandboxResponse } from "../core.js";
import { isObject } from "../settings.js";
import { jsonResponse } from "../response.js";
import { actingMember } from "./acting-member.js";
import { textResponse } from "./answers.js";
import { addFile } from "./candidate-files.js";
import { writeToCandidate } from "./candidate-route.js";
import { addActivity, jobOf, memberLink, pipelineOf, stageOf } from "./candidate-rows.js";
import { milliseconds } from "./data/time.js";
import { fieldsOf, requiredTextOf, textOf, textsOf, uploadOf, type Fields } from "./input.js";
import { blank, invalid } from "./refusal.js";
import type { Call, Route } from "./router.js";
import { replaceRow } from "./rows.js";
import type { ActivityRow, CandidateRow, StageRow } from "./types.js";

export const candidateNoteRoutes: readonly Route[] = [
  writeToCandidate("POST", "/comments", comment, ["w_candidates", "w_comments"]),
  writeToCandidate("POST", "/ratings", rate),
  writeToCandidate("PUT", "/ratings", rateAgain),
];

const roles = new Set(["admin", "recruiting_admin", "hiring_manager", "simple", "reviewer", "recruiter"]);

function comment(call: Call, row: CandidateRow): SandboxResponse {
  const body = fieldsOf(call.request.body);
  const member = memberLink(actingMember(call, body));
  const written = body["comment"];
  if (!isObject(written)) throw invalid("comment", blank);
  const text = requiredTextOf(written, "body");
  const policy = textsOf(written, "policy");
  if (policy?.some((role) => !roles.has(role))) throw invalid("policy");
  const attachment = uploadOf(written, "attachment");
  if (attachment) addFile(call, row.id, attachment, { source: "comment" });
  const entry = { action: "comment", member, body: text, ...(policy ? { visibility_roles: policy } : {}) };
  const { id } = addActivity(call, row, entry);
  // The reference tells of a blank answer where live accounts give the entry's id.
  return call.context.settings["blankComment"] === true ? textResponse(201) : jsonResponse(201, { id });
}

function rate(call: Call, row: CandidateRow): SandboxResponse {
  addActivity(call, row, { action: "rating", ...readEvaluation(call, fieldsOf(call.request.body)) });
  return textResponse(201);
}

/** Replaces the member's latest evaluation at a stage, by default the present one, or adds the first. */
function rateAgain(call: Call, row: CandidateRow): SandboxResponse {
  const { data, at } = call;
  const body = fieldsOf(call.request.body);
  const evaluation = readEvaluation(call, body);
  const stage = readStage(call, row, body);
  const old = data.activities.findLast(
    ({ action, candidate, member, stage: ratedAt }) =>
      action === "rating" &&
      candidate?.id === row.id &&
      member?.id === evaluation.member.id &&
      ratedAt?.id === stage?.id,
  );
  if (old) replaceRow(data.activities, old, { ...old, ...evaluation, updated_at: milliseconds(at) });
  else addActivity(call, row, { action: "rating", stage, ...evaluation });
  return textResponse(200);
}

function readStage({ data }: Call, row: CandidateRow, body: Fields): StageRow | null {
  const id = body["stage_id"] ?? null;
  if (id === null) return stageOf(row, data);
  const stage = pipelineOf(jobOf(row, data), data).find((known) => known.id === Number(id));
  if (!stage) throw invalid("stage_id");
  return stage;
}

const highestGrades = { thumbs: 2, stars: 4, numbers: 9 } as const;
const scores = ["negative", "positive", "definite"] as const;

type Evaluation = Required<Pick<ActivityRow, "body" | "rating">> & { member: NonNullable<ActivityRow["member"]> };

function readEvaluation(call: Call, body: Fields): Evaluation {
  const member = memberLink(actingMember(call, body));
  const text = textOf(body, "comment") ?? null;
  const card = body["score_card"] ?? null;
  if (card !== null && !isObject(card)) throw invalid("score_card");
  return { member, body: text, rating: readRating(body) };
}

/** A score, which is of old, goes before scale and grade. */
function readRating(body: Fields): NonNullable<ActivityRow["rating"]> {
  const oldScore = textOf(body, "score") ?? null;
  const place = scores.findIndex((score) => score === oldScore);
  if (oldScore !== null && place < 0) throw invalid("score");
  if (oldScore !== null) return { score: oldScore, scale: "thumbs", grade: place };
  const scale = textOf(body, "scale") ?? "thumbs";
  const highest = Object.entries(highestGrades).find(([name]) => name === scale)?.[1];
  if (highest === undefined) throw invalid("scale");
  const grade = body["grade"] ?? null;
  if (grade === null) throw invalid("grade", blank);
  if (typeof grade !== "number" || !Number.isInteger(grade) || grade < 0 || grade > highest) throw invalid("grade");
  const score = scores[Math.floor((grade / highest) * (scores.length - 1))] ?? scores[0];
  return { score, scale, grade };
}
