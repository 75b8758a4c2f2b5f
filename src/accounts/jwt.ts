import { createHash } from "node:crypto";
import { errors, jwtVerify } from "jose";
import type { JWTPayload, JWTVerifyGetKey } from "jose";
import { z } from "zod";
import type { Logger } from "../lib/logger.js";
import { createRemoteKeys } from "./jwks.js";
import { isScope } from "./scopes.js";
import type { Scope } from "./scopes.js";

/** Whose tokens are accepted, for whom they must be made, and where their keys are. */
export type JwtSettings = { readonly issuer: string; readonly audience: string; readonly jwksUrl: string };

/** What a valid token says; whether the workspace and the accounts exist is not known here. */
export type VerifiedToken = {
  /** A hash of issuer and subject: it tells two callers apart and names neither. */
  readonly keyId: string;
  readonly workspace: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Global ids or external ids; null for all accounts of the workspace. */
  readonly accounts: readonly string[] | null;
};

export type JwtVerifier = {
  /** Null for anything but a valid token; the reason is in the debug log. */
  readonly verify: (token: string) => Promise<VerifiedToken | null>;
};

type JwtVerifierOptions = JwtSettings & {
  readonly logger: Logger;
  readonly keys?: JWTVerifyGetKey;
  /** Epoch ms. */
  readonly now?: () => number;
};

const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
const toleranceSeconds = 30;
const maxLifetimeSeconds = 24 * 60 * 60;

const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  iat: z.number().optional(),
  scope: z.string().optional(),
  hiregraph_workspace: z.string().min(1),
  hiregraph_accounts: z.array(z.string()).optional(),
});

/** Verifies tokens that another system signs with a private key; secrets that both sides know are not accepted. */
export function createJwtVerifier(options: JwtVerifierOptions): JwtVerifier {
  const { issuer, audience, jwksUrl, logger, now = Date.now } = options;
  const keys = options.keys ?? createRemoteKeys({ url: jwksUrl, logger });
  return {
    verify: async (token) => {
      try {
        const nowMs = now();
        const { payload } = await jwtVerify(token, keys, {
          ...{ issuer, audience, algorithms, clockTolerance: toleranceSeconds, currentDate: new Date(nowMs) },
          requiredClaims: ["exp", "sub"],
        });
        return toVerifiedToken(issuer, payload, nowMs / 1000);
      } catch (error) {
        logger.debug(reasonOf(error), "refused a JWT");
        return null;
      }
    },
  };
}

function toVerifiedToken(issuer: string, payload: JWTPayload, nowSeconds: number): VerifiedToken {
  const { sub, exp, iat, scope = "", hiregraph_workspace, hiregraph_accounts } = claims.parse(payload);
  if (iat !== undefined && iat > nowSeconds + toleranceSeconds) throw new TokenRefused("issued in the future");
  const lifetimes = [exp - (iat ?? exp), exp - nowSeconds - toleranceSeconds];
  if (Math.max(...lifetimes) > maxLifetimeSeconds) throw new TokenRefused("valid for more than 24 hours");
  return {
    keyId: createHash("sha256")
      .update(JSON.stringify([issuer, sub]))
      .digest("hex")
      .slice(0, 32),
    workspace: hiregraph_workspace,
    scopes: new Set(scope.split(" ").filter(isScope)),
    accounts: hiregraph_accounts ?? null,
  };
}

class TokenRefused extends Error {
  override readonly name = "TokenRefused";
}

/** Codes and names of claims: messages of other errors may quote the token. */
function reasonOf(error: unknown): { reason: string; claim?: string } {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
    return { reason: error.code, claim: error.claim };
  if (error instanceof errors.JOSEError) return { reason: error.code };
  if (error instanceof z.ZodError) return { reason: "a claim is malformed", claim: String(error.issues[0]?.path[0]) };
  return { reason: error instanceof TokenRefused ? error.message : "unreadable" };
}
