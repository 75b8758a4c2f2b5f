/** The words of the providers' addresses. A record of a call keeps no others: a segment may be a key, or somebody's name. */
const words = new Set(
  [
    "accounts activities actions api applicants application_form approvals attachment attributes balances candidate candidates categories",
    "clock-in comments compensations copy custom-fields custom_attributes departments disqualification_reasons disqualify documents employee_fields",
    "employees enable entries events files hire hires invite job jobs leave-management legal_entities members merge move note o offer offers",
    "orgchart out-of-office out-of-office-today performance permission_sets policies positions questions ratings recruiters recruitment rehire",
    "reports requests requisitions revert relocate stages subscriptions tags talent_pool teams terminated-employees termination-reasons terminations",
    "time-entries time-tracking timeoff timesheets update_custom_attribute_value work_schedules x",
  ].flatMap((line) => line.split(" ")),
);

/** An address as it may be kept: without its query, and with `{id}` for every segment that is no word of the providers'. */
export function pathTemplate(written: string): string {
  const [path = ""] = written.split("?", 1);
  return path.replace(/[^/]+/gu, (segment) => (words.has(segment) ? segment : "{id}"));
}
