/** What a link can ask for, in words for whoever allows it. */
const words = {
  "ats:read": "See jobs, candidates and applications",
  "ats:write": "Add candidates and notes, move applications",
  "hris:read": "See employees, teams and time off",
  "hris:write": "Change employees and time off",
  "pii:read": "See personal details, such as phone numbers",
} as const;

export type LinkScope = keyof typeof words;

export const linkScopes = Object.keys(words).filter(isLinkScope);

export function isLinkScope(text: string): text is LinkScope {
  return Object.hasOwn(words, text);
}

/** What scopes allow, a line each. */
export function inPlainWords(scopes: readonly string[]): string[] {
  return linkScopes.filter((scope) => scopes.includes(scope)).map((scope) => words[scope]);
}
