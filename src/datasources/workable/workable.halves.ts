import { AppError } from "../../lib/errors.js";
import type { ErrorCode } from "../../lib/errors.js";
import type { ModelName } from "../../schema/model-name.js";
import type { ListPage } from "../provider.js";

/** Failures of one half that are its own. A limit, an outage or an abort befalls both, and is told as such. */
const ownFailures: ReadonlySet<ErrorCode> = new Set([
  "FORBIDDEN",
  // Which of 401 and 403 a missing scope gives is not documented.
  "ACCOUNT_NEEDS_RELINK",
  "NOT_FOUND",
  "PROVIDER_REJECTED",
  "PROVIDER_BAD_RESPONSE",
]);

/** Joins lists that take a call each. One that fails is told in the problems; when all fail, the first failure is thrown. */
export async function joinHalves<Name extends ModelName>(
  halves: readonly { what: string; read: Promise<ListPage<Name>> }[],
): Promise<ListPage<Name>> {
  const settled = await Promise.allSettled(halves.map(({ read }) => read));
  const failures = settled.flatMap((half) => (half.status === "rejected" ? [errorIn(half.reason)] : []));
  const grave = failures.find((failure) => !isOwn(failure)) ?? (failures.length === halves.length ? failures[0] : null);
  if (grave) throw grave;
  const pages = settled.flatMap((half) => (half.status === "fulfilled" ? [half.value] : []));
  const lost = settled.flatMap((half, index) =>
    half.status === "rejected" ? [`${halves[index]?.what ?? ""}: ${errorIn(half.reason).message}`] : [],
  );
  const drafts = pages.flatMap((page) => page.drafts);
  const problems = [...pages.flatMap((page) => page.problems), ...lost];
  return { drafts, problems, next: null, previous: null, total: lost.length === 0 ? drafts.length : null };
}

function isOwn(failure: Error): boolean {
  return failure instanceof AppError && ownFailures.has(failure.code);
}

function errorIn(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("A list could not be read.", { cause: reason });
}
