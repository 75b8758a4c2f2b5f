import type { SandboxResponse } from "../core.js";
import { notFound } from "./answers.js";
import type { Call, Route } from "./router.js";
import type { CandidateRow } from "./types.js";

/** Makes a route below a candidate, by default a read; an unknown id is not found. */
export function ofCandidate(
  path: string,
  answer: (call: Call, row: CandidateRow) => SandboxResponse,
  { scope = "r_candidates", ...rest }: Partial<Pick<Route, "method" | "scope">> = {},
): Route {
  return {
    ...rest,
    path: `/candidates/:${path}`,
    scope,
    answer: (call) => {
      const isKey = (row: CandidateRow) => row.id === call.key;
      const row = call.data.candidates.find(isKey) ?? call.data.talentPool.find(isKey);
      return row ? answer(call, row) : notFound;
    },
  };
}

/** Makes a write below a candidate. */
export function writeToCandidate(
  method: NonNullable<Route["method"]>,
  path: string,
  answer: (call: Call, row: CandidateRow) => SandboxResponse,
  scope: Route["scope"] = "w_candidates",
): Route {
  return ofCandidate(path, answer, { method, scope });
}
