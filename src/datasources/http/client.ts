import { Agent as HttpAgent, type IncomingHttpHeaders } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import got, { AbortError, TimeoutError, type Request, type Response } from "got";
import type { EncodedBody } from "./body.js";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface HttpRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly body?: EncodedBody;
  /** A body that is at hand: a form in its written form. */
  readonly form?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Makes one call, never retried and never redirected; throws a CallError when no whole answer came. */
export interface Client {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes the idle connections. */
  close(): void;
}

/** `unreachable`: no connection came about, so that nothing was sent. */
export type CallFailure = "timeout" | "aborted" | "unreachable" | "connection" | "too-large" | "unreadable";

/** Why no answer came. It has no cause on purpose: got's errors carry the request with its Authorization header in clear. */
export class CallError extends Error {
  override readonly name = "CallError";

  constructor(readonly reason: CallFailure) {
    super(`The call failed: ${reason}`);
  }
}

const megabyte = 1024 * 1024;
const defaultMaxBodyBytes = 20 * megabyte;

/** The bound is above what the budgets of nine accounts on one host ask for; idle connections go before a firewall forgets them. */
const agentOptions = { keepAlive: true, maxSockets: 64, maxTotalSockets: 512, maxFreeSockets: 32, timeout: 30_000 };

/** Makes the one HTTP client; `maxBodyBytes` (20 MB by default) counts what is left after decompression. */
export function createClient(options: { userAgent: string; maxBodyBytes?: number }): Client {
  const agent = { http: new HttpAgent(agentOptions), https: new HttpsAgent(agentOptions) };
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes;
  const instance = got.extend({
    agent,
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    headers: { "user-agent": options.userAgent, accept: "application/json" },
  });
  return {
    // got's stream costs 0.21 ms CPU a call where its promise costs 0.36, and only the stream can stop a body that grows too large.
    send: (request) => collect(start(instance, request), maxBodyBytes),
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

function start(instance: typeof got, request: HttpRequest): Request {
  const { method, url, headers, timeoutMs, signal, body, form = "" } = request;
  const options = { method, signal, timeout: { request: Math.max(1, timeoutMs) } };
  if (!body) return instance.stream(url, { ...options, headers, ...(method !== "GET" && { body: form }) });
  const stream = instance.stream(url, {
    ...options,
    headers: { ...headers, "content-type": body.contentType, "content-length": String(body.contentLength) },
  });
  // A failure of either side ends the other; the stream's own error is what `collect` hears.
  pipeline(body.open(), stream, () => undefined);
  return stream;
}

function collect(stream: Request, maxBodyBytes: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isEnded = false;
    let head: { status: number; headers: IncomingHttpHeaders } | undefined;
    const fail = (error: CallError) => {
      reject(error);
      stream.destroy();
    };
    stream.on("response", (response: Response) => {
      head = { status: response.statusCode, headers: response.headers };
      if (Number(response.headers["content-length"] ?? 0) > maxBodyBytes) fail(new CallError("too-large"));
    });
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) fail(new CallError("too-large"));
      else chunks.push(chunk);
    });
    stream.on("end", () => {
      isEnded = true;
      if (head) resolve({ ...head, text: Buffer.concat(chunks).toString("utf8") });
      // got does not clear its timers and listeners by itself once a stream has ended.
      stream.destroy();
    });
    stream.on("error", (error: unknown) => {
      reject(toCallError(error));
    });
    // got hands over a connection that the provider turned into another protocol, and tells nothing more of the call.
    stream.once("upgrade", (_response: unknown, socket: Socket) => {
      socket.destroy();
      fail(new CallError("unreadable"));
    });
    stream.on("close", () => {
      if (!isEnded || !head) reject(new CallError("connection"));
    });
  });
}

function toCallError(error: unknown): CallError {
  if (error instanceof AbortError) return new CallError("aborted");
  if (error instanceof TimeoutError) return new CallError("timeout");
  const code = codeOf(error);
  if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/u.test(code))
    return new CallError("unreachable");
  return new CallError(/^(?:Z_|HPE_|ERR_BUFFER)/u.test(code) ? "unreadable" : "connection");
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
