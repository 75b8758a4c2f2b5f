import { lookup as systemLookup } from "node:dns";
import { Agent as HttpAgent, type IncomingHttpHeaders } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction, Socket } from "node:net";
import type { Readable } from "node:stream";
import got, { type Agents, type Request, type Response } from "got";
import { systemClock, type Clock } from "./clock.js";
import { isForbiddenAddress } from "./forbidden-address.js";
import {
  checkAddress,
  checkRedirect,
  createAllowList,
  createSocketLookup,
  hostAndPort,
  type AllowList,
  type Lookup,
} from "./guarded-address.js";
import { isWebPage, pullOpening, pullUpTo, toBody, within, type Patience } from "./guarded-body.js";
import { refusal, toAppError, tooLarge } from "./guarded-failure.js";
import { fileNameOf } from "./guarded-name.js";

export interface FetchedFile {
  readonly status: number;
  /** As the host calls it, fit for a file system; null when neither its headers nor its address tell. */
  readonly fileName: string | null;
  readonly contentType: string | null;
  /** As announced; null when it was not. */
  readonly sizeBytes: number | null;
  /** To be read to its end or destroyed. Fails with an AppError when it grows too large, stalls or is cut off. */
  readonly body: Readable;
}

export interface FileOptions {
  readonly maxBytes: number;
  /** For the answer to begin, all redirects included; then for each silence of the body. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Fetches what an address of a client's choice leads to, and never anything that only this machine or its network can reach. */
export interface GuardedFetch {
  /**
   * Makes a GET without credentials and without retries. Throws an AppError: BAD_USER_INPUT when the address, its redirects or what they
   * lead to break a rule, PROVIDER_UNAVAILABLE when its host does not answer in time, PROVIDER_BAD_RESPONSE when it does not speak HTTP.
   */
  file(url: string, options: FileOptions): Promise<FetchedFile>;
  /** Ends all connections, those in use as well. */
  close(): void;
}

export interface GuardedFetchOptions {
  readonly userAgent: string;
  /** Places of the operator as `host:port`, whose names and addresses are not checked. */
  readonly allow?: readonly string[];
  /** `dns.lookup` unless said. */
  readonly lookup?: Lookup;
  readonly clock?: Clock;
}

interface Line {
  readonly url: URL;
  readonly stream: Request;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

type Open = (url: URL, signal: AbortSignal) => Promise<Line>;

const maxRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
/** Successes that hold no file, or a part of one. */
const emptyStatuses = new Set([204, 205, 206]);

export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const { lookup = systemLookup, clock = systemClock } = options;
  const allowList = createAllowList(options.allow ?? []);
  const agents = {
    checked: createAgents(createSocketLookup(lookup, isForbiddenAddress)),
    allowed: createAgents(createSocketLookup(lookup, () => false)),
  };
  const instance = got.extend({
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    https: { rejectUnauthorized: true },
    // What is packed all the same is unpacked, and counted as it is then.
    headers: { "user-agent": options.userAgent, accept: "*/*", "accept-encoding": "identity" },
  });
  const open: Open = (url, signal) => {
    const agent = allowList.has(hostAndPort(url)) ? agents.allowed : agents.checked;
    return answerOf(instance.stream(url, { agent, signal }), url);
  };
  return {
    file: (url, { maxBytes, timeoutMs, signal }) => {
      const patience = { timeoutMs, late: new AbortController(), clock };
      const ended = AbortSignal.any([signal, patience.late.signal]);
      return within(patience, timeoutMs, async () =>
        toFile(await follow(checkAddress(url, allowList), ended, open, allowList), maxBytes, patience),
      );
    },
    close() {
      for (const { http, https } of Object.values(agents)) {
        http.destroy();
        https.destroy();
      }
    },
  };
}

/** Each connection is made for one call, so that no name is trusted for longer, and TLS checks the host's name each time. */
function createAgents(lookup: LookupFunction) {
  const options = { keepAlive: false, lookup };
  return { http: new HttpAgent(options), https: new HttpsAgent({ ...options, maxCachedSessions: 0 }) } satisfies Agents;
}

async function follow(first: URL, signal: AbortSignal, open: Open, allowList: AllowList): Promise<Line> {
  let url = first;
  for (let hops = 0; ; hops += 1) {
    const line = await open(url, signal);
    const { location } = line.headers;
    if (!redirectStatuses.has(line.status) || location === undefined) return line;
    line.stream.destroy();
    if (hops === maxRedirects) throw refusal(`redirects more than ${maxRedirects} times`);
    url = checkRedirect(location, url, allowList);
  }
}

function answerOf(stream: Request, url: URL): Promise<Line> {
  return new Promise((resolve, reject) => {
    const fail = (error?: unknown) => {
      reject(toAppError(error));
    };
    stream.once("response", ({ statusCode: status, headers }: Response) => {
      resolve({ url, stream, status, headers });
    });
    // got hands over a connection that the host turned into another protocol, and forgets it.
    stream.once("upgrade", (_response: unknown, socket: Socket) => {
      socket.destroy();
      stream.destroy();
    });
    // Stays on after the answer: whoever reads the body is told, and nobody may be reading.
    stream.on("error", fail);
    stream.once("close", fail);
  });
}

async function toFile(line: Line, maxBytes: number, patience: Patience): Promise<FetchedFile> {
  const { url, stream, status, headers } = line;
  try {
    const sizeBytes = checkHead(line, maxBytes);
    const pull = pullUpTo(maxBytes, stream);
    const opening = await pullOpening(pull);
    if (isWebPage(opening)) throw webPageRefusal();
    const body = toBody(opening, pull, stream, patience);
    const fileName = fileNameOf(headers["content-disposition"], url);
    return { status, fileName, contentType: headers["content-type"] ?? null, sizeBytes, body };
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** The size that the head announces; throws when it already tells that this is no file, or too large a one. */
function checkHead({ status, headers }: Line, maxBytes: number): number | null {
  if (status < 200 || status > 299 || emptyStatuses.has(status)) {
    throw refusal(`answered with status ${status}`, { status, retryable: status === 429 || status >= 500 });
  }
  if (/^\s*(?:text\/html|application\/xhtml\+xml)\b/iu.test(headers["content-type"] ?? "")) throw webPageRefusal();
  // Unpacking takes the header away, which counts what is packed.
  const sizeBytes = headers["content-length"] === undefined ? null : Number(headers["content-length"]);
  if (sizeBytes !== null && sizeBytes > maxBytes) throw tooLarge(maxBytes);
  return sizeBytes;
}

const webPageRefusal = () => refusal("answered with a web page, not a file");
