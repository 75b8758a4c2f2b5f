import { AppError } from "../../lib/errors.js";
import { PayloadError, isObject, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { rejectionOf, withRejection } from "../http/translate.js";
import type { ProviderSession } from "../provider.js";
import { withoutSecrets } from "./applicantstack.secrets.js";
import { failures } from "./applicantstack.vocabulary.js";

/** A kind of record: where its list and its single records are, and what the list and the id are called. */
export interface Resource {
  readonly list: string;
  readonly record: string;
  readonly noun: string;
  readonly serial: string;
  /** Takes away what nobody may see, before anything else reads the record. */
  readonly clean?: (row: unknown) => unknown;
}

export const jobsResource: Resource = { list: "/api/jobs", record: "/api/job", noun: "Jobs", serial: "Job Serial" };

export const candidatesResource: Resource = {
  list: "/api/candidates",
  record: "/api/candidate",
  noun: "Candidates",
  serial: "Candidate Serial",
};

export const hiresResource: Resource = {
  list: "/o/api/hires",
  record: "/o/api/hire",
  noun: "Hires",
  serial: "Hire Serial",
  clean: withoutSecrets,
};

/** Fixed by the provider. */
export const pageSize = 100;

/** The most pages that a list which the provider does not have is put together from. */
export const maxDerivedPages = 20;

/** How deep in a failure its texts are looked for. */
const deepestText = 4;

interface NativePage {
  rows: unknown[];
  /** Null when the answer does not tell. */
  pageCount: number | null;
  total: number | null;
}

/** Reads one page, from 1. Throws an AppError when the answer is a failure or no list. */
export async function readPage(session: ProviderSession, resource: Resource, page: number): Promise<NativePage> {
  const body = await read(session, `${resource.list}/${String(page)}`);
  const rows = body[resource.noun];
  if (!Array.isArray(rows)) throw badResponse(`a list under "${resource.noun}"`);
  return {
    rows: resource.clean ? rows.map(resource.clean) : rows,
    pageCount: count(body["NumPages"]),
    total: count(body["TotalCount"]),
  };
}

/** Reads one record; null when there is none. Throws an AppError when the answer is a failure or another thing. */
export async function readRecord(
  session: ProviderSession,
  resource: Resource,
  serial: string,
): Promise<PayloadReader | null> {
  // What cannot be a serial would change the path rather than name a record.
  if (!/^[\w-]+$/.test(serial)) return null;
  try {
    const body = await read(session, `${resource.record}/${serial}`);
    const row = reader(resource.clean ? resource.clean(body) : body, resource.noun);
    row.id(resource.serial);
    return row;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    if (error instanceof PayloadError) throw badResponse(`a record with "${resource.serial}"`);
    throw error;
  }
}

/**
 * All rows of a list, for models that the provider does not list itself. Throws UNSUPPORTED_BY_PROVIDER when that takes more than
 * `maxDerivedPages` calls; `what` names the model in the message.
 */
export async function readAllRows(session: ProviderSession, resource: Resource, what: string): Promise<unknown[]> {
  const first = await readPage(session, resource, 1);
  if (first.pageCount === null) return readUntilEmpty(session, resource, what, first.rows);
  if (first.pageCount > maxDerivedPages) throw tooManyPages(what, String(first.pageCount));
  const others = Array.from({ length: Math.max(0, first.pageCount - 1) }, (_, index) => index + 2);
  // The account's budget bounds how many of these are under way at once.
  const pages = await Promise.all(others.map((page) => readPage(session, resource, page)));
  return [first, ...pages].flatMap((page) => page.rows);
}

async function readUntilEmpty(session: ProviderSession, resource: Resource, what: string, first: unknown[]) {
  const rows = [...first];
  let last = first;
  for (let page = 2; last.length > 0; page += 1) {
    if (page > maxDerivedPages) throw tooManyPages(what, `more than ${String(maxDerivedPages)}`);
    last = (await readPage(session, resource, page)).rows;
    rows.push(...last);
  }
  return rows;
}

async function read(session: ProviderSession, path: string): Promise<Record<string, unknown>> {
  const body = await session.get(path).catch((error: unknown) => {
    throw refusalOf(error) ?? error;
  });
  return checked(body);
}

/** The fields of an answer. Throws an AppError for a failure, whatever the status was, because the marker in the body counts. */
export function checked(body: unknown): Record<string, unknown> {
  if (!isObject(body) || typeof body["Method Result"] !== "string") throw badResponse(`"Method Result"`);
  if (body["Method Result"] !== "Success") throw failureOf(body);
  return body;
}

/** A refusal with another status than the usual ones says its reason in the same body; undefined for all other errors. */
export function refusalOf(error: unknown): AppError | undefined {
  const rejection = rejectionOf(error);
  return isObject(rejection) && "Method Result" in rejection ? failureOf(rejection) : undefined;
}

function failureOf(body: Record<string, unknown>): AppError {
  const texts = textsOf(body);
  const known = failures.find(({ words }) => texts.some((text) => words.test(text)));
  const error = known
    ? new AppError(known.code, known.message)
    : new AppError("PROVIDER_REJECTED", "ApplicantStack answered that the call failed.");
  return withRejection(error, body);
}

/** The texts of a failure but its marker, under whatever keys they stand. */
export function textsOf(body: unknown, depth = 0): string[] {
  if (typeof body === "string") return [body];
  if (typeof body !== "object" || body === null || depth > deepestText) return [];
  return Object.entries(body).flatMap(([key, value]) => (key === "Method Result" ? [] : textsOf(value, depth + 1)));
}

export function badResponse(expected: string): AppError {
  return new AppError("PROVIDER_BAD_RESPONSE", `ApplicantStack's answer was expected to hold ${expected}.`);
}

function tooManyPages(what: string, calls: string): AppError {
  return new AppError(
    "UNSUPPORTED_BY_PROVIDER",
    `ApplicantStack does not list ${what}. To collect them from this account's records would take ${calls} calls; at most ${String(maxDerivedPages)} are made.`,
  );
}

/** A counter, as a number or as its digits; null for anything else. */
function count(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : null;
}
