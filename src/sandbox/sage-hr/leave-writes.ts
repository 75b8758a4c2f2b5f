import { presentDay } from "./dates.js";
import { fullNameOf, isActive } from "./employee-state.js";
import { createdAnswer, invalid } from "./envelope.js";
import { createFieldReader, type FieldReader } from "./field-reader.js";
import { readLeavePeriod } from "./leave-period.js";
import { overlaps } from "./leave-reads.js";
import type { LeaveRequestRow, PolicyRow } from "./leave-rows.js";
import { nextId } from "./new-id.js";
import type { Write, Writes } from "./router.js";
import type { SageHrData } from "./rows.js";

/** Requests with these codes take no days. */
const voidCodes = ["declined", "canceled"];

export function createLeaveWrites(data: SageHrData): Writes {
  return { "POST api/leave-management/requests": createRequest(data) };
}

/** Asks for time off; a policy that approves by itself does so at once. */
function createRequest(data: SageHrData): Write {
  return (sent) => {
    const check = createFieldReader(sent.fields);
    const policy = policyIn(data, check);
    const employeeId = employeeIn(data, check);
    const period = readLeavePeriod(check);
    const details = policy?.flags["require_details"] ? check.required("details", check.text) : check.text("details");
    const replacement = replacementIn(data, check);
    const taken =
      period &&
      data.leaveRequests.some(
        (row) =>
          row.employee_id === employeeId &&
          !voidCodes.includes(row.status_code) &&
          overlaps(row, period.start_date, period.end_date),
      );
    if (taken) check.errors.push("Dates overlap with an existing request");
    if (!policy || employeeId === undefined || !period || check.errors.length > 0) return invalid(check.errors);
    const id = nextId(data.leaveRequests, (row) => row.id);
    data.leaveRequests.push({
      id,
      ...statusOf(policy),
      ...{ policy_id: policy.id, employee_id: employeeId, replacement, details: details ?? null },
      ...period,
      request_date: presentDay(),
      ...{ child_id: null, shared_person_name: null, shared_person_nin: null, fields: [] },
    });
    return createdAnswer(id);
  };
}

function statusOf({ flags }: PolicyRow): Pick<LeaveRequestRow, "status" | "status_code" | "approval_date"> {
  return flags["auto_approves"]
    ? { status: "Approved", status_code: "approved", approval_date: presentDay() }
    : { status: "Awaiting approval", status_code: "awaiting_approval", approval_date: null };
}

function policyIn(data: SageHrData, check: FieldReader): PolicyRow | undefined {
  const id = check.required("time_off_policy_id", check.integer);
  const policy = data.policies.find((row) => row.id === id);
  if (id !== undefined && !policy) check.errors.push("Time off policy must exist");
  return policy;
}

function employeeIn(data: SageHrData, check: FieldReader): number | undefined {
  const id = check.required("employee_id", check.integer);
  const exists = data.employees.some((row) => row.profile.id === id && isActive(row));
  if (id !== undefined && !exists) check.errors.push("Employee must exist");
  return id;
}

function replacementIn(data: SageHrData, check: FieldReader): LeaveRequestRow["replacement"] {
  const id = check.integer("replacement_id") ?? null;
  if (id === null) return null;
  const profile = data.employees.find((row) => row.profile.id === id && isActive(row))?.profile;
  if (!profile) check.errors.push("Replacement must exist");
  return profile ? { id, full_name: fullNameOf(profile) } : null;
}
