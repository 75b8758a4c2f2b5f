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

/** A plan of calls to one account; null for one that is not linked yet. */
export function toPlan(accountId: string | null, planned: readonly { call: string; times: number }[]): WritePlanReport {
  const asked = accountId === null ? null : accountGlobalId(accountId);
  return counted(
    planned.map(({ call, times }) => {
      const [method = "", ...path] = call.split(" ");
      return { accountId: asked, method, path: path.join(" "), times };
    }),
  );
}

/** A plan with further calls. */
export function withCalls({ calls }: WritePlanReport, further: readonly PlannedWriteCall[]): WritePlanReport {
  return counted([...calls, ...further]);
}

/** Calls of the same kind are counted together, at the place of the first. */
function counted(calls: readonly PlannedWriteCall[]): WritePlanReport {
  const kinds = new Map<string, PlannedWriteCall>();
  for (const call of calls) {
    const kind = JSON.stringify([call.accountId, call.method, call.path]);
    kinds.set(kind, { ...call, times: call.times + (kinds.get(kind)?.times ?? 0) });
  }
  return { calls: [...kinds.values()], total: calls.reduce((sum, { times }) => sum + times, 0) };
}

/** The calls of a step that makes several: those before the write come first, and are what may take more than one. */
function apart({ call, times }: { call: string; times: number | undefined }): { call: string; times: number }[] {
  const parts = call.split(", ");
  const total = times ?? parts.length;
  return parts.map((part, index) => ({ call: part, times: index === 0 ? total - (parts.length - 1) : 1 }));
}
