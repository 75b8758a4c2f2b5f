import { AppError } from "../../lib/errors.js";
import type { Activity } from "../../schema/activity.js";
import type { Draft } from "../../schema/draft.js";
import { ActivityKind, StageKind } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import type { Rating } from "../../schema/values.js";
import type { PayloadReader } from "../http/payload.js";
import type { Conditions, ListPage, ListRequest, ModelSource, ProviderSession } from "../provider.js";
import type { Timeline, WorkableClient } from "./workable.client.js";
import { equalTo } from "./workable.conditions.js";
import { byKey, mentionOf, pageOf, readOrNull, recordOf, splitKey } from "./workable.draft.js";
import { maxPageSize } from "./workable.paging.js";
import { memberRefOf } from "./workable.user.js";
import { actions, meaningOf, stageKinds } from "./workable.vocabulary.js";

/** Activities: the timeline of a candidate, which is also the application's, or of a job. */
export function activitySource(client: WorkableClient): ModelSource<"Activity"> {
  return {
    coverage: {
      kind: "list",
      kindLabel: "list",
      body: "list",
      occurredAt: "list",
      actorName: "list",
      visibleToRoles: "list",
      rating: "list",
      fromStageLabel: "list",
      toStageLabel: "list",
      userRef: "list",
      candidateRef: "list",
      applicationRef: "list",
      jobRef: "list",
      remoteCreatedAt: "list",
      remoteUpdatedAt: "list",
    },
    mentions: { userRef: ["name"] },
    list: {
      call: "GET /candidates/{id}/activities",
      callUnder: { job: "GET /jobs/{shortcode}/activities" },
      pageSize: maxPageSize,
      native: { candidate: ["eq"], application: ["eq"], job: ["eq"] },
      requires: ["candidate", "application", "job"],
      startAt: (key) => parseActivityKey(key).activityId,
      page: (session, request) => readActivities(client, session, request),
    },
    get: {
      call: "GET /candidates/{id}/activities?since_id={activity}",
      // There is no call for one activity, but a page of one begins at the activity.
      read: (session, key) =>
        readOrNull(async () => {
          const { timeline, activityId } = parseActivityKey(key);
          const page = await client.activities(session, { token: activityId, limit: 1 }, timeline);
          const toDraft = (row: PayloadReader) => toActivity(row, timeline, Depth.DETAIL);
          return byKey<"Activity">(pageOf<"Activity">(page, "activities", toDraft).drafts, key);
        }),
    },
  };
}

async function readActivities(
  client: WorkableClient,
  session: ProviderSession,
  request: ListRequest,
): Promise<ListPage<"Activity">> {
  const timeline = timelineOf(request.conditions);
  if (!timeline) return { drafts: [], next: null, previous: null, total: 0, problems: [] };
  const page = await client.activities(session, request, timeline);
  return pageOf<"Activity">(page, "activities", (row) => toActivity(row, timeline, Depth.LIST));
}

/** Null when the conditions name a candidate and another one's application. */
function timelineOf(conditions: Conditions): Timeline | null {
  const candidate = equalTo(conditions, "candidate");
  const application = equalTo(conditions, "application");
  const shortcode = equalTo(conditions, "job");
  const candidateId = candidate ?? application;
  if (candidateId === undefined) return shortcode === undefined ? null : { shortcode };
  if (shortcode !== undefined) throw bothTimelines();
  return application === undefined || application === candidateId ? { candidateId } : null;
}

function bothTimelines(): AppError {
  const message = "Workable lists the activities of a candidate or those of a job. Leave one of the two filters out.";
  return new AppError("UNSUPPORTED_BY_PROVIDER", message, { details: { field: "filter.job" } });
}

