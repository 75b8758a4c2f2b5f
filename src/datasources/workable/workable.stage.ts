import type { Draft } from "../../schema/draft.js";
import { StageKind } from "../../schema/enums.js";
import type { JobInterviewStage } from "../../schema/job-interview-stage.js";
import { Depth } from "../../schema/provider-record.js";
import { isObject } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo } from "./workable.conditions.js";
import { byKey, readOrNull, recordOf, splitKey, wholePageOf } from "./workable.draft.js";
import { maxPageSize } from "./workable.paging.js";
import { meaningOf, stageKinds } from "./workable.vocabulary.js";

/** Stands for the account where a stage's key otherwise has the shortcode of its job. */
const accountPipeline = "-";

export function stageSource(client: WorkableClient): ModelSource<"JobInterviewStage"> {
  return {
    coverage: { name: "list", kind: "list", kindLabel: "list", position: "list", jobRef: "list" },
    list: {
      call: "GET /stages",
      callUnder: { job: "GET /jobs/{shortcode}/stages" },
      pageSize: maxPageSize,
      native: { job: ["eq"] },
      isWhole: true,
      page: async (session, { conditions }) => {
        const shortcode = equalTo(conditions, "job") ?? null;
        return stagePage(await client.stages(session, shortcode), shortcode, Depth.LIST);
      },
    },
    get: {
      call: "GET /jobs/{shortcode}/stages",
      read: (session, key) => readOrNull(() => readStage(client, session, key)),
    },
    identify: async (session, mention) => {
      const shortcode = mention.jobRef?.key ?? null;
      const ofAccount = shortcode === null ? null : await onlyStageOfAccount(client, session, mention, shortcode);
      return ofAccount ?? pickStage(await readStages(client, session, shortcode), mention);
    },
  };
}

async function readStage(
  client: WorkableClient,
  session: ProviderSession,
  key: string,
): Promise<Draft<JobInterviewStage> | null> {
  const { shortcode } = parseStageKey(key);
  const rows = await client.stages(session, shortcode);
  return byKey<"JobInterviewStage">(stagePage(rows, shortcode, Depth.DETAIL).drafts, key);
}

/** The stages of a job, or those of the account. */
export async function readStages(
  client: WorkableClient,
  session: ProviderSession,
  shortcode: string | null,
): Promise<Draft<JobInterviewStage>[]> {
  return stagePage(await client.stages(session, shortcode), shortcode, Depth.LIST).drafts;
}

/**
 * The stage that a mention means, out of the account's own list: one call for all jobs. Slugs are the account's, so a name that only one stage bears tells the slug;
 * null where a job's own pipeline has to be asked. The place in the pipeline is the job's and stays open.
 */
async function onlyStageOfAccount(
  client: WorkableClient,
  session: ProviderSession,
  mention: Draft<JobInterviewStage>,
  shortcode: string,
): Promise<Draft<JobInterviewStage> | null> {
  const stages = await readStages(client, session, null);
  const [stage, another] = stages.filter(({ name, remoteId }) => name === mention.name || remoteId === mention.name);
  if (!stage || another) return null;
  const { remoteId, name, kind, kindLabel, payload } = stage;
  return {
    key: stageKey(shortcode, remoteId),
    remoteId,
    depth: Depth.MENTION,
    name,
    kind,
    kindLabel,
    payload,
    jobRef: { key: shortcode },
  };
}

/** Candidates name their stage by its name (seen) or its slug (documented). */
function pickStage(
  stages: readonly Draft<JobInterviewStage>[],
  { name, remoteId }: Draft<JobInterviewStage>,
): Draft<JobInterviewStage> | null {
  const bySlug = stages.find((stage) => stage.remoteId === remoteId || stage.remoteId === name);
  return bySlug ?? stages.find((stage) => stage.name === name) ?? null;
}

/** Positions count from 1; older answers began at 0. */
function stagePage(rows: unknown[], shortcode: string | null, depth: Depth) {
  const firstPosition = rows.some((row) => isObject(row) && row["position"] === 0) ? 0 : 1;
  return wholePageOf<"JobInterviewStage">(rows, "stages", (row) => toStage(row, { shortcode, depth, firstPosition }));
}

interface StagePlace {
  shortcode: string | null;
  depth: Depth;
  firstPosition: 0 | 1;
}

function toStage(row: PayloadReader, { shortcode, depth, firstPosition }: StagePlace): Draft<JobInterviewStage> {
  const slug = row.id("slug");
  return recordOf(
    row,
    { key: stageKey(shortcode, slug), remoteId: slug, depth },
    {
      name: () => row.text("name"),
      kind: () => kindOfStage(row.text("kind")),
      kindLabel: () => row.text("kind"),
      position: () => positionOf(row.integer("position"), firstPosition),
      jobRef: () => (shortcode === null ? null : { key: shortcode }),
    },
  );
}

function positionOf(position: number | null, first: 0 | 1): number | null {
  return position === null ? null : position + 1 - first;
}

export function kindOfStage(word: string | null): StageKind | null {
  const kind = meaningOf(stageKinds, word);
  return kind === undefined ? StageKind.UNMAPPED : kind;
}

/** A slug is unique only in its job's pipeline. */
export function stageKey(shortcode: string | null, slug: string): string {
  return `${shortcode ?? accountPipeline}/${slug}`;
}

export function parseStageKey(key: string): { shortcode: string | null; slug: string } {
  const { parent, child } = splitKey(key);
  return { shortcode: parent === accountPipeline ? null : parent, slug: child };
}
