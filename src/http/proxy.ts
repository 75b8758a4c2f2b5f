import { METHODS } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { openAccountSession } from "../accounts/account-session.js";
import type { Principal } from "../accounts/api-keys.js";
import { actorOf } from "../accounts/audit.js";
import type { Audit } from "../accounts/audit.js";
import { requireScope } from "../accounts/authorise.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { createUpstreamCounter } from "../datasources/http/counter.js";
import { AppError } from "../lib/errors.js";
import type { ErrorCode } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { createReadRequest } from "../loaders/create-read-request.js";
import type { ReadTools } from "../loaders/create-read-request.js";
import { accountGlobalId, accountIdOf } from "../schema/relay/global-id.js";
import { admit } from "./authentication.js";
import { createErrorFormatter } from "./graphql-errors.js";
import { pathTemplate } from "./path-words.js";

export interface ProxyOptions {
  tools: ReadTools;
  audit: Audit;
  logger: Logger;
  /** How long a call may wait for its turn. */
  requestTimeoutMs: number;
  /** The address under which this server is known outside, for redirects. */
  publicUrl: string;
  /** For a whole call, however slowly bodies are sent and taken; 15 minutes unless said. */
  transferTimeoutMs?: number;
}

/** What a provider answers is never a page of this host. */
const protectiveHeaders = {
  "cache-control": "private, no-store",
  "content-security-policy": "sandbox",
  "x-content-type-options": "nosniff",
};

/** What is not here is our own failure. */
const statuses: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  PROVIDER_RATE_LIMITED: 429,
  ACCOUNT_NEEDS_RELINK: 502,
  PROVIDER_BAD_RESPONSE: 502,
  PROVIDER_UNAVAILABLE: 502,
};

const nothing = Buffer.alloc(0);

/** One asks for a tunnel, the other shows a call's credentials. */
const methods = METHODS.filter((method) => method !== "CONNECT" && method !== "TRACE");

/** Serves providers' own APIs, as they are, to holders of an API key with the scope `proxy`. */
export function registerProxy(app: FastifyInstance, options: ProxyOptions): void {
  const { tools, audit, requestTimeoutMs, transferTimeoutMs = 15 * 60_000 } = options;
  const refuse = createRefusal(options.logger);
  const prefix = new URL(options.publicUrl).pathname.replace(/\/$/u, "");

  const answer = async (principal: Principal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    requireScope(principal, "proxy");
    const { accountId, written } = addressOf(request.raw);
    const signal = endOf(request.raw, reply.raw, transferTimeoutMs);
    const limits = { counter: createUpstreamCounter(), signal, deadline: Date.now() + requestTimeoutMs };
    const { accounts } = await createReadRequest(tools, principal, limits);
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw noSuchAccount();
    const session = await openAccountSession(tools, account, limits);
    const { method, headers } = request;
    const body = hasBody(request.raw) ? request.raw : null;
    const outcome = await session.proxy({ method, written, headers, body });
    const keep = (status: number | null) => {
      audit.record(eventOf(principal, account, { method, written, status }));
    };
    if ("failure" in outcome) {
      const status = outcome.isLate ? 504 : statusOf(outcome.failure);
      if (outcome.isSent) keep(signal.aborted ? null : status);
      return refuse(reply.code(status), outcome.failure);
    }
    const { status, headers: passed, location, body: content } = outcome.answer;
    keep(status);
    const moved = location === null ? [] : ["Location", `${prefix}${addressIn(account)}${location}`];
    await passBack(reply.hijack().raw, status, [...passed, ...moved], content);
    return reply;
  };

  for (const method of methods) {
    if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
  }
  app.route({
    url: "/proxy/*",
    method: methods,
    // Here and not in the handler, before which the framework would have a look at the body and its type.
    onRequest: async (request, reply) => {
      const principal = await admit(request, reply, tools.directory);
      if (!principal) return reply;
      reply.headers(protectiveHeaders);
      return answer(principal, request, reply).catch((error: unknown) => {
        return refuse(reply.code(statusOf(error)), error);
      });
    },
    handler: (_request, reply) => reply,
  });
}

/** Whichever side breaks off, the other one's connection is ended with it, so that a part is not taken for the whole. */
async function passBack(
  response: ServerResponse,
  status: number,
  headers: readonly string[],
  content: Readable,
): Promise<void> {
  try {
    response.writeHead(status, [...headers, ...Object.entries(protectiveHeaders).flat()]);
    // A provider may tell its status long before it has content. Node's own way of flushing would write the headers, which are Latin-1, in UTF-8.
    response.write(nothing);
    await pipeline(content, response);
  } catch {
    content.destroy();
    response.destroy();
  }
}

/** The account's id, ours, and what stands behind it: as the address arrived, because the framework's own reading of it has undone escapes. */
function addressOf({ url = "" }: IncomingMessage): { accountId: string; written: string } {
  const { id, written = "" } = /^\/proxy\/(?<id>[^/?#]+)(?<written>.*)$/su.exec(url)?.groups ?? {};
  if (id === undefined)
    throw new AppError("BAD_USER_INPUT", "The address must be written as /proxy/{accountId}/{path}.");
  const accountId = accountIdOf(unescaped(id));
  if (accountId === null) throw noSuchAccount();
  return { accountId, written };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function addressIn({ id }: LinkedAccountRow): string {
  return `/proxy/${encodeURIComponent(accountGlobalId(id))}`;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Aborts when the client hangs up or the call has taken too long. An answer that came before all was sent ends nothing. */
function endOf(request: IncomingMessage, response: ServerResponse, timeoutMs: number): AbortSignal {
  const abort = new AbortController();
  const end = () => {
    clearTimeout(timer);
    abort.abort();
  };
  const timer = setTimeout(end, timeoutMs).unref();
  if (response.destroyed) end();
  response.once("close", () => {
    if (!response.writableFinished) end();
    else if (request.complete) clearTimeout(timer);
    // Of a request that is answered, Node no longer tells when it is cut off.
    else request.socket.once("close", end);
  });
  return abort.signal;
}

function eventOf(
  principal: Principal,
  account: LinkedAccountRow,
  { method, written, status }: { method: string; written: string; status: number | null },
) {
  const { workspaceId } = principal;
  const detail = { provider: account.provider, method, status, path: pathTemplate(written) };
  return { workspaceId, actor: actorOf(principal), action: "proxy.called" as const, accountId: account.id, detail };
}

const noSuchAccount = () => new AppError("NOT_FOUND", "There is no such account.");

/** Answers with an error in GraphQL's form. */
function createRefusal(logger: Logger): (reply: FastifyReply, error: unknown) => FastifyReply {
  const formatError = createErrorFormatter(logger);
  return (reply, error) => {
    const isMissing = error instanceof AppError && error.code === "NOT_FOUND";
    const unknown = { message: "", extensions: { code: "INTERNAL_SERVER_ERROR" } };
    // An account that has just gone is as one that never was.
    const { message, extensions } = formatError(unknown, isMissing ? noSuchAccount() : error);
    const retryAfter = extensions?.["retryAfter"];
    if (typeof retryAfter === "number") reply.header("retry-after", retryAfter);
    return reply.send({ errors: [{ message, extensions }] });
  };
}

function statusOf(error: unknown): number {
  return (error instanceof AppError && statuses[error.code]) || 500;
}
