import type { Principal } from "./api-keys.js";
import type { Scope } from "./scopes.js";
import { AppError } from "../lib/errors.js";

/** Throws FORBIDDEN, naming the scope, when the API key lacks it. */
export function requireScope(principal: Principal, scope: Scope): void {
  if (!principal.scopes.has(scope)) throw new AppError("FORBIDDEN", `This needs an API key with the scope ${scope}.`);
}
