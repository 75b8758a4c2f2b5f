import type { SandboxResponse } from "../core.js";
import { jsonResponse } from "../response.js";
import { actingMember } from "./acting-member.js";
import { notFound, textResponse } from "./answers.js";
import { writeToCandidate } from "./candidate-route.js";
import { addActivity, changeCandidate, jobOf, memberLink, pipelineOf } from "./candidate-rows.js";
import { detailedCandidate } from "./candidate-view.js";
import { signedUrl } from "./data/candidates.js";
import { milliseconds, seconds } from "./data/time.js";
import { fieldsOf, flagOf, requiredTextOf, textOf, textsOf, type Fields } from "./input.js";
import { blank, invalid } from "./refusal.js";
import type { Call, Route } from "./router.js";
import type { CandidateRow, ReasonRow, WorkableData } from "./types.js";
import { toAnswer } from "./written-value.js";

export const candidateActionRoutes: readonly Route[] = [
  writeToCandidate("POST", "/disqualify", disqualify),
  writeToCandidate("POST", "/revert", revert),
  writeToCandidate("POST", "/move", move),
  writeToCandidate("PUT", "/tags", replaceTags),
  // Workable asks for a scope of reading here.
  writeToCandidate("PATCH", "/update_custom_attribute_value", updateAttribute, "r_jobs"),
];

const noteLength = 256;

function disqualify(call: Call, row: CandidateRow): SandboxResponse {
  const body = fieldsOf(call.request.body);
  const member = memberLink(actingMember(call, body));
  const reason = readReason(call.data, body);
  const note = textOf(body, "disqualify_note", noteLength) ?? null;
  const withdrew = flagOf(body, "withdrew") ?? reason?.candidate_withdrew ?? false;
  if (row.disqualified) throw invalid("disqualified", "candidate is already disqualified");
  const text = reason?.description ?? textOf(body, "disqualification_reason") ?? null;
  const changed = changeCandidate(
    call,
    row,
    { disqualified: true, disqualification_reason: text },
    { disqualified_at: milliseconds(call.at), withdrew },
  );
  addActivity(call, changed, { action: "disqualified", member, body: text ?? note });
  return textResponse(200);
}

function readReason(data: WorkableData, body: Fields): ReasonRow | undefined {
  const id = textOf(body, "disqualify_reason_id") ?? null;
  const reason = data.disqualificationReasons.find((row) => row.id === id);
  if (id !== null && !reason) throw invalid("disqualify_reason_id");
  return reason;
}

function revert(call: Call, row: CandidateRow): SandboxResponse {
  const member = memberLink(actingMember(call, fieldsOf(call.request.body)));
  if (!row.disqualified) throw invalid("disqualified", "candidate is not disqualified");
  const changed = changeCandidate(
    call,
    row,
    { disqualified: false, disqualification_reason: null },
    { disqualified_at: null, withdrew: false },
  );
  addActivity(call, changed, { action: "reverted", member });
  return textResponse(200);
}

/** A move's entry is named by the stage that it leads to and is told from the stage before. */
function move(call: Call, row: CandidateRow): SandboxResponse {
  const body = fieldsOf(call.request.body);
  const member = memberLink(actingMember(call, body));
  const slug = requiredTextOf(body, "target_stage");
  const stages = pipelineOf(jobOf(row, call.data), call.data);
  const target = stages.find((stage) => stage.slug === slug);
  if (!target) throw invalid("target_stage");
  if (row.disqualified) throw invalid("disqualified", "candidate can't be moved");
  if (slug === row.stageSlug) throw invalid("target_stage", "is the candidate's present stage");
  addActivity(call, row, { action: slug, target, member });
  const hiredAt = target.kind === "hired" ? seconds(call.at) : null;
  changeCandidate(call, row, { stageSlug: slug, hired_at: hiredAt });
  return textResponse(202);
}

function replaceTags(call: Call, row: CandidateRow): SandboxResponse {
  const tags = textsOf(fieldsOf(call.request.body), "tags");
  if (!tags) throw invalid("tags", blank);
  changeCandidate(call, row, {}, { tags });
  return jsonResponse(202, { tags });
}

/** The value is read back among the answers, under the attribute's label. */
function updateAttribute(call: Call, row: CandidateRow): SandboxResponse {
  const { context, data } = call;
  const body = fieldsOf(call.request.body);
  const key = requiredTextOf(body, "custom_attribute_key");
  const attribute = data.customAttributes.find(({ id }) => id === key);
  if (!attribute) return notFound;
  const answer = toAnswer(attribute, body, "value", (name) => signedUrl(context.baseUrl, row.id, name));
  const others = row.detail.answers.filter(({ question }) => question.body !== attribute.label);
  const answers = answer === null ? others : [...others, { question: { body: attribute.label }, answer }];
  return jsonResponse(201, { candidate: detailedCandidate(changeCandidate(call, row, {}, { answers }), data) });
}
