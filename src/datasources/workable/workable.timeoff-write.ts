import { DayPart, TimeoffStatus } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type {
  StepResult,
  StepResults,
  WriteInputs,
  WriteSession,
  WriteSource,
  WriteStep,
  WrittenRecord,
} from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { isSince } from "./workable.lost-answer.js";
import { maxPageSize } from "./workable.paging.js";
import { refusal } from "./workable.refusals.js";
import { findRequest, maxPages, toTimeoffRequest } from "./workable.timeoff-request.js";
import { ifReadable, readAnswer } from "./workable.written.js";

type Request = WriteInputs["createTimeoffRequest"];

/** Requests for time off. */
export function timeoffWrite(client: WorkableClient): WriteSource<"createTimeoffRequest"> {
  return {
    accepts: ["parts", "note"],
    actor: "optional",
    limits: [{ field: "note", maxLength: 140 }],
    remark: "Account tokens need an acting member. Times are taken for one day alone.",
    plan(input, { actor }) {
      const { employeeId, typeId, note } = input;
      const period = periodOf(input);
      const json = { category_id: typeId, ...period, employee_id: employeeId, member_id: actor ?? undefined, note };
      const step: WriteStep = {
        name: "request",
        call: "POST /timeoff/requests",
        send: async (session) => {
          const { body } = await client.createTimeoffRequest(session, json);
          return readAnswer(body, "new time-off request", asCreated);
        },
        find: {
          call: "GET /timeoff/requests",
          look: async (session, sentAt) => {
            const rows = await sameRequests(client, session, input);
            return rows.filter((row) => isSince(row.instant("updated_at"), sentAt)).map(asCreated);
          },
        },
      };
      return { steps: [step], carried, results: (_session, done) => requestOf(done, step.name) };
    },
  };
}

/** Answers are requests as a single one is read. */
const carried = { TimeoffRequest: Depth.DETAIL };

function asCreated(row: PayloadReader): StepResult {
  const draft = toTimeoffRequest(row, Depth.DETAIL);
  const { key } = draft;
  return { created: { model: "TimeoffRequest", key }, drafts: [{ model: "TimeoffRequest", key, draft }] };
}

function requestOf(done: StepResults, step: string): readonly WrittenRecord[] {
  const result = done[step];
  if (result?.drafts) return result.drafts;
  return result?.created ? [{ model: "TimeoffRequest", key: result.created.key }] : [];
}

/** Requests of the same employee and category over exactly the same time. */
async function sameRequests(client: WorkableClient, session: WriteSession, input: Request): Promise<PayloadReader[]> {
  const { employeeId, typeId, startDate, endDate } = input;
  const { from_date, to_date } = periodOf(input);
  const query = { employee_id: employeeId, category_ids: [typeId], from_date: startDate, to_date: endDate };
  const page = await client.timeoffRequests(session, { limit: maxPageSize }, query);
  const isSame = (found: string | null, sent: string) => found?.slice(0, minuteLength) === sent.slice(0, minuteLength);
  return readStrictly(() =>
    Promise.resolve(
      readers(page.rows, "requests").filter(
        (row) => isSame(row.text("from_date"), from_date) && isSame(row.text("to_date"), to_date),
      ),
    ),
  );
}

const minuteLength = "YYYY-MM-DDTHH:MM".length;

