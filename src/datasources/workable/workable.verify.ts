import { AppError } from "../../lib/errors.js";
import type { ProviderSession, VerifiedAccount } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";

/** Reads the account, which every token with `r_jobs` may; a token for people's data alone is proved by a page of employees. */
export async function verify(client: WorkableClient, session: ProviderSession): Promise<VerifiedAccount> {
  try {
    const account = await client.account(session);
    return { displayName: account.text("name") };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== "FORBIDDEN") throw inWordsForPeople(error, session);
    return verifyByEmployees(client, session, error);
  }
}

async function verifyByEmployees(
  client: WorkableClient,
  session: ProviderSession,
  forbidden: AppError,
): Promise<VerifiedAccount> {
  try {
    await client.employees(session, { limit: 1 });
    return { displayName: null };
  } catch (error) {
    throw error instanceof AppError ? inWordsForPeople(error.code === "FORBIDDEN" ? forbidden : error, session) : error;
  }
}

function inWordsForPeople(error: AppError, session: ProviderSession): AppError {
  const { code, details } = error;
  const because = (message: string) => new AppError(code, message, { cause: error, details });
  switch (code) {
    case "ACCOUNT_NEEDS_RELINK":
      return because(
        `Workable refuses this token for "${session.account.subdomain}". It may be mistyped, expired, revoked, or another account's.`,
      );
    case "NOT_FOUND":
      return because(`There is no Workable account with the subdomain "${session.account.subdomain}".`);
    case "FORBIDDEN":
      return because("The token may read neither jobs nor employees. Give it the scope r_jobs or r_employees.");
    default:
      return error;
  }
}
