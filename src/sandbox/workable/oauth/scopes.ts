/** All scopes that Workable tells of, those of calls that the sandbox has not included, and what they allow in words. */
const scopeWords: ReadonlyMap<string, string> = new Map([
  ["r_jobs", "see the account, its members, stages and jobs"],
  ["r_candidates", "see candidates, their activities and files"],
  ["w_candidates", "create and change candidates"],
  ["w_comments", "comment on candidates"],
  ["r_offers", "see offers"],
  ["w_offers", "approve and reject offers"],
  ["r_requisitions", "see requisitions"],
  ["w_requisitions", "create and change requisitions"],
  ["r_account", "see departments, legal entities and employee fields"],
  ["w_departments", "change departments"],
  ["w_members", "invite and change members"],
  ["r_employees", "see employees and their documents"],
  ["w_employees", "create and change employees"],
  ["r_timeoff", "see time off"],
  ["w_timeoff", "request and decide time off"],
  ["r_time_tracking", "see time entries"],
  ["w_time_tracking", "create and change time entries"],
]);

/** The scopes of a text that separates them by spaces, each once; null when there is none or an unknown one. */
export function readScopes(text: string | null): string[] | null {
  const scopes = [...new Set((text ?? "").split(" ").filter((scope) => scope !== ""))];
  return scopes.length > 0 && scopes.every((scope) => scopeWords.has(scope)) ? scopes : null;
}

export function wordsOfScope(scope: string): string {
  return scopeWords.get(scope) ?? scope;
}
