import { DayPart } from "../../schema/enums.js";
import type { LocalDate } from "../../schema/scalars.js";
import { isObject } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import { InputRefusal } from "../write.js";
import type { LostAnswerSearch, WriteInputs, WriteSource } from "../write.js";
import { leaveRequestsPage, readAllRows } from "./sage-hr.client.js";
import { createdIn, givenId, madeBy } from "./sage-hr.send.js";
import { addDays, longestSpan } from "./sage-hr.windows.js";

type Input = WriteInputs["createTimeoffRequest"];
type Part = NonNullable<Input["parts"]>[number];

const mostSearchedPages = 10;
const hour = 3_600_000;

export const createTimeoffRequest: WriteSource<"createTimeoffRequest"> = {
  accepts: ["parts", "note"],
  limits: [{ field: "parts", maxItems: 1 }],
  remark:
    "Part of a day only for requests of one day: a half with its hours, or startTime and endTime. The policy may ask for a note, and may approve at once.",
  plan(input) {
    const { typeId, employeeId, note } = input;
    const [policy, employee] = [givenId(typeId, "typeId"), givenId(employeeId, "employeeId")];
    const json = { time_off_policy_id: policy, employee_id: employee, ...daysFrom(input), details: note };
    return {
      steps: [
        {
          name: "request",
          call: "POST /leave-management/requests",
          async send(session) {
            const request = { method: "POST", path: "/leave-management/requests", body: { json } } as const;
            return createdIn(await session.send(request), "TimeoffRequest");
          },
          find: lostRequest(policy, employee, input),
        },
      ],
      results: (_session, done) => [{ model: "TimeoffRequest", key: madeBy(done, "request") }],
    };
  },
};

function daysFrom({ startDate, endDate, parts = [] }: Input) {
  if (endDate < startDate) throw new InputRefusal("The last day lies before the first.", ["endDate"]);
  const [part, ...others] = parts;
  if (startDate !== endDate) {
    if (part) throw refusal("Sage HR takes parts of days only for requests of one day.");
    return { type: "multi", date_from: startDate, date_to: endDate };
  }
  if (part === undefined) return { type: "single", date: startDate, part_of_day: "all_day" };
  if (others.length > 0 || part.date !== startDate) throw refusal("Give one part, of the day that is asked for.");
  return { type: "single", date: startDate, ...partFrom(part) };
}

/** How many hours half a day has only the employee's own working time would tell. */
function partFrom({ half, hours, startTime, endTime }: Part) {
  if (startTime !== undefined && endTime !== undefined && hours === undefined) {
    const times = { time_from: timeFrom(startTime, "startTime"), time_to: timeFrom(endTime, "endTime") };
    return { part_of_day: "specific_timespan", ...times };
  }
  if (half === undefined || hours === undefined || startTime !== undefined || endTime !== undefined) {
    const message = "Sage HR takes part of a day as `half` with its `hours`, or from `startTime` to `endTime`.";
    throw new InputRefusal(message, ["parts", "0"]);
  }
  if (!(hours > 0 && hours < 24)) throw new InputRefusal("Half a day has more than 0 hours.", ["parts", "0", "hours"]);
  return { part_of_day: half === DayPart.FIRST ? "first_part_of_day" : "second_part_of_day", hours };
}

/** `09:30` as `9:30`. */
function timeFrom(time: string, field: string): string {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours !== undefined && minutes !== undefined) return `${Number(hours)}:${minutes}`;
  throw new InputRefusal("A time is local, as HH:MM.", ["parts", "0", field]);
}

function refusal(message: string): InputRefusal {
  return new InputRefusal(message, ["parts"], "UNSUPPORTED_BY_PROVIDER");
}

function lostRequest(policy: number, employee: number, { startDate, endDate }: Input): LostAnswerSearch {
  const asked = { policy_id: policy, employee_id: employee, start_date: startDate, end_date: endDate };
  return {
    call: "GET /leave-management/requests",
    calls: mostSearchedPages,
    async look(session, sentAt) {
      const rows = (await requestsAround(session, startDate, endDate)).filter(isObject);
      return rows
        .filter((row) => Object.entries(asked).every(([name, value]) => row[name] === value))
        .filter((row) => String(row["request_date"]) >= firstDayOf(sentAt))
        .sort((left, right) => Number(left["id"]) - Number(right["id"]))
        .map((row) => ({ created: { model: "TimeoffRequest", key: String(row["id"]) } }));
    },
  };
}

function requestsAround(session: ProviderSession, from: LocalDate, endDate: LocalDate): Promise<unknown[]> {
  const latest = addDays(from, longestSpan);
  const read = (own: ProviderSession, page: number) =>
    leaveRequestsPage(own, page, from, endDate < latest ? endDate : latest);
  return readAllRows(session, read, mostSearchedPages, "looking for a request");
}

/** The day of a moment where it is earliest; requests are dated by the account's own clock. */
function firstDayOf(sentAt: Date): LocalDate {
  return new Date(sentAt.getTime() - 12 * hour).toISOString().slice(0, 10);
}
