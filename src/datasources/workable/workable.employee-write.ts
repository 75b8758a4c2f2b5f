import type { Draft } from "../../schema/draft.js";
import type { Employee } from "../../schema/employee.js";
import { EmploymentStatus } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { StepResult, WriteAnswer, WritePlan, WriteSession, WriteSource, WriteStep } from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { rowFields, toListedEmployee } from "./workable.employee.js";
import { fromEmployee, ownFields } from "./workable.employee-input.js";
import { maxPageSize } from "./workable.paging.js";
import { createdBy, ifReadable, readAnswer } from "./workable.written.js";

const employeeFields = [
  ...(["firstName", "middleName", "lastName", "preferredName", "employeeNumber"] as const),
  ...(["workEmail", "personalEmail", "phone", "workPhone", "address", "jobTitle", "startDate", "dateOfBirth"] as const),
  ...(["gender", "maritalStatus", "nationality", "managerId", "groupIds", "customFields"] as const),
] as const;

/** New employees: drafts where the person is not yet with the company. */
export function newEmployeeWrite(client: WorkableClient): WriteSource<"createEmployee"> {
  return {
    accepts: [...employeeFields, "employmentType", "employmentStatus"],
    requires: ["firstName", "lastName"],
    actor: "optional",
    limits: [{ field: "employmentStatus", values: [EmploymentStatus.ACTIVE, EmploymentStatus.PENDING] }],
    remark: "Account tokens need an acting member who is HR administrator.",
    plan({ employmentStatus, customFields = [], ...person }, { actor }) {
      const fields = fromEmployee(person);
      const own = ownFields(customFields, "customFields", fields);
      const state = employmentStatus === EmploymentStatus.PENDING ? "draft" : "published";
      const addresses = [person.workEmail, person.personalEmail].filter((address) => address !== undefined);
      const step: WriteStep = {
        name: "employee",
        ...callOf("POST /employees", own.areToBeRead),
        send: async (session) => {
          const employee = { ...fields, ...(await own.resolve(client, session)) };
          const json = { member_id: actor ?? undefined, state, employee };
          const { body } = await client.createEmployee(session, json);
          return readAnswer(body, "new employee", asCreated);
        },
        ...(addresses.length > 0 && {
          find: {
            call: "GET /employees",
            calls: addresses.length + 1,
            // Rows do not tell when they were made; that there was none before is known from the search for doubles.
            look: async (session) =>
              (await employeesWith(client, session, addresses, person.lastName ?? "")).map(asCreated),
          },
        }),
      };
      return {
        steps: [step],
        carried: { Employee: Depth.LIST },
        ...(addresses.length > 0 && { existing: sameAddress(client, addresses, person.lastName ?? "") }),
        results: (_session, done) => {
          const created = createdBy(done, step.name);
          return done[step.name]?.drafts ?? (created ? [{ model: "Employee", key: created.key }] : []);
        },
      };
    },
  };
}

function asCreated(row: PayloadReader): StepResult {
  const draft = toListedEmployee(row);
  const { key } = draft;
  return { created: { model: "Employee", key }, drafts: [{ model: "Employee", key, draft }] };
}

function sameAddress(
  client: WorkableClient,
  addresses: readonly string[],
  lastName: string,
): NonNullable<WritePlan["existing"]> {
  return {
    call: "GET /employees",
    calls: addresses.length + 1,
    isRefusedByProvider: false,
    find: async (session) => {
      const [row] = await employeesWith(client, session, addresses, lastName);
      const draft = row && toListedEmployee(row);
      return draft ? { model: "Employee", key: draft.key, draft } : null;
    },
  };
}

/**
 * Employees who have one of the addresses, at work or in private. The name is searched for as well, because it is not documented that addresses at
 * work are searched through. The search matches parts of names too, so that rows are compared.
 */
async function employeesWith(
  client: WorkableClient,
  session: WriteSession,
  addresses: readonly string[],
  lastName: string,
): Promise<PayloadReader[]> {
  const wanted = new Set(addresses.map((address) => address.toLowerCase()));
  for (const text of [...addresses, lastName].filter((one) => one !== "")) {
    const page = await client.employeesFound(session, { limit: maxPageSize }, text);
    const rows = await readStrictly(() => Promise.resolve(readers(page.rows, "employees")));
    const found = rows.filter((row) =>
      [row.text("work_email"), row.text("email")].some((own) => own !== null && wanted.has(own.toLowerCase())),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** Changes of employees. */
export function employeeChangeWrite(client: WorkableClient): WriteSource<"updateEmployee"> {
  return {
    accepts: employeeFields,
    actor: "optional",
    remark: "Account tokens need an acting member who is HR administrator.",
    plan({ employeeId, customFields = [], ...person }, { actor }) {
      const fields = fromEmployee(person);
      const own = ownFields(customFields, "customFields", fields);
      return employeeChange(client, employeeId, actor, {
        areFieldsRead: own.areToBeRead,
        fieldsFor: async (session) => ({ ...fields, ...(await own.resolve(client, session)) }),
      });
    },
  };
}

interface Change {
  /** Whether the fields have to be read before. */
  areFieldsRead: boolean;
  fieldsFor: (session: WriteSession) => Promise<object>;
}

/** The plan of a change of one employee. */
export function employeeChange(
  client: WorkableClient,
  employeeId: string,
  actor: string | null,
  { areFieldsRead, fieldsFor }: Change,
): WritePlan {
  const step: WriteStep = {
    name: "employee",
    ...callOf("PATCH /employees/{id}", areFieldsRead),
    isRepeatable: true,
    send: async (session) => {
      const json = { member_id: actor ?? undefined, employee: await fieldsFor(session) };
      return changedEmployee(await client.updateEmployee(session, employeeId, json));
    },
  };
  return {
    steps: [step],
    carried: { Employee: rowFields.filter((field) => field !== "photoUrl") },
    results: (_session, done) => done[step.name]?.drafts ?? [{ model: "Employee", key: employeeId }],
  };
}

function callOf(write: string, areFieldsRead: boolean): Pick<WriteStep, "call" | "calls"> {
  return areFieldsRead ? { call: `GET /employee_fields, ${write}`, calls: 2 } : { call: write };
}

async function changedEmployee({ body }: WriteAnswer): Promise<StepResult> {
  const draft = await ifReadable(() => readAnswer(body, "employee", toChangedEmployee));
  return draft ? { drafts: [{ model: "Employee", key: draft.key, draft }] } : {};
}

/** Answers to changes are rows without the photo, which is therefore left open. */
function toChangedEmployee(row: PayloadReader): Draft<Employee> {
  return { ...toListedEmployee(row), photoUrl: undefined, depth: Depth.MENTION };
}
