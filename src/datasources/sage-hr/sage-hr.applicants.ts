import type { Draft } from "../../schema/draft.js";
import type { Models } from "../../schema/models.js";
import { Depth } from "../../schema/provider-record.js";
import { mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { GetSource, ListPage, ListRequest, ListSource, ModelSource, ProviderSession } from "../provider.js";
import { applicationOfCandidate, toApplication, toCandidate } from "./sage-hr.applicant.js";
import type { ApplicantContext } from "./sage-hr.applicant.js";
import { applicant, recruitmentPageSize } from "./sage-hr.client.js";
import { lastApplicants, mostSegments, readApplicants } from "./sage-hr.fan-out.js";
import { emptyPage, keyIn, readMapped } from "./sage-hr.list.js";
import { mostPositionPages } from "./sage-hr.positions.js";

type ApplicantModel = "Candidate" | "Application";
type ApplicantMapper<Name extends ApplicantModel> = (
  row: PayloadReader,
  depth: Depth,
  context?: ApplicantContext,
) => Draft<Models[Name]>;

export const candidates: ModelSource<"Candidate"> = {
  coverage: {
    firstName: "list",
    lastName: "list",
    name: "list",
    summary: "list",
    emails: "list",
    phones: "list",
    address: "list",
    source: "list",
    remoteCreatedAt: "list",
    referredBy: "detail",
  },
  list: applicantList<"Candidate">(toCandidate),
  get: applicantGet<"Candidate">(toCandidate),
};

export const applications: ModelSource<"Application"> = {
  coverage: {
    outcome: "list",
    stageKind: "list",
    stageKindLabel: "list",
    appliedAt: "list",
    source: "list",
    candidateRef: "list",
    jobRef: "list",
    stageRef: "list",
    remoteCreatedAt: "list",
  },
  mentions: { candidateRef: "same", stageRef: ["name", "kind", "kindLabel"] },
  list: {
    ...applicantList<"Application">(toApplication),
    callUnder: { candidate: "GET /recruitment/applicants/{id}" },
    native: { job: ["eq"], stage: ["eq"], candidate: ["eq"] },
    mostUnder: { candidate: 1 },
    heldBy: { Candidate: "list" },
    page: (session, request) =>
      keyIn(request.conditions, "candidate") === undefined
        ? readPage<"Application">(session, request, toApplication)
        : ofCandidate(session, request),
    fromParent: applicationOfCandidate,
  },
  get: applicantGet<"Application">(toApplication),
};

function applicantList<Name extends ApplicantModel>(map: ApplicantMapper<Name>) {
  return {
    call: "GET /recruitment/positions/{id}/applicants",
    pageSize: recruitmentPageSize,
    calls: mostSegments,
    further: [{ call: "GET /recruitment/positions", calls: mostPositionPages }],
    // Each position ends on a page of its own.
    shortPages: Infinity,
    native: {},
    isBackward: true,
    last: lastApplicants,
    page: (session: ProviderSession, request: ListRequest) => readPage<Name>(session, request, map),
  } satisfies ListSource<Name>;
}

function applicantGet<Name extends ApplicantModel>(map: ApplicantMapper<Name>): GetSource<Name> {
  return {
    call: "GET /recruitment/applicants/{id}",
    read: (session, key) => readMapped(applicant(session, key), "applicant", (row) => map(row, Depth.DETAIL)),
  };
}

async function readPage<Name extends ApplicantModel>(
  session: ProviderSession,
  request: ListRequest,
  map: ApplicantMapper<Name>,
): Promise<ListPage<Name>> {
  const { pages, problems, ...place } = await readApplicants(session, request);
  const mapped = pages.map(({ position, rows }) => {
    const context: ApplicantContext = { positionKey: position.key, position: position.row };
    return mapRows(rows, `positions[${position.key}].applicants`, (row) => map(row, Depth.LIST, context));
  });
  return {
    ...place,
    drafts: mapped.flatMap(({ rows }) => rows),
    problems: [...problems, ...mapped.flatMap((page) => page.problems)],
  };
}

/** An applicant is one candidate and one application, so that one call finds it. */
async function ofCandidate(session: ProviderSession, { conditions }: ListRequest): Promise<ListPage<"Application">> {
  const record = applicant(session, keyIn(conditions, "candidate") ?? "");
  const found = await readMapped(record, "applicant", (row) => toApplication(row, Depth.DETAIL));
  if (found === null) return emptyPage();
  const isMeant = (relation: string, key: string | null | undefined) =>
    [undefined, key].includes(keyIn(conditions, relation));
  if (!isMeant("job", found.jobRef?.key) || !isMeant("stage", found.stageRef?.key)) return emptyPage();
  return { ...emptyPage(), drafts: [found], total: 1 };
}
