import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { AppError } from "../../lib/errors.js";
import type { Provider, SessionAccount } from "../provider.js";
import { accountAddress } from "./address.js";
import { BudgetRefusal, type Place } from "./budget.js";
import type { Call, CallTools } from "./call.js";
import { CallError } from "./client.js";
import { headersDown, headersUp, unpassableHeader } from "./proxy-headers.js";
import { locationBelow, proxyTarget, type ProxyTarget } from "./proxy-path.js";
import type { StreamClient, StreamRequest } from "./stream-client.js";
import {
  callError,
  deliveryOf,
  rateLimited,
  timedOut,
  translateFailure,
  unsent,
  type CallContext,
} from "./translate.js";

export interface ProxyTools extends CallTools {
  readonly streams: StreamClient;
  readonly userAgent: string;
}

/** A call as a client made it to us. */
export interface ProxyRequest {
  readonly method: string;
  /** Path and query below the account's address, as they arrived. */
  readonly written: string;
  readonly headers: IncomingHttpHeaders;
  /** Null when there is none. */
  readonly body: Readable | null;
}

/** What the provider answered, fit to be passed on. */
export interface ProxyAnswer {
  readonly status: number;
  /** Names and values in turn, without `Location`. */
  readonly headers: readonly string[];
  /** Where a `Location` leads, from the account's address on; null when there is none or it leads elsewhere. */
  readonly location: string | null;
  /** To be read to its end or destroyed; fails when the provider breaks off. */
  readonly body: Readable;
}

/** `isSent`: the provider may have taken it. `isLate`: it did not answer in time. */
export type ProxyOutcome =
  { readonly answer: ProxyAnswer } | { readonly failure: AppError; readonly isSent: boolean; readonly isLate: boolean };

/** The account that a call is proxied to, and who waits for it. */
export interface ProxyCall extends Pick<Call, "authenticate" | "budget" | "priority" | "counter"> {
  readonly provider: Provider;
  readonly account: SessionAccount;
  /** Ends the call, its answer's body included. */
  readonly signal: AbortSignal;
  /** Epoch ms; bounds the wait for a place. Once sent, the call has time of its own. */
  readonly deadline: number;
}

/** Passes a call on to the provider, once and within the account's budget, with the account's credentials and nothing else that tells who asks. */
export async function sendProxyCall(call: ProxyCall, request: ProxyRequest, tools: ProxyTools): Promise<ProxyOutcome> {
  try {
    return { answer: await passOn(call, request, tools) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const delivery = deliveryOf(error);
    const isLate = delivery === "unanswered";
    return { failure: error, isSent: isLate || delivery === "answered", isLate };
  }
}

async function passOn(call: ProxyCall, request: ProxyRequest, tools: ProxyTools): Promise<ProxyAnswer> {
  const { provider, account, signal } = call;
  const { method, headers: client, body } = request;
  const base = accountAddress(provider.baseUrl, account.subdomain);
  const target = targetOf(base, request);
  const [path = ""] = request.written.split("?", 1);
  const context = { provider, accountId: account.id, method, path };
  const place = await placeInBudget(call, context, tools);
  const authentication = await call.authenticate().catch((error: unknown) => {
    place.settle(null);
    throw unsent(error, context);
  });
  call.counter.countCall(account.id);
  const headers = headersUp(client, authentication.headers, tools.userAgent);
  const silenceMs = tools.callTimeoutMs;
  const sent = { method, target, headers, body, silenceMs, signal };
  const answer = await open(sent, context, tools).catch((error: unknown) => {
    place.settle(null);
    throw error;
  });
  const status = answer.statusCode ?? 502;
  // The provider has counted it; how long the bodies take is another matter.
  place.settle({ status, headers: answer.headers });
  if (status === 401) await authentication.renew().catch(() => false);
  return toAnswer(answer, base, target.url);
}

/** Throws BAD_USER_INPUT for what cannot be passed on. */
function targetOf(base: string, { written, headers }: ProxyRequest): ProxyTarget {
  const target = proxyTarget(base, written);
  if (!target) {
    throw new AppError(
      "BAD_USER_INPUT",
      "The path must lead below the account's own address, without escaped delimiters, empty or dot segments.",
    );
  }
  const header = unpassableHeader(headers);
  if (header !== null) throw new AppError("BAD_USER_INPUT", `The header ${header} cannot be passed on.`);
  return target;
}

function placeInBudget(call: ProxyCall, context: CallContext, tools: ProxyTools): Promise<Place> {
  const { budget, priority, signal, deadline, counter } = call;
  const queuedAt = tools.clock.now();
  const waiter = { priority, signal, startBy: deadline - tools.minCallMs };
  return budget
    .acquire(waiter)
    .catch((error: unknown) => {
      if (!(error instanceof BudgetRefusal)) throw givenUp(context);
      throw error.waitMs > 0
        ? rateLimited("has no call left within the request's time", error.waitMs, context)
        : timedOut(context, tools.callTimeoutMs, "unsent");
    })
    .finally(() => {
      counter.countWait(tools.clock.now() - queuedAt);
    });
}

function givenUp(context: CallContext): AppError {
  return callError("PROVIDER_UNAVAILABLE", "was not asked, because the request was given up", context, {
    delivery: "unsent",
  });
}

async function open(request: StreamRequest, context: CallContext, tools: ProxyTools): Promise<IncomingMessage> {
  const sentAt = tools.clock.now();
  const log = (status: number | string) => {
    const { provider, accountId, method } = context;
    const ms = tools.clock.now() - sentAt;
    tools.logger.debug({ provider: provider.id, accountId, method, status, ms }, "proxied call");
  };
  try {
    const answer = await tools.streams.open(request);
    log(answer.statusCode ?? 0);
    return answer;
  } catch (error) {
    const failure = error instanceof CallError ? error : new CallError("connection");
    log(failure.reason);
    throw translateFailure(failure, context, request.silenceMs);
  }
}

function toAnswer(answer: IncomingMessage, base: string, from: URL): ProxyAnswer {
  const { statusCode = 502, headers, rawHeaders } = answer;
  const { connection, location } = headers;
  return {
    status: statusCode,
    headers: headersDown(rawHeaders, connection),
    location: location === undefined ? null : locationBelow(base, from, location),
    body: answer,
  };
}
