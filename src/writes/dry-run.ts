import type { WritePlan } from "../datasources/write.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import type { PlannedWriteCall, WritePlanReport } from "../schema/writes/payload.js";

/**
 * The calls of a plan when nothing goes wrong: the search for a duplicate, where one is made, the steps, and what is read of what they made.
 * `searched` is how many calls that search has just taken.
 */
export function callsOf(
  accountId: string,
  { steps, existing, resultCalls = [] }: WritePlan,
  searched: number,
): WritePlanReport {
  const search = existing && !existing.isRefusedByProvider ? [{ call: existing.call, times: searched }] : [];
  const sent = steps.map((step) => ({ call: step.call, times: step.calls }));
  const shown = resultCalls.map((call) => ({ call, times: 1 }));
  return toPlan(accountId, [...search, ...sent, ...shown].flatMap(apart));
}

/** Calls of the same kind are counted together. */
export function toPlan(accountId: string | null, planned: readonly { call: string; times: number }[]): WritePlanReport {
  const asked = accountId === null ? null : accountGlobalId(accountId);
  const calls: PlannedWriteCall[] = [];
  for (const { call, times } of planned) {
    const [method = "", ...path] = call.split(" ");
    const same = calls.find((known) => known.method === method && known.path === path.join(" "));
    if (same) same.times += times;
    else calls.push({ accountId: asked, method, path: path.join(" "), times });
  }
  return { calls, total: calls.reduce((sum, { times }) => sum + times, 0) };
}

/** A plan with further calls, counted with those of the same kind. */
export function withCalls({ calls, total }: WritePlanReport, further: readonly PlannedWriteCall[]): WritePlanReport {
  const all = calls.map((call) => ({ ...call }));
  for (const { accountId, method, path, times } of further) {
    const same = all.find((known) => known.accountId === accountId && known.method === method && known.path === path);
    if (same) same.times += times;
    else all.push({ accountId: accountId ?? null, method, path, times });
  }
  return { calls: all, total: total + further.reduce((sum, { times }) => sum + times, 0) };
}

/** The calls of a step that makes several: those before the write come first, and are what may take more than one. */
function apart({ call, times }: { call: string; times: number | undefined }): { call: string; times: number }[] {
  const parts = call.split(", ");
  const total = times ?? parts.length;
  return parts.map((part, index) => ({ call: part, times: index === 0 ? total - (parts.length - 1) : 1 }));
}
