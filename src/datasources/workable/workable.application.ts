import type { Application } from "../../schema/application.js";
import type { Draft } from "../../schema/draft.js";
import type { Job } from "../../schema/job.js";
import type { JobInterviewStage } from "../../schema/job-interview-stage.js";
import { Depth } from "../../schema/provider-record.js";
import type { Ref } from "../../schema/provider-record.js";
import { isObject, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type {
  Conditions,
  GetSource,
  ListPage,
  ListRequest,
  ModelSource,
  ParentRecord,
  ProviderSession,
} from "../provider.js";
import { candidateQuery, toCandidate } from "./workable.candidate.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo } from "./workable.conditions.js";
import { mentionOf, pageOf, readOrNull, recordOf } from "./workable.draft.js";
import { lateOutcome, outcomeOf } from "./workable.outcome.js";
import { maxPageSize } from "./workable.paging.js";
import type { Query } from "./workable.paging.js";
import { answersOf } from "./workable.question.js";
import { kindOfStage, parseStageKey } from "./workable.stage.js";

/** Applications: the same records as candidates, without those of the talent pool. */
export function applicationSource(client: WorkableClient): ModelSource<"Application"> {
  const get: GetSource<"Application"> = {
    call: "GET /candidates/{id}",
    read: (session, key) => readOrNull(async () => toApplication(await client.candidate(session, key), Depth.DETAIL)),
  };
  return {
    coverage: {
      remoteUrl: "list",
      remoteCreatedAt: "list",
      remoteUpdatedAt: "list",
      stageKind: "list",
      stageKindLabel: "list",
      appliedAt: "list",
      hiredAt: "list",
      rejectReasonLabel: "list",
      source: "list",
      candidateRef: "list",
      jobRef: "list",
      stageRef: "list",
      // Rows leave these open for the disqualified, until they are settled late.
      outcome: "list",
      outcomeLabel: "list",
      // Of the disqualified only the detail tells when.
      rejectedAt: "detail",
      answers: "detail",
    },
    mentions: { candidateRef: "same", jobRef: ["title"], stageRef: ["name", "kind", "kindLabel", "jobRef"] },
    list: {
      call: "GET /candidates",
      mostUnder: { candidate: 1 },
      heldBy: { Candidate: "list" },
      pageSize: maxPageSize,
      native: {
        candidate: ["eq"],
        job: ["eq"],
        stage: ["eq"],
        appliedAt: ["gt", "gte"],
        remoteCreatedAt: ["gt", "gte"],
        remoteUpdatedAt: ["gt", "gte"],
      },
      startAt: (key) => key,
      page: (session, request) => readApplications(client, session, request),
      fromParent: applicationsOf,
    },
    get,
    late: lateOutcome(client, get),
  };
}

async function readApplications(
  client: WorkableClient,
  session: ProviderSession,
  request: ListRequest,
): Promise<ListPage<"Application">> {
  const { conditions } = request;
  const query = applicationQuery(conditions);
  if (!query) return { drafts: [], next: null, previous: null, total: 0, problems: [] };
  const toDraft = (row: PayloadReader) => toApplication(row, Depth.LIST);
  const candidate = equalTo(conditions, "candidate");
  if (candidate === undefined) return pageOf(await client.candidates(session, request, query), "candidates", toDraft);
  // Pages begin at the record that the token names, so that a page of one is that record, or shows that the filters exclude it.
  const page = await client.candidates(session, { token: candidate, limit: 1 }, query);
  const { drafts, problems } = pageOf<"Application">({ ...page, next: null }, "candidates", toDraft);
  const own = drafts.filter(({ key }) => key === candidate);
  return { drafts: own, problems, next: null, previous: null, total: own.length };
}

/** Null when no application can fulfil the conditions: a stage of one job, and another job. */
function applicationQuery(conditions: Conditions): Query | null {
  const query = candidateQuery(conditions);
  const stageKey = equalTo(conditions, "stage");
  if (stageKey === undefined) return query;
  const { shortcode, slug } = parseStageKey(stageKey);
  const { shortcode: wanted } = query;
  if (shortcode !== null && wanted !== undefined && wanted !== shortcode) return null;
  return { ...query, shortcode: shortcode ?? wanted, stage: slug };
}

function applicationsOf({ model, depth, payload }: ParentRecord): Draft<Application>[] | null {
  const whole: number = Depth.LIST;
  if (model !== "Candidate" || depth < whole || !isObject(payload)) return null;
  const application = toApplication(reader(payload, "candidate"), depth === whole ? Depth.LIST : Depth.DETAIL);
  return application ? [application] : [];
}

/** Maps the run for a job of a candidate record; null for a record of the talent pool, which runs for none. */
export function toApplication(row: PayloadReader, depth: Depth): Draft<Application> | null {
  const id = row.id("id");
  const job = row.object("job");
  if (!job) return null;
  const application = recordOf(row, { key: id, remoteId: id, depth }, listFields(row, job, depth), () => ({
    answers: () => answersOf(row),
  }));
  return Object.assign(application, { candidateRef: { key: id, mention: () => toCandidate(row, depth) } });
}

function listFields(row: PayloadReader, job: PayloadReader, depth: Depth) {
  const jobRef = () => ({ key: job.id("shortcode"), mention: () => jobMention(job) });
  return {
    remoteUrl: () => row.url("profile_url"),
    remoteCreatedAt: () => row.instant("created_at"),
    remoteUpdatedAt: () => row.instant("updated_at"),
    outcome: () => outcomeOf(row, depth)?.outcome,
    outcomeLabel: () => outcomeOf(row, depth)?.label,
    stageKind: () => kindOfStage(row.text("stage_kind")),
    stageKindLabel: () => row.text("stage_kind") ?? row.text("stage"),
    appliedAt: () => row.instant("created_at"),
    // A row does not carry the moment, but one that is not disqualified has none.
    rejectedAt: () =>
      row.has("disqualified_at") || !row.boolean("disqualified") ? row.instant("disqualified_at") : undefined,
    hiredAt: () => row.instant("hired_at"),
    rejectReasonLabel: () => row.text("disqualification_reason"),
    source: () => row.text("common_source") ?? row.text("domain"),
    jobRef,
    stageRef: () => stageRefOf(row, jobRef),
  };
}

function jobMention(job: PayloadReader): Draft<Job> {
  return mentionOf(job.id("shortcode"), { title: job.text("title") });
}

/** A candidate names its stage by what people see, sometimes by the slug: neither is surely the key. */
function stageRefOf(row: PayloadReader, jobRef: () => Ref<Draft<Job>>): Ref<Draft<JobInterviewStage>> | null {
  const name = row.text("stage");
  if (name === null) return null;
  const kindLabel = row.text("stage_kind");
  return {
    key: null,
    mention: () => mentionOf(null, { name, kind: kindOfStage(kindLabel), kindLabel, jobRef: jobRef() }),
  };
}
