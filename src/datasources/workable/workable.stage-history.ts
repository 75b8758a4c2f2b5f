import { AppError } from "../../lib/errors.js";
import type { HistoricActor, HistoricStage, StageHistoryEntry } from "../../schema/application.js";
import { StageKind } from "../../schema/enums.js";
import { Derivation } from "../../schema/provenance.js";
import { isObject, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ParentRecord, ProviderSession, StageHistorySource } from "../provider.js";
import { isMove } from "./workable.activity.js";
import type { WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { kindOfStage, readStages, stageKey } from "./workable.stage.js";
import { readTimeline } from "./workable.timeline.js";
import { memberRefOf } from "./workable.user.js";
import { arrivals, meaningOf, stageKinds } from "./workable.vocabulary.js";

/** Reads stages out of the candidate's timeline, which holds every move. */
export function stageHistorySource(client: WorkableClient): StageHistorySource {
  return {
    call: "GET /candidates/{id}/activities, GET /jobs/{shortcode}/stages",
    // The second call is for the pipeline of a job with stages of its own.
    calls: 2,
    read: (session, application) => readStrictly(() => readHistory(client, session, application)),
  };
}

async function readHistory(
  client: WorkableClient,
  session: ProviderSession,
  application: ParentRecord,
): Promise<StageHistoryEntry[]> {
  const known = knownOf(application);
  const visits = visitsIn(await readTimeline(client, session, application.key), known);
  const kinds = await kindsOf(client, session, visits, known);
  const stages = visits.map((visit) => toStage(visit, known, kinds));
  return visits.map((visit, index) => ({
    from: stages[index - 1] ?? null,
    to: stages[index] ?? null,
    enteredAt: visit.at,
    leftAt: visits[index + 1]?.at ?? null,
    actor: visit.actor,
    derivation: visit.derivation,
  }));
}

interface StageWords {
  slug: string | null;
  name: string | null;
}

interface Visit extends StageWords {
  at: string | null;
  actor: HistoricActor | null;
  derivation: Derivation;
}

/** What the application's own payload tells: its job, and where it began and is. */
interface Known {
  shortcode: string | null;
  createdAt: string | null;
  stageName: string | null;
  stageKind: StageKind | null;
}

function knownOf({ payload }: ParentRecord): Known {
  const row = reader(isObject(payload) ? payload : {}, "candidate");
  return {
    shortcode: row.object("job")?.text("shortcode") ?? null,
    createdAt: row.instant("created_at"),
    stageName: row.text("stage"),
    stageKind: kindOfStage(row.text("stage_kind")),
  };
}

function visitsIn(activities: readonly PayloadReader[], known: Known): Visit[] {
  const moves = activities.filter(isMove).map((move): Visit => ({ ...stageAfter(move), ...eventOf(move) }));
  const first = firstVisit(activities, known);
  return first ? [first, ...moves] : moves;
}

/** The stage in which the timeline begins; null when nothing tells it. An arrival that is not logged was when the record was made. */
function firstVisit(activities: readonly PayloadReader[], known: Known): Visit | null {
  const stage = activities.map(stageBefore).find(({ slug, name }) => slug !== null || name !== null);
  const hasMoved = activities.some(isMove);
  const begin = stage ?? (hasMoved || known.stageName === null ? null : { slug: null, name: known.stageName });
  if (!begin) return null;
  const [first] = activities;
  const isLogged = first !== undefined && !isMove(first) && arrivals.has(first.text("action") ?? "");
  if (isLogged) return { ...begin, ...eventOf(first) };
  return { ...begin, at: known.createdAt, actor: null, derivation: Derivation.INFERRED };
}

function stageBefore(activity: PayloadReader): StageWords {
  const stage = activity.object("action_stage");
  return { slug: stage?.text("slug") ?? null, name: stage?.text("name") ?? activity.text("stage_name") };
}

/** Without a target the action itself is the slug. */
function stageAfter(activity: PayloadReader): StageWords {
  const stage = activity.object("target_stage");
  return { slug: stage?.text("slug") ?? activity.text("action"), name: stage?.text("name") ?? null };
}

function eventOf(activity: PayloadReader): Omit<Visit, keyof StageWords> {
  const userRef = memberRefOf(activity);
  return {
    at: activity.instant("created_at"),
    actor: userRef && { userRef, name: activity.object("member")?.text("name") ?? null },
    derivation: Derivation.NATIVE,
  };
}

type Kinds = ReadonlyMap<string, StageKind>;

/**
 * The kinds of stages that neither the default pipeline nor the application tells, from the job's stages: one call a job, and only for
 * such stages. A token that may not see them costs the kinds alone.
 */
async function kindsOf(
  client: WorkableClient,
  session: ProviderSession,
  visits: readonly Visit[],
  known: Known,
): Promise<Kinds> {
  const isOpen = visits.some((visit) => visit.slug !== null && ownKindOf(visit, known) === null);
  if (!isOpen || known.shortcode === null) return new Map();
  try {
    const stages = await readStages(client, session, known.shortcode);
    return new Map(stages.flatMap(({ remoteId, kind }) => (kind ? [[remoteId, kind] as const] : [])));
  } catch (error) {
    if (error instanceof AppError && (error.code === "FORBIDDEN" || error.code === "NOT_FOUND")) return new Map();
    throw error;
  }
}

function ownKindOf({ slug, name }: StageWords, known: Known): StageKind | null {
  if (name !== null && name === known.stageName && known.stageKind !== null) return known.stageKind;
  return meaningOf(stageKinds, slug) ?? null;
}

function toStage(stage: StageWords, known: Known, kinds: Kinds): HistoricStage {
  const { slug, name } = stage;
  return {
    stageRef: slug === null || known.shortcode === null ? null : { key: stageKey(known.shortcode, slug) },
    label: name ?? slug,
    kind: kinds.get(slug ?? "") ?? ownKindOf(stage, known) ?? StageKind.UNMAPPED,
  };
}
