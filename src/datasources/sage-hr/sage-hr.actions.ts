import { createHash } from "node:crypto";

import type { Activity } from "../../schema/activity.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import type { PayloadReader } from "../http/payload.js";
import { mapRows } from "../http/payload.js";
import type { Conditions, ModelSource, ProviderSession } from "../provider.js";
import { actionsPage, nullWhenNotFound, readAllRows, recruitmentPageSize } from "./sage-hr.client.js";
import type { ReadPage } from "./sage-hr.client.js";
import { documented } from "./sage-hr.documented.js";
import { keyIn, numberedList } from "./sage-hr.list.js";
import { readMove } from "./sage-hr.moves.js";
import { extrasOf, lenient, recordOf } from "./sage-hr.payload.js";
import { stageMove, toActivityKind } from "./sage-hr.vocabulary.js";

/** A timeline is read whole up to this many pages of a hundred. */
export const mostActionPages = 3;

export const activities: ModelSource<"Activity"> = {
  coverage: {
    kind: "list",
    kindLabel: "list",
    body: "list",
    occurredAt: "list",
    fromStageLabel: "list",
    toStageLabel: "list",
    candidateRef: "list",
    applicationRef: "list",
    remoteCreatedAt: "list",
  },
  list: {
    call: "GET /recruitment/applicants/{id}/actions",
    pageSize: recruitmentPageSize,
    native: {},
    requires: ["candidate", "application"],
    ...numberedList<"Activity">({
      read: readOfApplicant,
      place: "actions",
      map: (row, conditions) => toActivity(row, applicantIn(conditions) ?? ""),
    }),
  },
  get: {
    call: "GET /recruitment/applicants/{id}/actions",
    calls: mostActionPages,
    read: readActivity,
  },
};

/** All that happened to an applicant, newest first, each once: the provider gives no ids and may repeat. */
export async function readActions(session: ProviderSession, applicantKey: string): Promise<PayloadReader[]> {
  const read = (from: ProviderSession, page: number) => actionsPage(from, applicantKey, page);
  const rows = await readAllRows(session, read, mostActionPages, "reading the whole timeline of an applicant");
  const { rows: actions } = mapRows(rows, "actions", lenient);
  return [...new Map(actions.map((action) => [remoteIdOf(action), action])).values()];
}

export function toActivity(payload: PayloadReader, applicantKey: string): Draft<Activity> {
  const row = lenient(payload);
  const remoteId = remoteIdOf(row);
  const move = () => (row.text("action") === stageMove ? readMove(row.text("message") ?? "") : null);
  const mapped = recordOf({ key: `${applicantKey}/${remoteId}`, remoteId, depth: Depth.DETAIL }, payload, {
    kind: () => toActivityKind(row.text("action")),
    kindLabel: () => row.text("action"),
    body: () => row.text("message"),
    occurredAt: () => row.instant("created_at"),
    fromStageLabel: () => move()?.from ?? null,
    toStageLabel: () => move()?.to ?? null,
    remoteCreatedAt: () => row.instant("created_at"),
  });
  const applicantRef = { key: applicantKey };
  const extras = extrasOf(row, documented.action);
  return { ...mapped, candidateRef: applicantRef, applicationRef: applicantRef, extras };
}

function readOfApplicant(conditions: Conditions): ReadPage | null {
  const key = applicantIn(conditions);
  return key === null ? null : (session, page) => actionsPage(session, key, page);
}

async function readActivity(session: ProviderSession, key: string): Promise<Draft<Activity> | null> {
  const applicantKey = key.slice(0, key.indexOf("/"));
  const actions = await nullWhenNotFound(() => readActions(session, applicantKey));
  const found = actions?.find((action) => key === `${applicantKey}/${remoteIdOf(action)}`);
  return found ? toActivity(found, applicantKey) : null;
}

/** What tells one action from another: when it happened, and what its words were. */
function remoteIdOf({ raw }: PayloadReader): string {
  const words = JSON.stringify([raw["action"], raw["message"], raw["created_at"]]);
  const digest = createHash("sha256").update(words).digest("hex").slice(0, 16);
  return typeof raw["created_at"] === "string" ? `${raw["created_at"]}#${digest}` : `#${digest}`;
}

/** Candidate and application are one applicant, so two that differ have nothing in common. */
function applicantIn(conditions: Conditions): string | null {
  const keys = new Set([keyIn(conditions, "candidate"), keyIn(conditions, "application")]);
  keys.delete(undefined);
  const [key] = keys;
  return keys.size === 1 && key !== undefined ? key : null;
}
