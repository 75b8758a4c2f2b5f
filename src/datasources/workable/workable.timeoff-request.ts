import type { Draft } from "../../schema/draft.js";
import { DayPart, TimeoffStatus, TimeoffUnit } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import type { Approver, TimeoffRequest } from "../../schema/timeoff-request.js";
import type { TimeoffPart } from "../../schema/values.js";
import type { PayloadReader } from "../http/payload.js";
import type { Conditions, ListPage, ListRequest, ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo } from "./workable.conditions.js";
import { byKey, mentionOf, pageOf, readOrNull, recordOf, splitKey } from "./workable.draft.js";
import { badResponse, maxPageSize } from "./workable.paging.js";
import type { Query } from "./workable.paging.js";
import { unitOf } from "./workable.timeoff.js";
import { rangeOf, widestRange } from "./workable.timeoff-range.js";
import { meaningOf, timeoffStates, wordFor } from "./workable.vocabulary.js";

/** How many pages are looked through for one request of one employee. */
export const maxPages = 5;

/** Time-off requests, by the days that they touch. */
export function timeoffRequestSource(client: WorkableClient): ModelSource<"TimeoffRequest"> {
  return {
    coverage: {
      status: "list",
      statusLabel: "list",
      startDate: "list",
      endDate: "list",
      amount: "list",
      unit: "list",
      unitLabel: "list",
      parts: "list",
      approvers: "list",
      employeeRef: "list",
      typeRef: "list",
      remoteUpdatedAt: "list",
    },
    mentions: { typeRef: ["name"] },
    list: {
      call: "GET /timeoff/requests",
      pageSize: maxPageSize,
      native: {
        employee: ["eq"],
        type: ["eq"],
        status: ["eq", "in"],
        startDate: ["eq", "in", "gt", "gte", "lt", "lte"],
      },
      isBackward: true,
      last: (session, { conditions, limit }) =>
        client.lastTimeoffRequestsToken(session, limit, requestQuery(conditions, session.now()).query),
      page: (session, request) => readRequests(client, session, request),
    },
    get: {
      call: "GET /timeoff/requests?employee_id={employee}",
      calls: maxPages,
      read: (session, key) => readOrNull(() => findRequest(client, session, key)),
    },
  };
}

async function readRequests(
  client: WorkableClient,
  session: ProviderSession,
  request: ListRequest,
): Promise<ListPage<"TimeoffRequest">> {
  const { query, range } = requestQuery(request.conditions, session.now());
  const rows = await client.timeoffRequests(session, request, query);
  const page = pageOf<"TimeoffRequest">(rows, "requests", (row) => toTimeoffRequest(row, Depth.LIST));
  // The provider counts what touches the days, among it what began before.
  const total = request.conditions["startDate"] || !isExact(request.conditions["status"], query) ? null : page.total;
  return { ...page, total, range };
}

function requestQuery(conditions: Conditions, now: Date) {
  const range = rangeOf(conditions["startDate"], now);
  const query: Query = {
    from_date: range.from,
    to_date: range.to,
    employee_id: equalTo(conditions, "employee"),
    category_ids: listOf(equalTo(conditions, "type")),
    states: statesOf(conditions["status"]),
  };
  return { query, range };
}

function listOf(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

/** Undefined when a wanted status has no word: then all states are asked for, and rows are tested. */
function statesOf(status: Conditions[string] | undefined): string[] | undefined {
  const wanted = status?.eq !== undefined ? [status.eq] : (status?.in ?? []);
  const words = wanted.map((one) => wordFor(timeoffStates, one));
  return words.length > 0 && words.every((word) => word !== null) ? words : undefined;
}

function isExact(status: Conditions[string] | undefined, query: Query): boolean {
  return status === undefined || query["states"] !== undefined;
}

/** There is no call for one request, so that its key names the employee too. */
export async function findRequest(
  client: WorkableClient,
  session: ProviderSession,
  key: string,
): Promise<Draft<TimeoffRequest> | null> {
  const range = widestRange(session.now());
  const query = { employee_id: splitKey(key).parent, from_date: range.from, to_date: range.to };
  if (query.employee_id === "") return null;
  let request: { token?: string; limit: number } = { limit: maxPageSize };
  for (let pages = 0; pages < maxPages; pages++) {
    const rows = await client.timeoffRequests(session, request, query);
    const page = pageOf<"TimeoffRequest">(rows, "requests", (row) => toTimeoffRequest(row, Depth.DETAIL));
    const found = byKey<"TimeoffRequest">(page.drafts, key);
    if (found || page.next === null) return found;
    request = { limit: maxPageSize, token: page.next };
  }
  throw badResponse("The employee has more time-off requests than are looked through for one.");
}

/** Maps a request. Its dates are the employee's local days, without a zone. */
export function toTimeoffRequest(row: PayloadReader, depth: Depth): Draft<TimeoffRequest> {
  const id = row.id("id");
  const employeeId = row.id("employee_id");
  const request = recordOf(
    row,
    { key: `${employeeId}/${id}`, remoteId: id, depth },
    {
      status: () => statusOf(row.text("state")),
      statusLabel: () => row.text("state"),
      startDate: () => row.date("from_date"),
      endDate: () => row.date("to_date"),
      amount: () => row.number("requesting_total"),
      unit: () => unitOf(row.text("timeoff_tracking_unit")),
      unitLabel: () => row.text("timeoff_tracking_unit"),
      parts: () => partsOf(row),
      approvers: () => row.objects("pending_approvals").map(approverOf),
      typeRef: () => typeRefOf(row.text("category_name")),
      remoteUpdatedAt: () => row.instant("updated_at"),
    },
  );
  return { ...request, employeeRef: { key: employeeId } };
}

function statusOf(word: string | null): TimeoffStatus | null {
  const status = meaningOf(timeoffStates, word);
  return status === undefined ? TimeoffStatus.UNMAPPED : status;
}

function typeRefOf(name: string | null) {
  return name === null ? null : { key: null, mention: () => mentionOf(null, { name }) };
}

function partsOf(row: PayloadReader): TimeoffPart[] {
  if (unitOf(row.text("timeoff_tracking_unit")) === TimeoffUnit.HOURS) return spanOf(row);
  return row.objects("half_days").map((part) => ({ date: part.date("date"), half: halfOf(part.text("half")) }));
}

/** What is counted in hours has its clock times in the dates. Over several days it is no part of one. */
function spanOf(row: PayloadReader): TimeoffPart[] {
  const date = row.date("from_date");
  const startTime = clockIn(row.text("from_date"));
  const endTime = clockIn(row.text("to_date"));
  if (date !== row.date("to_date") || startTime === null || endTime === null || startTime === endTime) return [];
  return [{ date, half: null, startTime, endTime }];
}

function clockIn(local: string | null): string | null {
  return /T(\d{2}:\d{2})/u.exec(local ?? "")?.[1] ?? null;
}

const halves: Readonly<Record<string, DayPart>> = { first: DayPart.FIRST, second: DayPart.SECOND };

function halfOf(word: string | null): DayPart | null {
  return meaningOf(halves, word) ?? null;
}

function approverOf(approval: PayloadReader): Approver {
  return { remoteId: approval.id("approver_id"), approvalRemoteId: approval.text("id") };
}
