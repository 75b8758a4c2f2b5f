import type { SandboxResponse } from "../core.js";
import { omit } from "../omit.js";
import { createRowWriter, jsonResponse } from "../response.js";
import { formFields } from "./application-form.js";
import { badRequest, notFound } from "./answers.js";
import { answerCursorPage, timeOf } from "./paging.js";
import type { Call, Route } from "./router.js";
import type { JobRow } from "./types.js";

export const jobRoutes: readonly Route[] = [
  { path: "/jobs", scope: "r_jobs", answer: listJobs },
  ofJob("", readJob),
  ofJob("/questions", (_, job) => jsonResponse(200, { questions: job.questions })),
  ofJob("/application_form", (_, job) => jsonResponse(200, { form_fields: formFields, questions: job.questions })),
  ofJob("/stages", (_, job) => jsonResponse(200, { stages: job.stages })),
  ofJob("/custom_attributes", () => jsonResponse(200, { custom_attributes: jobAttributes })),
  ofJob("/members", listJobMembers),
  ofJob("/recruiters", ({ data }) => jsonResponse(200, { recruiters: data.recruiters })),
];

/** Makes a route below a job, by default a read; an unknown shortcode is not found. */
export function ofJob(
  path: string,
  answer: (call: Call, job: JobRow) => SandboxResponse,
  scope = "r_jobs",
  rest: Pick<Route, "method"> = {},
): Route {
  return {
    ...rest,
    path: `/jobs/:${path}`,
    scope,
    answer: (call) => {
      const job = call.data.jobs.find((row) => row.shortcode === call.key);
      return job ? answer(call, job) : notFound;
    },
  };
}

const writeListed = createRowWriter(listedJob);
const textNames = ["description", "full_description", "requirements", "benefits"] as const;

function listedJob(job: JobRow) {
  return {
    ...omit(job, ["detail", "stages", "questions", "memberIds"]),
    sample: false,
    confidential: false,
    keywords: null,
  };
}

function listJobs({ request, query, data, context }: Call): SandboxResponse {
  const state = query.get("state");
  const createdAfter = timeOf(query, "created_after");
  const updatedAfter = timeOf(query, "updated_after");
  if (createdAfter === null || updatedAfter === null) return badRequest;
  const rows = data.jobs.filter(
    (job) =>
      (state === null || job.state === state) &&
      (createdAfter === undefined || Date.parse(job.created_at) > createdAfter) &&
      (updatedAfter === undefined || Date.parse(job.updated_at) > updatedAfter),
  );
  const wanted = query.get("include_fields")?.split(",") ?? [];
  const included = textNames.filter((name) => wanted.includes(name));
  const write = (job: JobRow) => {
    if (included.length === 0) return writeListed(job);
    const texts = Object.fromEntries(included.map((name) => [name, job.detail.texts[name]]));
    return JSON.stringify({ ...listedJob(job), ...texts });
  };
  return answerCursorPage({ request, envelope: "jobs", rows, write, nextUrl: `${context.baseUrl}/spi/v3/jobs` });
}

/** The detail lacks some keys of the list: `sample` and two of the location. */
function readJob(_: Call, job: JobRow): SandboxResponse {
  const location = omit(job.location, ["location_str", "workplace_type"]);
  return jsonResponse(200, { ...omit(listedJob(job), ["sample"]), location, ...job.detail.texts, ...job.detail.facts });
}

function listJobMembers({ data }: Call, job: JobRow): SandboxResponse {
  const members = data.members
    .filter((member) => job.memberIds.includes(member.id))
    .map(({ id, name, headline, email, role, type }) => ({
      id,
      name,
      headline,
      email,
      role,
      type,
      collaboration_role: role,
    }));
  return jsonResponse(200, { members });
}

const jobAttributes = [{ id: "ca1001", label: "Cost centre", type: "short_text", required: false, provider: "user" }];
