import type { TokenRules } from "./grants.js";
import type { ReachedAccount } from "./users.js";

const defaultLifetimeSeconds = 7200;

/**
 * Reads the rules out of the shared host's settings as they are now. The reached accounts' own
 * `accessTokenLifetimeSeconds` go first, the shortest of them.
 */
export function readTokenRules(settings: Record<string, unknown>, accounts: readonly ReachedAccount[]): TokenRules {
  const lifetimes = accounts.flatMap((account) => durationOf(account.settings, "accessTokenLifetimeSeconds") ?? []);
  const lifetime = lifetimes.length > 0 ? Math.min(...lifetimes) : durationOf(settings, "accessTokenLifetimeSeconds");
  return {
    accessTokenLifetimeSeconds: lifetime ?? defaultLifetimeSeconds,
    refreshGraceMs: durationOf(settings, "refreshGraceMs") ?? 0,
    refreshEndsAccessToken: settings["refreshEndsAccessToken"] === true,
  };
}

function durationOf(settings: Record<string, unknown>, name: string): number | undefined {
  const value = settings[name];
  return typeof value === "number" && value >= 0 ? value : undefined;
}
