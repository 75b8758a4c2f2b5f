import type { Random } from "../../random.js";
import type { ActivityRow, CandidateRow, JobRow, MemberRow, StageRow } from "../types.js";
import { special } from "./candidates.js";
import { milliseconds } from "./time.js";

interface ActivityWorld {
  readonly random: Random;
  readonly jobs: readonly JobRow[];
  readonly members: readonly MemberRow[];
}

type Draft = Omit<ActivityRow, "id" | "created_at"> & { at: number };
type Extra = Pick<Draft, "action" | "body"> & Partial<Pick<Draft, "rating" | "visibility_roles" | "member">>;

const firstId = 0x9a0b1000;
const ownActions = new Set(["applied", "assessment-completed", "video-interview-completed"]);

/** Makes the timelines of candidates and jobs, in ascending id and time; the first candidate has every kind of action. */
export function createActivities(world: ActivityWorld, candidates: readonly CandidateRow[]): ActivityRow[] {
  const opened = world.jobs.map((job) => openedDraft(world, job));
  const drafts = candidates.flatMap((candidate, index) => timelineOf(world, candidate, index));
  return [...opened, ...drafts]
    .toSorted((left, right) => left.at - right.at)
    .map(({ at, ...row }, index) => ({ id: (firstId + index).toString(16), created_at: milliseconds(at), ...row }));
}

function openedDraft(world: ActivityWorld, job: JobRow): Draft {
  const blank = { jobShortcode: job.shortcode, candidate: null, stage: null, target: null, body: null };
  return { ...blank, action: "opened", member: memberOf(world), at: Date.parse(job.created_at) };
}

function timelineOf(world: ActivityWorld, candidate: CandidateRow, index: number): Draft[] {
  const job = world.jobs.find((row) => row.shortcode === candidate.job?.shortcode);
  const visited = stagesVisited(world.random, candidate, job);
  const start = visited[0] ?? null;
  const makeDraft = (stage: StageRow | null, target: StageRow | null, extra: Extra): Omit<Draft, "at"> => ({
    jobShortcode: job?.shortcode ?? null,
    candidate: { id: candidate.id, name: candidate.name },
    stage,
    target,
    member: ownActions.has(extra.action) ? null : memberOf(world),
    ...extra,
  });
  const moves = visited.slice(1).map((target, at) => {
    return makeDraft(visited[at] ?? null, target, { action: target.slug, body: null });
  });
  const last = visited.at(-1) ?? null;
  const drafts = [
    makeDraft(start, null, { action: firstActionOf(candidate, index), body: null }),
    ...moves,
    ...extrasOf(world, candidate, index).map((extra) => makeDraft(last, null, extra)),
  ];
  return spread(drafts, Date.parse(candidate.created_at), Date.parse(candidate.updated_at));
}

/** Puts the entries at even distances between two moments, the first one at the start. */
function spread(drafts: Omit<Draft, "at">[], from: number, to: number): Draft[] {
  const step = Math.floor((to - from) / drafts.length);
  return drafts.map((draft, index) => ({ ...draft, at: from + index * step + (index > 0 ? 526 : 0) }));
}

function stagesVisited(random: Random, candidate: CandidateRow, job: JobRow | undefined): StageRow[] {
  const stages = job?.stages ?? [];
  const lastPlace = stages.findIndex((stage) => stage.slug === candidate.stageSlug);
  const firstPlace = candidate.sourced ? 0 : Math.min(1, lastPlace);
  return stages.filter((stage, place) => {
    if (place < firstPlace || place > lastPlace) return false;
    return place === firstPlace || place === lastPlace || stage.kind === "offer" || random.chance(0.7);
  });
}

function firstActionOf(candidate: CandidateRow, index: number): string {
  if (index === special.copy) return "copied";
  return candidate.sourced ? "uploaded" : "applied";
}

function extrasOf(world: ActivityWorld, candidate: CandidateRow, index: number): Extra[] {
  const { random } = world;
  if (index === special.busy) return everyKind;
  const reverted: Extra[] = [
    { action: "disqualified", body: "Not enough experience" },
    { action: "reverted", body: null },
  ];
  return [
    ...(random.chance(0.4) ? [comment] : []),
    ...(random.chance(0.3) ? [rating] : []),
    ...(random.chance(0.3) ? [message] : []),
    ...(index === special.reverted ? reverted : []),
    ...(candidate.disqualified ? [{ action: "disqualified", body: candidate.disqualification_reason }] : []),
  ];
}

const roles = ["admin", "hiring_manager", "recruiter"];
const comment: Extra = { action: "comment", body: "Spoke well of the team & the work <3", visibility_roles: roles };
const message: Extra = {
  action: "message",
  body: "<p>Thank you for your time.<br>Până mâine!</p>",
  visibility_roles: roles,
};
const rating: Extra = {
  action: "rating",
  body: "Good fit",
  rating: { score: "positive", scale: "thumbs", grade: 1 },
  visibility_roles: ["admin"],
};

const everyKind: Extra[] = [
  comment,
  message,
  rating,
  { action: "disqualified", body: "Not enough experience" },
  ...["event", "reverted", "copied", "moved", "referral", "recommended"].map((action) => ({ action, body: null })),
  ...["assessment-requested", "assessment-completed", "video-interview-requested", "video-interview-completed"].map(
    (action) => ({ action, body: null }),
  ),
  // A kind that no client knows: the set of actions is open.
  { action: "sms-sent", body: "See you at 9" },
];

function memberOf(world: ActivityWorld): ActivityRow["member"] {
  const { id, name } = world.random.pick(world.members);
  return { id, name, type: "Member" };
}
