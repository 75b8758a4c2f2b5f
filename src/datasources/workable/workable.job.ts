import type { Draft } from "../../schema/draft.js";
import { JobStatus } from "../../schema/enums.js";
import type { Job } from "../../schema/job.js";
import { Depth } from "../../schema/provider-record.js";
import type { Address, Compensation, TextSection } from "../../schema/values.js";
import type { PayloadReader } from "../http/payload.js";
import type { ListPage, ListRequest, ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo, sinceQuery } from "./workable.conditions.js";
import { departmentRefOf, pickDepartment, toDepartment } from "./workable.department.js";
import { pageOf, readOrNull, recordOf, unknownKeys, wholePageOf } from "./workable.draft.js";
import { maxPageSize } from "./workable.paging.js";
import { jobStates, meaningOf, wordFor } from "./workable.vocabulary.js";

/** Jobs. Their pages begin at the job's id, which is not the shortcode that names a job elsewhere, so that pages keep their places. */
export function jobSource(client: WorkableClient): ModelSource<"Job"> {
  return {
    coverage: {
      title: "list",
      code: "list",
      status: "list",
      statusLabel: "list",
      workplaceType: "list",
      isRemote: "list",
      isConfidential: "list",
      locations: "list",
      compensation: "list",
      postingUrl: "list",
      applicationUrl: "list",
      departmentRef: "list",
      remoteCreatedAt: "list",
      remoteUpdatedAt: "list",
      extras: "list",
      description: "detail",
      sections: "detail",
      employmentType: "detail",
      category: "detail",
      experienceLevel: "detail",
      educationLevel: "detail",
    },
    mentions: { departmentRef: ["name"] },
    list: {
      call: "GET /jobs",
      pageSize: maxPageSize,
      // A job names its department by wording.
      further: [{ call: "GET /departments", if: "department" }],
      native: {
        status: ["eq"],
        department: ["eq"],
        remoteCreatedAt: ["gt", "gte"],
        remoteUpdatedAt: ["gt", "gte"],
      },
      page: (session, request) => readJobs(client, session, request),
    },
    get: {
      call: "GET /jobs/{shortcode}",
      read: (session, key) => readOrNull(async () => toJob(await client.job(session, key), Depth.DETAIL)),
    },
  };
}

async function readJobs(
  client: WorkableClient,
  session: ProviderSession,
  request: ListRequest,
): Promise<ListPage<"Job">> {
  const { conditions } = request;
  const state = wordFor(jobStates, conditions["status"]?.eq) ?? undefined;
  const page = await client.jobs(session, request, { state, ...sinceQuery(conditions, ["remoteCreatedAt"]) });
  const jobs = pageOf<"Job">(page, "jobs", (row) => toJob(row, Depth.LIST));
  const department = equalTo(conditions, "department");
  return department === undefined ? jobs : { ...jobs, drafts: await ofDepartment(client, session, jobs, department) };
}

async function ofDepartment(
  client: WorkableClient,
  session: ProviderSession,
  { drafts }: ListPage<"Job">,
  key: string,
): Promise<Draft<Job>[]> {
  const rows = await client.departments(session);
  const departments = wholePageOf<"Department">(rows, "departments", (row) => toDepartment(row, Depth.LIST)).drafts;
  return drafts.filter(({ departmentRef: ref }) => {
    if (!ref?.mention) return ref?.key === key;
    return ref.key === key || pickDepartment(departments, ref.mention())?.key === key;
  });
}

/** Maps a job as listed or as read by itself. */
export function toJob(row: PayloadReader, depth: Depth): Draft<Job> {
  const shortcode = row.id("shortcode");
  const job = recordOf(row, { key: shortcode, remoteId: shortcode, depth }, listFields(row), () => detailFields(row));
  return Object.assign(job, { extras: unknownKeys(row, documented) });
}

function listFields(row: PayloadReader) {
  return {
    title: () => row.text("title"),
    code: () => row.text("code"),
    status: () => statusOf(row.text("state")),
    statusLabel: () => row.text("state"),
    workplaceType: () => workplaceOf(row),
    isRemote: () => row.object("location")?.boolean("telecommuting") ?? isRemoteWord(workplaceOf(row)),
    isConfidential: () => row.boolean("confidential"),
    locations: () => locationsOf(row),
    compensation: () => compensationOf(row.object("salary")),
    postingUrl: () => row.url("url") ?? row.url("shortlink"),
    applicationUrl: () => row.url("application_url"),
    departmentRef: () => departmentRefOf(row),
    remoteCreatedAt: () => row.instant("created_at"),
    remoteUpdatedAt: () => row.instant("updated_at"),
  };
}

function detailFields(row: PayloadReader) {
  return {
    description: () => row.text("full_description") ?? row.text("description"),
    sections: () => sectionsOf(row),
    employmentType: () => row.text("employment_type"),
    category: () => row.text("function"),
    experienceLevel: () => row.text("experience"),
    educationLevel: () => row.text("education"),
  };
}

function statusOf(word: string | null): JobStatus | null {
  const status = meaningOf(jobStates, word);
  return status === undefined ? JobStatus.UNMAPPED : status;
}

function workplaceOf(row: PayloadReader): string | null {
  return row.text("workplace_type") ?? row.object("location")?.text("workplace_type") ?? null;
}

function isRemoteWord(workplace: string | null): boolean | null {
  return workplace === null ? null : workplace === "remote";
}

function sectionsOf(row: PayloadReader): TextSection[] {
  const parts = [
    { title: "Description", html: row.text("description") },
    { title: "Requirements", html: row.text("requirements") },
    { title: "Benefits", html: row.text("benefits") },
  ];
  return parts.filter(({ html }) => html !== null);
}

function locationsOf(row: PayloadReader): Address[] {
  const places = row.objects("locations");
  if (places.length > 0) return places.map(placeOf);
  const only = row.object("location");
  return only ? [onlyPlaceOf(only)] : [];
}

function placeOf(place: PayloadReader): Address {
  const city = place.text("city");
  const country = place.text("country_name");
  return {
    formatted: lineOf(city, country),
    city,
    country,
    countryCode: place.text("country_code"),
    state: place.text("state_code") ?? place.text("subregion"),
    postalCode: place.text("zip_code"),
  };
}

/** The shape of older jobs. The detail lacks the line that the list has; it is always city and country. */
function onlyPlaceOf(place: PayloadReader): Address {
  const city = place.text("city");
  const country = place.text("country");
  return {
    formatted: place.text("location_str") ?? lineOf(city, country),
    city,
    country,
    countryCode: place.text("country_code"),
    state: place.text("region") ?? place.text("region_code"),
    postalCode: place.text("zip_code"),
  };
}

function lineOf(...parts: (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(", ") || null;
}

function compensationOf(salary: PayloadReader | null): Compensation | null {
  if (!salary) return null;
  const min = salary.number("salary_from");
  const max = salary.number("salary_to");
  const currency = salary.text("salary_currency")?.toUpperCase() ?? null;
  return min === null && max === null && currency === null ? null : { min, max, currency };
}

const documented = new Set(
  `id title full_title shortcode code state sample confidential department department_hierarchy url application_url
  shortlink workplace_type location locations salary created_at updated_at keywords full_description description
  requirements benefits employment_type industry function experience education`.split(/\s+/u),
);
