import { EmploymentStatus } from "../../schema/enums.js";
import type { ProviderSession } from "../provider.js";
import type { StepResults, WriteInputs, WriteSource, WriteStep } from "../write.js";
import { employeesPage } from "./sage-hr.client.js";
import { customFieldSteps } from "./sage-hr.custom-field-write.js";
import {
  isAnySent,
  personalFields,
  personalInputs,
  placeFields,
  placeInputs,
  wordLimits,
} from "./sage-hr.employee-fields.js";
import type { Fields } from "./sage-hr.employee-fields.js";
import { isSameEmail, isSameText, rowsToSearch } from "./sage-hr.search.js";
import type { Row } from "./sage-hr.search.js";
import { createdIn, givenId, madeBy } from "./sage-hr.send.js";

/** Employees are searched up to this many pages of fifty. */
const mostSearchedPages = 20;
const search = { call: "GET /employees", calls: mostSearchedPages };

/** A new employee takes few fields; the others follow in a change. No mail of welcome is sent. */
export const createEmployee: WriteSource<"createEmployee"> = {
  accepts: ["workEmail", "jobTitle", "employmentStatus", ...personalInputs, ...placeInputs, "customFields"],
  requires: ["workEmail", "firstName", "lastName"],
  limits: [{ field: "employmentStatus", values: [EmploymentStatus.ACTIVE] }, ...wordLimits],
  remark:
    "Without startDate the employment begins today. Manager, team, number and custom fields are set by calls of their own.",
  plan(input) {
    const fields = { email: input.workEmail, position_title: input.jobTitle, ...personalFields(input) };
    const place = placeFields(input);
    const made = (done: StepResults) => madeBy(done, "employee");
    return {
      steps: [
        creation(fields, input),
        ...(isAnySent(place) ? [changeStep("details", made, place)] : []),
        ...customFieldSteps(made, input.customFields ?? [], "customFields"),
      ],
      existing: {
        ...search,
        isRefusedByProvider: true,
        find: async (session) => {
          const [row] = await employeesOf(session, input.workEmail ?? "");
          return row ? recordOf(row) : null;
        },
      },
      results: (_session, done) => [{ model: "Employee", key: made(done) }],
    };
  },
};

export const updateEmployee: WriteSource<"updateEmployee"> = {
  accepts: [...personalInputs, ...placeInputs, "customFields"],
  limits: wordLimits,
  remark: "E-mail addresses and job titles cannot be changed.",
  plan(input) {
    const key = String(givenId(input.employeeId, "employeeId"));
    const fields = { ...personalFields(input), ...placeFields(input) };
    return {
      steps: [
        ...(isAnySent(fields) ? [changeStep("employee", () => key, fields)] : []),
        ...customFieldSteps(() => key, input.customFields ?? [], "customFields"),
      ],
      results: () => [{ model: "Employee", key }],
    };
  },
};

function creation(fields: Fields, { workEmail = "", firstName, lastName }: WriteInputs["createEmployee"]): WriteStep {
  return {
    name: "employee",
    call: "POST /employees",
    async send(session) {
      return createdIn(await session.send({ method: "POST", path: "/employees", body: { json: fields } }), "Employee");
    },
    find: {
      ...search,
      // When somebody was made is not told; but nobody else can have the address, and the name tells one who had it before.
      async look(session) {
        const rows = await employeesOf(session, workEmail);
        const own = rows.filter(
          (row) => isSameText(row["first_name"], firstName) && isSameText(row["last_name"], lastName),
        );
        return own.map((row) => ({ created: recordOf(row) }));
      },
    },
  };
}

function changeStep(name: string, employeeOf: (done: StepResults) => string, fields: Fields): WriteStep {
  return {
    name,
    call: "PUT /employees/{id}",
    async send(session, done) {
      await session.send({ method: "PUT", path: `/employees/${employeeOf(done)}`, body: { json: fields } });
      return {};
    },
    isRepeatable: true,
  };
}

/** Those who work there and have an address. */
async function employeesOf(session: ProviderSession, email: string): Promise<Row[]> {
  const rows = await rowsToSearch(session, employeesPage, mostSearchedPages);
  return rows.filter((row) => isSameEmail(row["email"], email));
}

function recordOf(row: Row) {
  return { model: "Employee", key: String(row["id"]) } as const;
}
