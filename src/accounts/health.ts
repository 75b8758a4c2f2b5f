import type { Provider } from "../datasources/provider.js";
import type { WriteSession } from "../datasources/write.js";
import { AppError } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { deleteAccountIssues, upsertAccountIssue } from "../store/account-issues.js";
import type { AccountIssue } from "../store/account-issues.js";
import type { Store } from "../store/store.js";
import type { LinkedAccountRow } from "./linked-accounts.js";

export type Direction = "read" | "write";

/** Notes how accounts answer, model by model and direction by direction; an issue is raised once and ends with the next success. */
export interface Health {
  /** `error` is null for a success. Costs nothing while nothing changes, and never waits. */
  note(account: LinkedAccountRow, model: string, direction: Direction, error: unknown): void;
  /** Whether the account's credentials were refused since its row was read. */
  needsRelink(account: LinkedAccountRow): boolean;
  /** Waits for what is still being written. */
  settled(): Promise<void>;
}

interface HealthOptions {
  store: Store;
  providers: ReadonlyMap<string, Provider>;
  logger: Logger;
}

type Found = Omit<AccountIssue, "since">;

const whole = { model: "*", direction: "*" } as const;

export function createHealth({ store, providers, logger }: HealthOptions): Health {
  // What was noted since a row was read: the row that is read after the change tells it itself.
  const noted = new WeakMap<LinkedAccountRow, Map<string, AccountIssue["code"] | null>>();
  const writing = new Set<Promise<void>>();

  const codeAt = (account: LinkedAccountRow, { model, direction }: Pick<Found, "model" | "direction">) => {
    const own = noted.get(account)?.get(`${model} ${direction}`);
    if (own !== undefined) return own;
    return account.issues.find((issue) => issue.model === model && issue.direction === direction)?.code ?? null;
  };
  const write = (run: () => Promise<unknown>, accountId: string) => {
    const own = run()
      .then(
        () => undefined,
        (error: unknown) => {
          logger.warn({ err: error, accountId }, "could not note an account's health");
        },
      )
      .finally(() => writing.delete(own));
    writing.add(own);
  };

  return {
    note(account, model, direction, error) {
      const found = issueOf(error, model, direction, providers.get(account.provider));
      if (found === "nothing") return;
      const changed = (found ? [found] : [{ model, direction }, whole]).filter(
        (place) => codeAt(account, place) !== (found?.code ?? null),
      );
      if (changed.length === 0) return;
      const own = noted.get(account) ?? new Map<string, AccountIssue["code"] | null>();
      noted.set(account, own);
      for (const place of changed) own.set(`${place.model} ${place.direction}`, found?.code ?? null);
      write(async () => {
        await store.transaction(async (db) => {
          if (found) await upsertAccountIssue(db, account, found);
          else await deleteAccountIssues(db, account.id, changed);
        });
      }, account.id);
    },
    needsRelink: (account) => codeAt(account, whole) === "NEEDS_RELINK",
    settled: async () => {
      await Promise.all(writing);
    },
  };
}

/** The issue that an error is; null for a success, "nothing" for what says nothing of the account. */
function issueOf(
  error: unknown,
  model: string,
  direction: Direction,
  provider: Provider | undefined,
): Found | null | "nothing" {
  if (error === null) return null;
  if (!(error instanceof AppError)) return "nothing";
  switch (error.code) {
    case "ACCOUNT_NEEDS_RELINK":
      return { ...whole, code: "NEEDS_RELINK", hint: "The credentials no longer work. Link the account again." };
    case "FORBIDDEN":
      return { model, direction, code: "FORBIDDEN", hint: missingScope(provider, model, direction) };
    case "PROVIDER_UNAVAILABLE":
      // What was given up by us says nothing of the provider.
      return error.retryable
        ? { model, direction, code: "UNAVAILABLE", hint: "The provider does not answer." }
        : "nothing";
    case "NOT_FOUND":
    case "PROVIDER_REJECTED":
      return null;
    default:
      return "nothing";
  }
}

function missingScope(provider: Provider | undefined, model: string, direction: Direction): string {
  const scope = provider?.scopes?.[direction][model];
  return scope === undefined
    ? "The credentials do not cover this."
    : `The credentials lack the scope ${scope}. Link the account again with it.`;
}

/** A session whose calls are noted as uses of one model. */
export function watchSession(
  session: WriteSession,
  account: LinkedAccountRow,
  model: string,
  health: Health,
): WriteSession {
  const watch = async <Result>(direction: Direction, call: () => Promise<Result>): Promise<Result> => {
    try {
      const result = await call();
      health.note(account, model, direction, null);
      return result;
    } catch (error) {
      health.note(account, model, direction, error);
      throw error;
    }
  };
  return {
    ...session,
    get: (path, query) => watch("read", () => session.get(path, query)),
    send: (request) => watch("write", () => session.send(request)),
  };
}
