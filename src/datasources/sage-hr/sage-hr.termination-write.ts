import { AppError } from "../../lib/errors.js";
import type { LocalDate } from "../../schema/scalars.js";
import { isObject } from "../http/payload.js";
import { withRejection } from "../http/translate.js";
import type { ProviderSession } from "../provider.js";
import type { LostAnswerSearch, WriteSource } from "../write.js";
import { employee, readAllRows, terminatedEmployee, terminationReasonsPage } from "./sage-hr.client.js";
import { unknownReason } from "./sage-hr.refusals.js";
import { givenId } from "./sage-hr.send.js";
import { addDays } from "./sage-hr.windows.js";

/** Of fifty each. */
const mostReasonPages = 2;

export const terminateEmployee: WriteSource<"terminateEmployee"> = {
  accepts: ["reasonId", "note"],
  requires: ["reasonId"],
  remark:
    "The reason is one of the account's, by its id, name or code. Until the last day of work the person stays among the active.",
  plan({ employeeId, date, reasonId = "", note }) {
    const key = String(givenId(employeeId, "employeeId"));
    const isId = /^\d{1,15}$/.test(reasonId);
    const call = "POST /employees/{id}/terminations";
    return {
      steps: [
        {
          name: "termination",
          ...(isId ? { call } : { call: `GET /termination-reasons, ${call}`, calls: mostReasonPages + 1 }),
          async send(session) {
            const reason = isId ? Number(reasonId) : await reasonOf(session, reasonId);
            const json = { date, termination_reason_id: reason, comments: note };
            await session.send({ method: "POST", path: `/employees/${key}/terminations`, body: { json } });
            return {};
          },
          find: lostTermination(key, date),
        },
      ],
      results: () => [{ model: "Employee", key }],
    };
  },
};

export const rehireEmployee: WriteSource<"rehireEmployee"> = {
  accepts: ["note", "startFresh"],
  plan({ employeeId, date, note, startFresh }) {
    const key = String(givenId(employeeId, "employeeId"));
    const json = { date, comments: note, start_fresh: startFresh };
    return {
      steps: [
        {
          name: "rehire",
          call: "POST /employees/{id}/rehire",
          async send(session) {
            await session.send({ method: "POST", path: `/employees/${key}/rehire`, body: { json } });
            return {};
          },
          find: {
            call: "GET /employees/{id}",
            async look(session) {
              return dayIn(await employee(session, key), "employment_start_date") === date ? [{}] : [];
            },
          },
        },
      ],
      results: () => [{ model: "Employee", key }],
    };
  },
};

/** The id of the reason of that name or code. Throws an AppError that tells the names there are. */
async function reasonOf(session: ProviderSession, word: string): Promise<unknown> {
  const rows = await readAllRows(session, terminationReasonsPage, mostReasonPages, "reading the termination reasons");
  const reasons = rows.filter(isObject);
  const isMeant = (value: unknown) =>
    typeof value === "string" && value.trim().toLowerCase() === word.trim().toLowerCase();
  const found = reasons.find(({ name, code }) => isMeant(name) || isMeant(code));
  if (found) return found["id"];
  const names = reasons.map(({ name }) => name).filter((name) => typeof name === "string");
  throw withRejection(
    new AppError("PROVIDER_REJECTED", "Sage HR has no such termination reason."),
    unknownReason(names),
  );
}

/** Who has left is found among them. Before the last day has passed everywhere, not being there says nothing. */
function lostTermination(key: string, date: LocalDate): LostAnswerSearch {
  return {
    call: "GET /terminated-employees/{id}",
    async look(session) {
      const left = await terminatedEmployee(session, key);
      if (left !== null) return dayIn(left, "termination_date") === date ? [{}] : [];
      const today = session.now().toISOString().slice(0, 10);
      if (addDays(date, 1) < today) return [];
      const retryAfterSeconds = Math.ceil((Date.parse(addDays(date, 2)) - session.now().getTime()) / 1000);
      throw new AppError("UNSUPPORTED_BY_PROVIDER", "Sage HR tells of a termination only when its day has passed.", {
        details: { retryAfterSeconds },
      });
    },
  };
}

function dayIn(record: unknown, name: string): string | null {
  const day: unknown = isObject(record) ? record[name] : undefined;
  return typeof day === "string" ? day.slice(0, 10) : null;
}
