import type { Principal } from "./api-keys.js";
import type { Scope } from "./scopes.js";
import { AppError } from "../lib/errors.js";

/** Throws FORBIDDEN, naming the scope, when the API key lacks it. */
export function requireScope(principal: Principal, scope: Scope): void {
  if (!principal.scopes.has(scope)) throw new AppError("FORBIDDEN", `This needs an API key with the scope ${scope}.`);
}

const accountScopes: readonly Scope[] = ["ats:read", "hris:read", "accounts:manage"];

/** Throws FORBIDDEN when the API key may neither read records nor manage accounts, so that it has no business with accounts and providers. */
export function requireAccountScope(principal: Principal): void {
  if (accountScopes.some((scope) => principal.scopes.has(scope))) return;
  throw new AppError("FORBIDDEN", `This needs an API key with one of the scopes ${accountScopes.join(", ")}.`);
}
