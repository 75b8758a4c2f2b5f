import { createLocalJWKSet, errors } from "jose";
import type { JWTVerifyGetKey } from "jose";
import { z } from "zod";
import type { Logger } from "../lib/logger.js";

export type RemoteKeysOptions = {
  readonly url: string;
  readonly logger: Logger;
  /** A clock in ms that never goes back. */
  readonly now?: () => number;
};

/** The least time between two readings, so that tokens with made-up key ids cannot make us flood the issuer. */
export const cooldownMs = 5_000;
/** After this time keys are read anew beside the requests, so that one that the issuer has withdrawn is not trusted for ever. */
export const maxAgeMs = 600_000;
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const timeoutMs = 5_000;
const maxBytes = 1_048_576;

/**
 * The public keys of an issuer, read from its JWKS when they are first needed and when a token names one that is not known. While the issuer cannot be
 * reached, the known ones go on. What it returns throws a JOSEError for a key that there is not.
 */
export function createRemoteKeys({ url, logger, now = () => performance.now() }: RemoteKeysOptions): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let readAtMs = -Infinity;
  let triedAtMs = -Infinity;
  let reading: Promise<void> | undefined;

  const readOnce = async (): Promise<void> => {
    triedAtMs = now();
    try {
      keys = createLocalJWKSet(keySet.parse(JSON.parse(await fetchText(url))));
      readAtMs = now();
    } catch (error) {
      logger.warn({ reason: reasonOf(error) }, "could not read the keys of the JWT issuer");
    }
  };
  /** Never rejects. Those who come while it runs wait for the same reading; those who come too soon after it for none. */
  const read = async (): Promise<void> => {
    if (reading === undefined && now() - triedAtMs < cooldownMs) return;
    await (reading ??= readOnce().finally(() => (reading = undefined)));
  };

  return async (header, token) => {
    if (keys === undefined) await read();
    else if (now() - readAtMs >= maxAgeMs) void read();
    const known = keys;
    if (known === undefined) throw new errors.JWKSNoMatchingKey();
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await read();
      const renewed = keys;
      if (renewed === undefined || renewed === known) throw error;
      return renewed(header, token);
    }
  };
}

async function fetchText(url: string): Promise<string> {
  const headers = { accept: "application/json" };
  const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new UnreadableKeys(`status ${response.status}`);
  }
  const body: AsyncIterable<Uint8Array> = response.body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new UnreadableKeys(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

class UnreadableKeys extends Error {
  override readonly name = "UnreadableKeys";
}

/** Without the message of a failed parse, which quotes what was sent. */
function reasonOf(error: unknown): string {
  if (error instanceof UnreadableKeys) return error.message;
  if (!(error instanceof Error)) return "unknown";
  const cause = error.cause;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
}