/** Maps an activity. The two timelines differ: `stage_name` is where a candidate came from in the one, and went to in the other. */
export function toActivity(row: PayloadReader, timeline: Timeline, depth: Depth): Draft<Activity> {
  const id = row.id("id");
  const identity = { key: activityKey(timeline, id), remoteId: id, depth };
  const ofCandidate = "candidateId" in timeline;
  const place = ofCandidate ? candidateFields(row, timeline.candidateId) : jobFields(row, timeline.shortcode);
  return recordOf(row, identity, {
    kind: () => kindOf(row, ofCandidate ? hasTarget(row) : row.text("stage_name") !== null),
    kindLabel: () => row.text("action"),
    body: () => row.text("body"),
    occurredAt: () => row.instant("created_at"),
    actorName: () => row.object("member")?.text("name") ?? null,
    visibleToRoles: () => row.texts("visibility_roles"),
    rating: () => ratingOf(row.object("rating")),
    userRef: () => memberRefOf(row),
    remoteCreatedAt: () => row.instant("created_at"),
    ...place,
  });
}

type PlaceFields = Pick<
  Draft<Activity>,
  "fromStageLabel" | "toStageLabel" | "candidateRef" | "applicationRef" | "jobRef" | "remoteUpdatedAt"
>;
type PlaceThunks = { [Key in keyof Required<PlaceFields>]: () => PlaceFields[Key] };

function candidateFields(row: PayloadReader, candidateId: string): PlaceThunks {
  return {
    fromStageLabel: () => (isMove(row) ? (row.object("action_stage")?.text("name") ?? row.text("stage_name")) : null),
    toStageLabel: () => (isMove(row) ? (row.object("target_stage")?.text("name") ?? null) : null),
    candidateRef: () => ({ key: candidateId }),
    applicationRef: () => ({ key: candidateId }),
    // A candidate's timeline does not name the job.
    jobRef: () => undefined,
    remoteUpdatedAt: () => row.instant("updated_at"),
  };
}

function jobFields(row: PayloadReader, shortcode: string): PlaceThunks {
  const candidate = () => row.object("candidate");
  return {
    fromStageLabel: () => undefined,
    toStageLabel: () => row.text("stage_name"),
    candidateRef: () => refTo(candidate()),
    applicationRef: () => refTo(candidate()) && { key: candidate()?.id("id") ?? null },
    jobRef: () => ({ key: shortcode }),
    remoteUpdatedAt: () => undefined,
  };
}

function refTo(candidate: PayloadReader | null) {
  if (!candidate) return null;
  const id = candidate.id("id");
  return { key: id, mention: () => mentionOf(id, { name: candidate.text("name") }) };
}

function hasTarget(row: PayloadReader): boolean {
  return row.object("target_stage") !== null;
}

/**
 * A move has a target, and the target's slug as its action. Answers without targets are older ones: there the slugs of the default
 * pipeline tell a move, but `applied`, which is also the arrival of an application.
 */
export function isMove(row: PayloadReader): boolean {
  if (hasTarget(row)) return true;
  const action = row.text("action");
  return meaningOf(actions, action) === undefined && meaningOf(stageKinds, action) !== undefined;
}

/** The set of actions is open: what is neither known nor a move is UNMAPPED. */
function kindOf(row: PayloadReader, entersStage: boolean): ActivityKind | null {
  const action = row.text("action");
  const known = meaningOf(actions, action);
  if (entersStage || (known === undefined && isMove(row))) {
    const isHire = meaningOf(stageKinds, action) === StageKind.HIRED;
    return isHire ? ActivityKind.HIRED : ActivityKind.STAGE_CHANGE;
  }
  return known === undefined ? ActivityKind.UNMAPPED : known;
}

function ratingOf(rating: PayloadReader | null): Rating | null {
  if (!rating) return null;
  return { scale: rating.text("scale"), grade: rating.number("grade"), label: rating.text("score") };
}

/** Ids are known to be unique only on their timeline. */
export function activityKey(timeline: Timeline, id: string): string {
  return "candidateId" in timeline ? `${timeline.candidateId}/${id}` : `${jobPrefix}${timeline.shortcode}/${id}`;
}

const jobPrefix = "job:";

function parseActivityKey(key: string): { timeline: Timeline; activityId: string } {
  const { parent, child } = splitKey(key);
  const timeline = parent.startsWith(jobPrefix)
    ? { shortcode: parent.slice(jobPrefix.length) }
    : { candidateId: parent };
  return { timeline, activityId: child };
}
