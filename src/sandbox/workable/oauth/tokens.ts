import type { Grant } from "./grants.js";
import { createToken } from "./token-text.js";

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
}

export interface AccessToken {
  readonly grant: Grant;
  expiresAt: number;
}

export interface RefreshToken {
  readonly grant: Grant;
  /** The access token that came with it. */
  readonly access: AccessToken;
  /** When it was used first. */
  spentAt: number | null;
}

/** The tokens that were ever given: expired and spent ones stay known, so that their use is seen. */
export interface Tokens {
  readonly access: ReadonlyMap<string, AccessToken>;
  readonly refresh: ReadonlyMap<string, RefreshToken>;
  give(grant: Grant, lifetimeSeconds: number, at: number): TokenPair;
}

export function createTokens(): Tokens {
  const access = new Map<string, AccessToken>();
  const refresh = new Map<string, RefreshToken>();
  return {
    access,
    refresh,
    give: (grant, lifetimeSeconds, at) => {
      const token = { grant, expiresAt: at + lifetimeSeconds * 1000 };
      const [accessToken, refreshToken] = [createToken("at"), createToken("rt")];
      access.set(accessToken, token);
      refresh.set(refreshToken, { grant, access: token, spentAt: null });
      return { accessToken, refreshToken, expiresInSeconds: lifetimeSeconds, scopes: grant.scopes };
    },
  };
}
