import type { Draft } from "../../schema/draft.js";
import type { JobInterviewStage } from "../../schema/job-interview-stage.js";
import { Depth } from "../../schema/provider-record.js";
import { mapRows } from "../http/payload.js";
import type { ListPage, ListRequest, ModelSource, ProviderSession } from "../provider.js";
import { toStage } from "./sage-hr.applicant.js";
import { applicantsPage, nullWhenNotFound, readAllRows, recruitmentPageSize, tooMany } from "./sage-hr.client.js";
import { keyIn } from "./sage-hr.list.js";
import { mostPositionPages, pagesOf, readPositions } from "./sage-hr.positions.js";
import type { Position } from "./sage-hr.positions.js";

/** Gathering the stages from the applicants is refused when it would take more calls than this. */
const mostCalls = 40;
const gathering = "gathering the stages from applicants (a filter by job takes fewer)";

/** The provider lists stages nowhere: those are known in which an applicant is, in no known order. */
export const stages: ModelSource<"JobInterviewStage"> = {
  coverage: { name: "list", kind: "list", kindLabel: "list" },
  list: {
    call: "GET /recruitment/positions/{id}/applicants",
    pageSize: 100,
    calls: mostCalls,
    further: [{ call: "GET /recruitment/positions", calls: mostPositionPages }],
    native: { job: ["eq"] },
    isWhole: true,
    page: readStages,
  },
};

async function readStages(
  session: ProviderSession,
  { conditions }: ListRequest,
): Promise<ListPage<"JobInterviewStage">> {
  const job = keyIn(conditions, "job");
  const read =
    job === undefined ? await ofAllPositions(session) : { rows: await ofPosition(session, job), problems: [] };
  const found = mapRows(read.rows, "applicants", (row) => {
    const stage = row.object("stage");
    return stage && toStage(stage, Depth.LIST);
  });
  const drafts = uniqueByKey(found.rows.filter((stage) => stage !== null));
  const problems = [...new Set([...read.problems, ...found.problems])];
  return { drafts, next: null, previous: null, total: drafts.length, problems };
}

async function ofAllPositions(session: ProviderSession): Promise<{ rows: unknown[]; problems: string[] }> {
  const { positions, problems } = await readPositions(session);
  const calls = positions.reduce(
    (sum, position) => sum + pagesOf(position),
    Math.ceil(positions.length / recruitmentPageSize),
  );
  if (calls > mostCalls) throw tooMany(gathering, mostCalls);
  const rows = await Promise.all(positions.map((position) => ofListedPosition(session, position)));
  return { rows: rows.flat(), problems };
}

async function ofListedPosition(session: ProviderSession, { key }: Position): Promise<unknown[]> {
  return (await nullWhenNotFound(() => ofPosition(session, key))) ?? [];
}

function ofPosition(session: ProviderSession, key: string): Promise<unknown[]> {
  return readAllRows(session, (from, number) => applicantsPage(from, key, number), mostCalls, gathering);
}

function uniqueByKey(stages: readonly Draft<JobInterviewStage>[]): Draft<JobInterviewStage>[] {
  return [...new Map(stages.map((stage) => [stage.key, stage])).values()];
}
