import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import type { LateSource, ModelSource } from "../../datasources/provider.js";
import type { ModelName } from "../../schema/model-name.js";
import { accountGlobalId } from "../../schema/relay/global-id.js";

/** Calls of one account and path, as `extensions.plan` tells them. */
export interface PlannedCall {
  accountId: string;
  method: string;
  /** The path with its parameters in braces, as the provider's documentation has it. */
  path: string;
  /** The greatest number of them. */
  times: number;
  /** How many there are when the records pointed at stand on the first pages of their lists, and no row is sifted out. */
  likely: number;
}

export interface Plan {
  calls: PlannedCall[];
  total: number;
  likely: number;
}

/** A declared call: templates with commas between them, and how many calls they are together. */
export interface DeclaredCall {
  call: string;
  calls?: number | undefined;
}

export interface Times {
  times: number;
  likely: number;
}

export interface PlanLedger {
  /** Adds calls. With `once`, equal reads of one request: the greatest number under that word counts, in place of the sum. */
  add(account: LinkedAccountRow, declared: DeclaredCall, times: Times, once?: string): void;
  /** Adds records of one model that are read by key; all of them may come into one batch. */
  batch(account: LinkedAccountRow, model: ModelName, source: ModelSource<ModelName>, keys: Keys): void;
  plan(): Plan;
}

/** Adds what late fields of records under one word may take: the shared call, which is usually enough, and one for each. */
export function addLate<Name extends ModelName>(
  ledger: PlanLedger,
  account: LinkedAccountRow,
  { call, callEach }: LateSource<Name>,
  records: number,
  word: string,
): void {
  ledger.add(account, { call }, { times: 1, likely: 1 }, "late");
  if (callEach !== undefined) ledger.add(account, { call: callEach }, { times: records, likely: 0 }, `${word} late`);
}

/** How many records are read by key, and of how many of them the detail is needed as well. */
export interface Keys {
  count: number;
  details: number;
}

interface Batch extends Keys {
  account: LinkedAccountRow;
  source: ModelSource<ModelName>;
}

/** Adds up the calls that an operation may make. */
export function createPlanLedger(): PlanLedger {
  const entries = new Map<string, PlannedCall>();
  const counted = new Map<string, Times>();
  const batches = new Map<string, Batch>();

  function enter(accountId: string, template: string, { times, likely }: Times): void {
    if (times <= 0) return;
    const [method = "", target = ""] = template.split(" ", 2);
    const path = target.split("?", 1).join();
    const name = `${accountId} ${method} ${path}`;
    const entry = entries.get(name) ?? { accountId: accountGlobalId(accountId), method, path, times: 0, likely: 0 };
    entries.set(name, { ...entry, times: entry.times + times, likely: entry.likely + likely });
  }

  function add({ id }: LinkedAccountRow, { call, calls = 1 }: DeclaredCall, wanted: Times, once?: string): void {
    const added = once === undefined ? wanted : beyond(counted, `${id} ${call} ${once}`, wanted);
    const templates = call.split(", ");
    templates.forEach((template, index) => {
      const each = index === 0 ? Math.max(1, calls - templates.length + 1) : 1;
      // How many of the calls that a page may take it usually takes is not declared; the first of each is.
      enter(id, template, { times: added.times * each, likely: added.likely });
    });
  }

  return {
    add,
    batch(account, model, source, { count, details }) {
      const name = `${account.id} ${model}`;
      const known = batches.get(name) ?? { account, source, count: 0, details: 0 };
      batches.set(name, { ...known, count: known.count + count, details: known.details + details });
    },
    plan() {
      for (const batch of batches.values()) addBatch(add, batch);
      batches.clear();
      const calls = [...entries.values()];
      const sum = (of: "times" | "likely") => calls.reduce((total, call) => total + call[of], 0);
      return { calls, total: sum("times"), likely: sum("likely") };
    },
  };
}

function beyond(counted: Map<string, Times>, name: string, wanted: Times): Times {
  const known = counted.get(name) ?? { times: 0, likely: 0 };
  const most = { times: Math.max(known.times, wanted.times), likely: Math.max(known.likely, wanted.likely) };
  counted.set(name, most);
  return { times: most.times - known.times, likely: most.likely - known.likely };
}

/** The batch planner's own bound: as many pages as records are wanted, and each record that they did not hold by itself. */
function addBatch(add: PlanLedger["add"], { account, source, count, details }: Batch): void {
  const { list, get } = source;
  if (count === 1 && get) {
    add(account, get, { times: 1, likely: 1 }, onceOf(source, get));
    return;
  }
  const pages = list && !list.requires ? pagesOf(count, list.pageSize, list.isWhole === true) : null;
  if (list && pages) add(account, list, pages, list.isWhole ? "whole" : undefined);
  if (!get) return;
  add(account, get, { times: count, likely: pages ? 0 : count }, onceOf(source, get));
  if (details > 0) add(account, get, { times: details, likely: details }, onceOf(source, get));
}

function pagesOf(count: number, pageSize: number, isWhole: boolean): Times {
  return isWhole ? { times: 1, likely: 1 } : { times: count, likely: Math.ceil(count / pageSize) };
}

/** A single record that is picked from the whole list takes a read that all of them share. */
function onceOf({ list }: ModelSource<ModelName>, { call }: DeclaredCall): string | undefined {
  return list?.isWhole && !list.requires && !call.includes("{") ? "whole" : undefined;
}
