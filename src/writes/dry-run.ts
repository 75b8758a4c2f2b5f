import type { WritePlan } from "../datasources/write.js";
import type { PlannedWriteCall, WritePlanReport } from "../schema/writes/payload.js";

/**
 * The calls of a plan when nothing goes wrong: the search for a duplicate, where one is made, the steps, and what is read of what they made.
 * `searched` is how many calls that search has just taken.
 */
export function callsOf({ steps, existing, resultCalls = [] }: WritePlan, searched: number): WritePlanReport {
  const search = existing && !existing.isRefusedByProvider ? [{ call: existing.call, times: searched }] : [];
  const sent = steps.map((step) => ({ call: step.call, times: step.calls }));
  const shown = resultCalls.map((call) => ({ call, times: 1 }));
  return toPlan([...search, ...sent, ...shown].flatMap(apart));
}

/** Calls of the same kind are counted together. */
export function toPlan(planned: readonly (string | { call: string; times: number })[]): WritePlanReport {
  const calls: PlannedWriteCall[] = [];
  for (const one of planned) {
    const { call, times } = typeof one === "string" ? { call: one, times: 1 } : one;
    const [method = "", ...path] = call.split(" ");
    const same = calls.find((known) => known.method === method && known.path === path.join(" "));
    if (same) same.times += times;
    else calls.push({ method, path: path.join(" "), times });
  }
  return { calls, total: calls.reduce((sum, { times }) => sum + times, 0) };
}

/** The calls of a step that makes several: those before the write come first, and are what may take more than one. */
function apart({ call, times }: { call: string; times: number | undefined }): { call: string; times: number }[] {
  const parts = call.split(", ");
  const total = times ?? parts.length;
  return parts.map((part, index) => ({ call: part, times: index === 0 ? total - (parts.length - 1) : 1 }));
}
