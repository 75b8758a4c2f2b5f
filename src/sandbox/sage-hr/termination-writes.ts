import { jsonResponse } from "../response.js";
import { presentDay } from "./dates.js";
import { isActive } from "./employee-state.js";
import { freshBalance, replaceEmployee } from "./employee-writes.js";
import { dataAnswer, invalid, notFound } from "./envelope.js";
import { createFieldReader } from "./field-reader.js";
import type { Write, Writes } from "./router.js";
import type { SageHrData } from "./rows.js";

export function createTerminationWrites(data: SageHrData): Writes {
  return {
    "POST api/employees/:id/terminations": terminate(data),
    "POST api/employees/:id/rehire": rehire(data),
  };
}

/** Ends an employment with its last day; until a day to come is there the person stays among the active. */
function terminate(data: SageHrData): Write {
  return (sent, id) => {
    const row = data.employees.find((employee) => employee.profile.id === id && isActive(employee));
    if (!row) return notFound();
    const check = createFieldReader(sent.fields);
    const date = check.required("date", check.date);
    const reasonId = check.required("termination_reason_id", check.integer);
    const reason = data.terminationReasons.find((known) => known.id === reasonId);
    if (reasonId !== undefined && !reason) check.errors.push("Termination reason must exist");
    const comments = check.text("comments") ?? "";
    if (date === undefined || !reason || check.errors.length > 0) return invalid(check.errors);
    const ended = { date, reason: reason.name, comments };
    const isToCome = date > presentDay();
    replaceEmployee(data, { ...row, termination: isToCome ? null : ended, leaving: isToCome ? ended : null });
    return jsonResponse(201, { data: {} });
  };
}

/** Begins a new employment of somebody who has left. */
function rehire(data: SageHrData): Write {
  return (sent, id) => {
    const row = data.employees.find((employee) => employee.profile.id === id);
    if (!row) return notFound();
    const check = createFieldReader(sent.fields);
    if (isActive(row)) check.errors.push("Employee is not terminated");
    const date = check.required("date", check.date);
    check.text("comments");
    if (date === undefined || check.errors.length > 0) return invalid(check.errors);
    const held = data.policies.filter(({ id: policyId }) => row.balances.some((known) => known.policy_id === policyId));
    replaceEmployee(data, {
      ...row,
      profile: { ...row.profile, employment_start_date: date },
      balances: check.flag("start_fresh") ? held.map(freshBalance) : row.balances,
      termination: null,
      leaving: null,
    });
    return dataAnswer({});
  };
}
