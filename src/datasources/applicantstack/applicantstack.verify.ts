import { AppError } from "../../lib/errors.js";
import type { ProviderSession, VerifiedAccount } from "../provider.js";
import { jobsResource, readPage } from "./applicantstack.client.js";
import { isTimeZone } from "./applicantstack.local-time.js";

/** Reads one page of jobs, because the API has no call for the account itself. */
export async function verify(session: ProviderSession): Promise<VerifiedAccount> {
  const { timeZone } = session.account.settings;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new AppError("BAD_USER_INPUT", "The time zone is not known; give a name such as America/New_York.");
  }
  try {
    await readPage(session, jobsResource, 1);
  } catch (error) {
    throw error instanceof AppError ? inWordsForPeople(error) : error;
  }
  return { displayName: null };
}

function inWordsForPeople(error: AppError): AppError {
  const { code, details } = error;
  const say = (message: string) => new AppError(code, message, { cause: error, details });
  if (code === "ACCOUNT_NEEDS_RELINK") return say("ApplicantStack refuses this access token at this subdomain.");
  // The addresses of nobody's subdomains lead to a page of the vendor's main site.
  if (code === "NOT_FOUND" || isRedirect(details.status)) {
    return say("There is no ApplicantStack account at this subdomain.");
  }
  if (code === "PROVIDER_BAD_RESPONSE") {
    return say("ApplicantStack did not answer as its API does at this subdomain; check the subdomain.");
  }
  return error;
}

function isRedirect(status = 0): boolean {
  return status >= 300 && status < 400;
}
