import type { LookupAddress } from "node:dns";
import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { expect, vi } from "vitest";
import {
  createGuardedFetch,
  type FetchedFile,
  type FileOptions,
  type GuardedFetch,
} from "../../../src/datasources/http/guarded-fetch.js";
import type { AppError } from "../../../src/lib/errors.js";
import { startCanary, type Canary } from "./canary.js";
import { failureOf } from "./http-world.js";

/** What the host names of a test resolve to, one answer a lookup; the last one stays. */
type Zone = Record<string, string[][]>;

export const host = "files.example.test";
const canaries: Canary[] = [];
const fetches: GuardedFetch[] = [];
/** Every failure of a test, looked through for what must not be in it. */
const seen: AppError[] = [];
/** The names that a test had resolved. */
export const lookups: string[] = [];

/** What each test ends with. */
export async function endWorld(): Promise<void> {
  for (const fetch of fetches.splice(0)) fetch.close();
  await Promise.all(canaries.splice(0).map((canary) => canary.stop()));
  lookups.length = 0;
  for (const error of seen.splice(0)) {
    expect(inspect(error, { depth: 12, showHidden: true })).not.toMatch(/made-up-secret|example\.test|RequestError/u);
  }
}

export async function canary(listener: RequestListener = (_, outgoing) => outgoing.end("%PDF-1.7")): Promise<Canary> {
  return keep(await startCanary(listener));
}

export function keep(started: Canary): Canary {
  canaries.push(started);
  return started;
}

/** A guarded fetch whose names lead where the zone says. */
export function guarded(allow: string[] = [], zone: Zone = { [host]: [["127.0.0.1"]] }): GuardedFetch {
  const fetch = createGuardedFetch({
    userAgent: "hiregraph-test",
    allow,
    lookup: (name, options, callback) => {
      expect(options.all).toBe(true);
      lookups.push(name);
      const answers = zone[name.replace(/\.$/u, "")] ?? [];
      const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
      // Of a name that there is not, Node gives no list at all.
      if (addresses.length === 0) callback(Object.assign(new Error("No such name"), { code: "ENOTFOUND" }));
      else callback(null, toAnswer(addresses));
    },
  });
  fetches.push(fetch);
  return fetch;
}

export function toAnswer(addresses: string[]): LookupAddress[] {
  return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
}

export const settings = (options: Partial<FileOptions> = {}): FileOptions => ({
  maxBytes: 1_000_000,
  timeoutMs: 3000,
  signal: new AbortController().signal,
  ...options,
});

/** Fetches from a canary that the operator allows. */
export function fetchFrom(
  { port }: Canary,
  path = "/cv.pdf",
  options: Partial<FileOptions> = {},
): Promise<FetchedFile> {
  return guarded([`${host}:${port}`]).file(`http://${host}:${port}${path}`, settings(options));
}

/** What a promise is rejected with, kept for the end of the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await failureOf(promise);
  seen.push(error);
  return error;
}

export const textOf = (file: FetchedFile): Promise<string> => text(file.body);

/** Waits until the canary holds no connection. */
export const allClosed = (server: Canary) =>
  vi.waitFor(() => {
    expect(server.open()).toBe(0);
  });
