import { AppError } from "../../lib/errors.js";
import { isObject, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import type { WriteAnswer, WriteRequest, WriteSession } from "../write.js";
import { badResponse, bareRows, lastOffsetToken, readCursorPage, readOffsetPage, rowsIn } from "./workable.paging.js";
import type { ListCall, PageRequest, Query, RowsPage } from "./workable.paging.js";

export interface WorkableAddresses {
  /** An account's API with a literal `{subdomain}`, without a trailing slash. */
  baseUrl: string;
  /** The site that all accounts share. */
  wwwUrl: string;
}

/** Where activities are listed: on a candidate's timeline or on a job's. */
export type Timeline = { candidateId: string } | { shortcode: string };

const pathOf = (timeline: Timeline): string =>
  "candidateId" in timeline ? `/candidates/${segment(timeline.candidateId)}` : `/jobs/${segment(timeline.shortcode)}`;

/** What can be done with a candidate by a POST, as the paths name it. */
export type CandidateAction = "comments" | "copy" | "disqualify" | "move" | "ratings" | "relocate" | "revert";

/** Workable's calls. Every method makes one; lists come unread, single records as readers, answers to writes as they are. */
export function createWorkableClient(addresses: WorkableAddresses) {
  return { ...createReads(addresses), ...createWrites() };
}

export type WorkableClient = ReturnType<typeof createWorkableClient>;

function createReads(addresses: WorkableAddresses) {
  const cursorPage = (session: ProviderSession, request: PageRequest, call: ListCall): Promise<RowsPage> =>
    readCursorPage(session, call, request, isOwnHost(session, addresses));

  return {
    account: (session: ProviderSession) => one(session, `/accounts/${segment(session.account.subdomain)}`, "account"),

    jobs: (session: ProviderSession, request: PageRequest, query: Query) =>
      cursorPage(session, request, { path: "/jobs", envelope: "jobs", query }),
    job: (session: ProviderSession, shortcode: string) => one(session, `/jobs/${segment(shortcode)}`, "job"),
    questions: (session: ProviderSession, shortcode: string) =>
      all(session, `/jobs/${segment(shortcode)}/questions`, "questions"),
    jobMembers: (session: ProviderSession, shortcode: string) =>
      all(session, `/jobs/${segment(shortcode)}/members`, "members"),
    /** The stages of a job, or those of the account. */
    stages: (session: ProviderSession, shortcode: string | null) =>
      all(session, shortcode === null ? "/stages" : `/jobs/${segment(shortcode)}/stages`, "stages"),

    candidates: (session: ProviderSession, request: PageRequest, query: Query) =>
      cursorPage(session, request, { path: "/candidates", envelope: "candidates", query }),
    candidate: async (session: ProviderSession, id: string): Promise<PayloadReader> => {
      const body = await session.get(`/candidates/${segment(id)}`);
      return objectIn(isObject(body) ? body["candidate"] : undefined, "candidate");
    },
    files: (session: ProviderSession, candidateId: string) =>
      all(session, `/candidates/${segment(candidateId)}/files`, "files"),
    activities: (session: ProviderSession, request: PageRequest, timeline: Timeline) =>
      cursorPage(session, request, { path: `${pathOf(timeline)}/activities`, envelope: "activities" }),

    members: (session: ProviderSession, request: PageRequest, query: Query) =>
      cursorPage(session, request, { path: "/members", envelope: "members", query }),
    departments: async (session: ProviderSession) => bareRows(await session.get("/departments"), "departments"),
    legalEntities: async (session: ProviderSession) => bareRows(await session.get("/legal_entities"), "legal entities"),
    disqualificationReasons: async (session: ProviderSession) =>
      bareRows(await session.get("/disqualification_reasons"), "disqualification reasons"),
    customAttributes: (session: ProviderSession) => all(session, "/custom_attributes", "custom_attributes"),

    employees: (session: ProviderSession, request: PageRequest) =>
      readOffsetPage(session, employeesOf(session), request),
    /** Employees whose names or addresses have a text in them. */
    employeesFound: (session: ProviderSession, request: PageRequest, text: string) =>
      readOffsetPage(session, employeesOf(session, text), request),
    lastEmployeesToken: (session: ProviderSession, limit: number) =>
      lastOffsetToken(session, employeesOf(session), limit),
    employee: (session: ProviderSession, id: string) =>
      one(session, `/employees/${segment(id)}`, "employee", actingMember(session)),
    employeeDocuments: (session: ProviderSession, id: string, request: PageRequest) =>
      readOffsetPage(
        session,
        {
          path: `/employees/${segment(id)}/documents`,
          envelope: "employee_documents",
          query: actingMember(session),
        },
        request,
      ),
    employeeFields: async (session: ProviderSession) =>
      bareRows(await session.get("/employee_fields", actingMember(session)), "employee fields"),

    timeoffCategories: (session: ProviderSession) => all(session, "/timeoff/categories", "categories"),
    timeoffBalances: (session: ProviderSession, employeeId: string) =>
      all(session, "/timeoff/balances", "balances", { employee_id: employeeId }),
    timeoffRequests: (session: ProviderSession, request: PageRequest, query: Query) =>
      readOffsetPage(session, requestsOf(query), request),
    lastTimeoffRequestsToken: (session: ProviderSession, limit: number, query: Query) =>
      lastOffsetToken(session, requestsOf(query), limit),
  };
}

function createWrites() {
  return {
    /** Without a shortcode, in the talent pool. */
    createCandidate: (session: WriteSession, shortcode: string | null, query: Query, json: object) => {
      const place = shortcode === null ? "/talent_pool" : `/jobs/${segment(shortcode)}`;
      return session.send({ method: "POST", path: `${place}/candidates`, query, body: { json } });
    },
    updateCandidate: (session: WriteSession, id: string, json: object) =>
      send(session, "PATCH", `/candidates/${segment(id)}`, json),
    actOnCandidate: (session: WriteSession, id: string, action: CandidateAction, json: object) =>
      send(session, "POST", `/candidates/${segment(id)}/${action}`, json),
    setTags: (session: WriteSession, candidateId: string, json: object) =>
      send(session, "PUT", `/candidates/${segment(candidateId)}/tags`, json),
    setCustomAttribute: (session: WriteSession, candidateId: string, json: object) =>
      send(session, "PATCH", `/candidates/${segment(candidateId)}/update_custom_attribute_value`, json),

    createEmployee: (session: WriteSession, json: object) => send(session, "POST", "/employees", json),
    updateEmployee: (session: WriteSession, id: string, json: object) =>
      send(session, "PATCH", `/employees/${segment(id)}`, json),
    addEmployeeDocuments: (session: WriteSession, id: string, json: object) =>
      send(session, "POST", `/employees/${segment(id)}/documents`, json),
    createTimeoffRequest: (session: WriteSession, json: object) => send(session, "POST", "/timeoff/requests", json),
    decideApproval: (session: WriteSession, approvalId: string, json: object) =>
      send(session, "PATCH", `/timeoff/approvals/${segment(approvalId)}`, json),
  };
}

function send(session: WriteSession, method: WriteRequest["method"], path: string, json: object): Promise<WriteAnswer> {
  return session.send({ method, path, body: { json } });
}

const employeesOf = (session: ProviderSession, text?: string): ListCall => ({
  path: "/employees",
  envelope: "employees",
  query: { ...actingMember(session), query: text },
});

const requestsOf = (query: Query): ListCall => ({ path: "/timeoff/requests", envelope: "requests", query });

/** The member in whose name people's data is read: account tokens stand for nobody, and may see less without it. */
function actingMember(session: ProviderSession): Query {
  return { member_id: session.account.settings["memberId"] };
}

async function one(session: ProviderSession, path: string, what: string, query?: Query): Promise<PayloadReader> {
  return objectIn(await session.get(path, query), what);
}

async function all(session: ProviderSession, path: string, envelope: string, query?: Query): Promise<unknown[]> {
  return rowsIn(await session.get(path, query), envelope);
}

function objectIn(value: unknown, what: string): PayloadReader {
  if (!isObject(value)) throw badResponse(`Workable did not answer with one ${what}.`);
  return reader(value, what);
}

/** An id as one segment of a path; one that would lead to another path is the id of nothing. */
function segment(id: string): string {
  if (/^\.*$/u.test(id)) throw new AppError("NOT_FOUND", "There is no such record at Workable.");
  return encodeURIComponent(id);
}

/** Pages may name the account's own host, the shared one of older addresses, or the address that is configured here. */
function isOwnHost(session: ProviderSession, { baseUrl, wwwUrl }: WorkableAddresses): (url: URL) => boolean {
  const { subdomain } = session.account;
  const configured = [baseUrl, wwwUrl].map((url) => new URL(url.replace("{subdomain}", subdomain)).host);
  const hosts = [...configured, `${subdomain}.workable.com`, "www.workable.com"];
  return (url) => hosts.includes(url.host);
}
