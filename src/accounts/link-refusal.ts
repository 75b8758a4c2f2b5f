import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { LinkProblem } from "./link-fields.js";
import { ownFields } from "./link-fields.js";

type Named = Pick<Provider, "name" | "credentials">;

/**
 * What a person can do about credentials that the provider did not accept, and at which field; null for failures that are not theirs to mend, and for
 * what is no AppError.
 */
export function refusalOf(error: unknown, provider: Named, subdomain: string): LinkProblem | null {
  if (!(error instanceof AppError)) return null;
  const secret = ownFields(provider).find(({ isSecret }) => isSecret);
  const field = secret?.name ?? null;
  const key = secret?.label ?? "key";
  switch (error.code) {
    case "ACCOUNT_NEEDS_RELINK":
      return {
        field,
        message: `The key was not accepted. Check that you copied all of it, that it is still valid, and that it belongs to “${subdomain}”.`,
      };
    case "FORBIDDEN":
      return {
        field,
        message: `${provider.name} knows this ${key}, but it may not read anything. Ask an administrator for one with more rights.`,
      };
    case "NOT_FOUND":
      return {
        field: "subdomain",
        message: `${provider.name} knows no account “${subdomain}”. Check the address for a typing mistake.`,
      };
    case "PROVIDER_BAD_RESPONSE":
    case "PROVIDER_REJECTED":
      return {
        field: "subdomain",
        message: `${provider.name} did not answer as it should at “${subdomain}”. Check the address for a typing mistake.`,
      };
    case "BAD_USER_INPUT":
    case "CONFLICT":
      return { field: error.details.field ?? null, message: error.message };
    default:
      return null;
  }
}

/** What to tell a person of a failure that is not theirs. */
export function failureInWords(error: unknown, { name }: Pick<Provider, "name">): string {
  if (error instanceof AppError && error.code === "PROVIDER_RATE_LIMITED")
    return `${name} asks for a pause. Nothing is wrong with what you entered; try again in a minute.`;
  if (error instanceof AppError && error.code === "PROVIDER_UNAVAILABLE")
    return `${name} could not be reached just now. Nothing is wrong with what you entered; try again in a few minutes.`;
  return "Something went wrong on our side, and nothing was linked. Please try again.";
}
