import DataLoader from "dataloader";

import type { Principal } from "../accounts/api-keys.js";
import { requireScope } from "../accounts/authorise.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { ListSource } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Employee } from "../schema/employee.js";
import { models } from "../schema/models.js";
import { maxScannedPages } from "./account-walk.js";
import { askProvider } from "./ask-provider.js";
import { isHidden } from "./personal.js";
import type { ReadRequest } from "./read-request.js";
import { toRecord } from "./record.js";

// One for each request, so that all that it asks for comes into one walk.
const loaders = new WeakMap<ReadRequest, DataLoader<string, Employee | null>>();

/**
 * Finds the employee with a work e-mail address, compared without case: the first one, in the order of accounts and of their lists; null when there is none.
 * All addresses of a request are looked for in one walk. Throws FORBIDDEN, and for an address that was not found the first reason why it may be there all the same.
 */
export function employeeAtAddress(request: ReadRequest, address: string): Promise<Employee | null> {
  requireAddressScopes(request.principal);
  const loader = loaders.get(request) ?? new DataLoader((addresses) => findAll(request, addresses));
  loaders.set(request, loader);
  return loader.load(plain(address));
}

/** Throws FORBIDDEN when the API key may not find employees by their addresses. */
export function requireAddressScopes(principal: Principal): void {
  requireScope(principal, models.Employee.scope);
  if (isHidden(principal, "Employee", "workEmail"))
    throw new AppError("FORBIDDEN", "To find employees by workEmail needs an API key with the scope pii:read.");
}

/** The list in which an account's employees are looked for; undefined where it does not tell their work addresses. */
export function addressedEmployees(
  request: ReadRequest,
  account: LinkedAccountRow,
): ListSource<"Employee"> | undefined {
  const source = request.provider(account).models.Employee;
  return source?.coverage.workEmail === "list" && !source.list?.requires ? source.list : undefined;
}

async function findAll(request: ReadRequest, addresses: readonly string[]): Promise<(Employee | null | Error)[]> {
  const found = new Map<string, Employee>();
  let failure: Error | undefined;
  for (const account of request.accounts) {
    const list = addressedEmployees(request, account);
    const missing = new Set(addresses.filter((address) => !found.has(address)));
    if (!list || missing.size === 0) continue;
    try {
      await askProvider(account, () => findIn(request, account, list, missing, found));
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error("unreadable", { cause: error });
    }
  }
  return addresses.map((address) => found.get(address) ?? failure ?? null);
}

/** Looks through one account's list until nothing is missing. Throws when it could not look at every row and something still is. */
async function findIn(
  request: ReadRequest,
  account: LinkedAccountRow,
  list: ListSource<"Employee">,
  missing: Set<string>,
  found: Map<string, Employee>,
): Promise<void> {
  const session = await request.session(account, "Employee");
  let isWhole = true;
  let token: string | null | undefined;
  for (let pages = 0; pages < maxScannedPages && token !== null && missing.size > 0; pages++) {
    const page = await list.page(session, {
      conditions: {},
      limit: list.pageSize,
      ...(token !== undefined && { token }),
    });
    for (const draft of page.drafts) {
      if (!missing.delete(plain(draft.workEmail ?? ""))) continue;
      const employee = toRecord("Employee", account, draft);
      request.records.prime("Employee", account, employee);
      found.set(plain(draft.workEmail ?? ""), employee);
    }
    isWhole &&= page.problems.length === 0;
    token = page.next;
  }
  if (missing.size === 0) return;
  if (!isWhole) throw new AppError("PROVIDER_BAD_RESPONSE", "Some employees of this account cannot be read.");
  if (token !== null) throw tooMany(list);
}

function tooMany({ pageSize }: ListSource<"Employee">): AppError {
  const rows = String(maxScannedPages * pageSize);
  const message = `This account has more than ${rows} employees, too many to look for an address; refer to them by id.`;
  return new AppError("UNSUPPORTED_BY_PROVIDER", message);
}

function plain(address: string): string {
  return address.trim().toLowerCase();
}
