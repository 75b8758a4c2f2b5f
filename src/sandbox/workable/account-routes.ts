import { jsonResponse } from "../response.js";
import { notFound } from "./answers.js";
import { answerCursorPage } from "./paging.js";
import type { Call, Route } from "./router.js";
import type { MemberRow } from "./types.js";

export const accountRoutes: readonly Route[] = [
  { path: "/accounts/:", scope: "r_jobs", answer: readAccount },
  { path: "/members", scope: "r_jobs", answer: listMembers },
  { path: "/recruiters", scope: "r_jobs", answer: ({ data }) => jsonResponse(200, { recruiters: data.recruiters }) },
  { path: "/stages", scope: "r_jobs", answer: ({ data }) => jsonResponse(200, { stages: data.stages }) },
  { path: "/departments", scope: "r_account", answer: ({ data }) => jsonResponse(200, data.departments) },
  { path: "/legal_entities", scope: "r_account", answer: ({ data }) => jsonResponse(200, data.legalEntities) },
  { path: "/events", scope: "r_jobs", answer: () => jsonResponse(200, { events: [] }) },
  {
    path: "/disqualification_reasons",
    scope: "r_jobs",
    answer: ({ data }) => jsonResponse(200, data.disqualificationReasons),
  },
  {
    path: "/custom_attributes",
    scope: "r_jobs",
    answer: ({ data }) => jsonResponse(200, { custom_attributes: data.customAttributes }),
  },
];

function readAccount({ data, key }: Call) {
  return key === data.account.subdomain ? jsonResponse(200, data.account) : notFound;
}

function listMembers({ request, query, data, context }: Call) {
  const shortcode = query.get("shortcode");
  const job = data.jobs.find((row) => row.shortcode === shortcode);
  const status = query.get("status") ?? "active";
  const matches = (name: "role" | "email" | "name", row: MemberRow) => {
    const wanted = query.get(name);
    return wanted === null || row[name] === wanted;
  };
  const rows = data.members.filter(
    (row) =>
      (status === "all" || row.active === (status === "active")) &&
      (shortcode === null || (job?.memberIds.includes(row.id) ?? false)) &&
      matches("role", row) &&
      matches("email", row) &&
      matches("name", row),
  );
  const nextUrl = `${context.baseUrl}/spi/v3/members`;
  return answerCursorPage({ request, envelope: "members", rows, write: (row) => JSON.stringify(row), nextUrl });
}