/** The days and what is off of them. Throws an InputRefusal for parts that are no days of the request, or no parts. */
function periodOf({ startDate, endDate, parts = [] }: Request) {
  if (endDate < startDate) throw new InputRefusal("The last day is before the first.", ["endDate"]);
  const outside = parts.findIndex(({ date }) => date < startDate || date > endDate);
  if (outside !== -1) throw new InputRefusal("The day is not of the request.", ["parts", String(outside), "date"]);
  const counted = parts.findIndex(({ hours }) => hours !== undefined);
  if (counted !== -1) {
    const field = [...partAt(counted), "hours"];
    throw new InputRefusal("Workable counts the hours of a half day itself.", field, "UNSUPPORTED_BY_PROVIDER");
  }
  const span = parts.find(({ half }) => half === undefined);
  if (!span) {
    const days = parts.map(({ date, half }) => ({ date, half: half === DayPart.FIRST ? "first" : "second" }));
    const half_days = days.length === 0 ? undefined : days;
    return { from_date: localTime(startDate, "00:00"), to_date: localTime(endDate, "00:00"), half_days };
  }
  const { startTime = "", endTime = "" } = span;
  if (!isClock(startTime) || !isClock(endTime) || endTime <= startTime) {
    throw new InputRefusal("Give `half`, or `startTime` before `endTime` as HH:MM.", partAt(parts.indexOf(span)));
  }
  if (startDate !== endDate || parts.length > 1) {
    throw new InputRefusal("Workable takes times for a request of one day, and one span.", ["parts"]);
  }
  return { from_date: localTime(startDate, startTime), to_date: localTime(endDate, endTime), half_days: undefined };
}

const partAt = (index: number) => ["parts", String(index)];

function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/u.test(text);
}

/** Workable's dates are local, without a zone. */
function localTime(day: string, clock: string): string {
  return `${day}T${clock}:00.000`;
}

const decisions = {
  APPROVE: { word: "approved", opposite: TimeoffStatus.DECLINED },
  DECLINE: { word: "rejected", opposite: TimeoffStatus.APPROVED },
} as const;

/** Decisions about the first approval of a request that is still open. */
export function decisionWrite(client: WorkableClient): WriteSource<"decideTimeoffRequest"> {
  return {
    accepts: [],
    actor: "optional",
    remark:
      "Account tokens need an acting member. Where several people have to approve, one call decides for the first who has not.",
    plan: ({ timeoffRequestId: key, decision }, { actor }) => {
      const { word, opposite } = decisions[decision];
      const step: WriteStep = {
        name: "decision",
        call: "GET /timeoff/requests, PATCH /timeoff/approvals/{key}",
        calls: maxPages + 1,
        send: async (session, _done, note) => {
          const approval = await openApproval(client, session, key);
          await note(approval.id);
          const json = { state: word, approver_id: approval.approverId, member_id: actor ?? undefined };
          const { body } = await client.decideApproval(session, approval.id, json);
          const draft = await ifReadable(() =>
            readAnswer(body, "request", (row) => toTimeoffRequest(row, Depth.DETAIL)),
          );
          return draft ? { drafts: [{ model: "TimeoffRequest", key, draft }] } : {};
        },
        find: {
          call: "GET /timeoff/requests",
          calls: maxPages,
          look: async (session, _sentAt, _done, decided) => {
            // The decision is sent only once it is noted about which approval it is.
            const draft = decided === undefined ? null : await findRequest(client, session, key);
            if (!draft || draft.status === opposite) return [];
            const isOpen = draft.approvers?.some(({ approvalRemoteId }) => approvalRemoteId === decided);
            return isOpen === false ? [{ drafts: [{ model: "TimeoffRequest", key, draft }] }] : [];
          },
        },
      };
      return {
        steps: [step],
        carried,
        results: (_session, done) => done[step.name]?.drafts ?? [{ model: "TimeoffRequest", key }],
      };
    },
  };
}

/** The approval to decide; requests do not name it, so that it is looked up. */
async function openApproval(client: WorkableClient, session: WriteSession, key: string) {
  const request = await findRequest(client, session, key);
  if (!request) throw refusal("NOT_FOUND", "timeoffRequestId", "Workable has no such time-off request.");
  for (const { remoteId, approvalRemoteId } of request.approvers ?? []) {
    if (approvalRemoteId != null) return { id: approvalRemoteId, approverId: remoteId };
  }
  throw refusal("CONFLICT", "timeoffRequestId", "Nobody is left to decide about this request.");
}
