import { AppError } from "../../lib/errors.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import type { TimeoffBalance } from "../../schema/timeoff-balance.js";
import { mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource, ProviderSession } from "../provider.js";
import { balances, policies, policy } from "./sage-hr.client.js";
import { toTimeoffBalance, toTimeoffType } from "./sage-hr.leave.js";
import { keyIn, readMapped } from "./sage-hr.list.js";
import { lenient } from "./sage-hr.payload.js";

/** No account has as many policies; they all come at once. */
const mostPolicies = 1000;

export const timeoffTypes: ModelSource<"TimeoffType"> = {
  coverage: {
    name: "list",
    unit: "list",
    unitLabel: "list",
    color: "list",
    defaultAllowance: "list",
    maxCarryOver: "list",
    accrualLabel: "list",
  },
  list: {
    call: "GET /leave-management/policies",
    pageSize: mostPolicies,
    native: {},
    isWhole: true,
    async page(session) {
      const { rows, problems } = mapRows(await policies(session), "policies", (row) => toTimeoffType(row, Depth.LIST));
      return { drafts: rows, next: null, previous: null, total: rows.length, problems };
    },
  },
  get: {
    call: "GET /leave-management/policies/{id}",
    read: (session, key) => readMapped(policy(session, key), "policy", (row) => toTimeoffType(row, Depth.DETAIL)),
  },
};

const balanceCall = "GET /employees/{id}/leave-management/balances, GET /leave-management/policies";

export const timeoffBalances: ModelSource<"TimeoffBalance"> = {
  coverage: {
    available: "list",
    used: "list",
    unit: "list",
    unitLabel: "list",
    employeeRef: "list",
    typeRef: "list",
  },
  list: {
    call: balanceCall,
    pageSize: mostPolicies,
    calls: 2,
    native: {},
    requires: ["employee"],
    isWhole: true,
    async page(session, { conditions }) {
      const { rows, problems } = await readBalances(session, keyIn(conditions, "employee") ?? "");
      return { drafts: rows, next: null, previous: null, total: rows.length, problems };
    },
  },
  get: {
    call: balanceCall,
    calls: 2,
    async read(session, key) {
      const { rows } = await readBalances(session, key.slice(0, Math.max(0, key.indexOf("/"))));
      return rows.find((balance) => balance.key === key) ?? null;
    },
  },
};

async function readBalances(
  session: ProviderSession,
  employeeKey: string,
): Promise<{ rows: Draft<TimeoffBalance>[]; problems: string[] }> {
  const [own, units] = await Promise.all([balances(session, employeeKey), policiesByKey(session)]);
  const { rows, problems } = mapRows(own, "balances", (row) =>
    toTimeoffBalance(row, employeeKey, units.byKey.get(row.id("policy_id"))),
  );
  return { rows, problems: [...units.problems, ...problems] };
}

/** Only the policies tell the units. Figures without a unit are better than none, so that a failure costs the units alone. */
async function policiesByKey(
  session: ProviderSession,
): Promise<{ byKey: ReadonlyMap<string, PayloadReader>; problems: string[] }> {
  try {
    const { rows, problems } = mapRows(
      await policies(session),
      "policies",
      (row) => [row.id("id"), lenient(row)] as const,
    );
    return { byKey: new Map(rows), problems };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { byKey: new Map(), problems: [`the units of balances are not known: ${error.code}`] };
  }
}
