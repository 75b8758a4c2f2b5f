import { createTokens, type TokenPair } from "./tokens.js";

/** What a user allows. */
export interface Permission {
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** What was allowed once: the family of all tokens that come of one code. */
export interface Grant extends Permission {
  readonly id: string;
}

export interface TokenRules {
  readonly accessTokenLifetimeSeconds: number;
  /** For how long after its first use a spent refresh token gives further pairs. */
  readonly refreshGraceMs: number;
  /** Whether a refresh ends the access token that came with the refresh token. */
  readonly refreshEndsAccessToken: boolean;
}

/** The rules that hold for a permission at present. */
export type RulesOf = (permission: Permission) => TokenRules;

/** The grants that are alive, and their tokens. Kept in memory only. */
export interface Grants {
  open(permission: Permission, rulesOf: RulesOf, at: number): { grant: Grant; pair: TokenPair };
  /** The next pair; null for an unknown token, and for a spent one, whose whole family ends with it. */
  refresh(refreshToken: string, rulesOf: RulesOf, at: number): TokenPair | null;
  /** The grant of an access token that is still good. */
  ofAccessToken(accessToken: string, at: number): Grant | null;
  /** The grant of any of its tokens, also of an expired or spent one. */
  ofToken(token: string): Grant | null;
  revoke(grant: Grant): void;
  readonly alive: () => Grant[];
  readonly expireAccessTokens: () => void;
  readonly refreshCount: () => number;
}

export function createGrants(): Grants {
  const alive = new Map<string, Grant>();
  const tokens = createTokens();
  let opened = 0;
  let refreshes = 0;
  const ifAlive = (grant: Grant | undefined) => (grant && alive.get(grant.id)) ?? null;
  const refresh: Grants["refresh"] = (text, rulesOf, at) => {
    const token = tokens.refresh.get(text);
    if (!token || !ifAlive(token.grant)) return null;
    const rules = rulesOf(token.grant);
    if (token.spentAt !== null && at >= token.spentAt + rules.refreshGraceMs) {
      alive.delete(token.grant.id);
      return null;
    }
    token.spentAt ??= at;
    if (rules.refreshEndsAccessToken) token.access.expiresAt = at;
    refreshes += 1;
    return tokens.give(token.grant, rules.accessTokenLifetimeSeconds, at);
  };
  return {
    open: (permission, rulesOf, at) => {
      opened += 1;
      const grant = { ...permission, id: `grant-${opened}` };
      alive.set(grant.id, grant);
      return { grant, pair: tokens.give(grant, rulesOf(grant).accessTokenLifetimeSeconds, at) };
    },
    refresh,
    ofAccessToken: (text, at) => {
      const token = tokens.access.get(text);
      return token && at < token.expiresAt ? ifAlive(token.grant) : null;
    },
    ofToken: (text) => ifAlive((tokens.access.get(text) ?? tokens.refresh.get(text))?.grant),
    revoke: (grant) => void alive.delete(grant.id),
    alive: () => [...alive.values()],
    expireAccessTokens: () => {
      for (const token of tokens.access.values()) token.expiresAt = 0;
    },
    refreshCount: () => refreshes,
  };
}
