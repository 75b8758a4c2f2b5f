import { AppError } from "../../lib/errors.js";
import { isObject, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
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

/** Workable's reads. Every method makes one call; lists come unread, single records as readers. */
export function createWorkableClient(addresses: WorkableAddresses) {
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
    lastEmployeesToken: (session: ProviderSession, limit: number) =>
      lastOffsetToken(session, employeesOf(session), limit),
    employee: (session: ProviderSession, id: string) =>
      one(session, `/employees/${segment(id)}`, "employee", actingMember(session)),
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

export type WorkableClient = ReturnType<typeof createWorkableClient>;

const employeesOf = (session: ProviderSession): ListCall => ({
  path: "/employees",
  envelope: "employees",
  query: actingMember(session),
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
