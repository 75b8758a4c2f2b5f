import { setMaxListeners } from "node:events";
import { AppError } from "../../lib/errors.js";
import type { Credentials, Provider, SessionAccount } from "../provider.js";
import type { WriteRequest, WriteSession } from "../write.js";
import { accountAddress, callAddress, type Query } from "./address.js";
import type { Budget, Priority } from "./budget.js";
import { CallError } from "./client.js";
import type { UpstreamCounter } from "./counter.js";
import { createFlight, type Flight, type Passenger } from "./flight.js";
import { encodeBody } from "./body.js";
import type { Authentication } from "./call.js";
import { sendProxyCall, type ProxyOutcome, type ProxyRequest, type ProxyTools } from "./proxy-call.js";
import { createReadCall, type ReadCall } from "./read-call.js";
import { callError, rateLimited, timedOut, translateFailure, type CallContext } from "./translate.js";
import { sendWrite } from "./write-call.js";

/** One account during one GraphQL request, or one run of a command. */
export interface SessionOptions {
  readonly provider: Provider;
  readonly account: SessionAccount;
  /** Those of the moment; `renewal` tells later ones. */
  readonly credentials: Credentials;
  readonly renewal?: CredentialRenewal;
  readonly counter: UpstreamCounter;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly deadline: number;
  /** Interactive unless said. */
  readonly priority?: Priority;
}

/** Where credentials end and are renewed, as access tokens are. */
export interface CredentialRenewal {
  current(): Promise<Credentials>;
  /** After these were refused: whether there are others now. */
  renew(refused: Credentials): Promise<boolean>;
}

/** A session that also passes calls of clients on, which adapters do not. */
export interface AccountSession extends WriteSession {
  /** Passes one call on to the provider; see `sendProxyCall`. */
  proxy(request: ProxyRequest): Promise<ProxyOutcome>;
}

/** A read under way, which equal reads of the same account join. */
export interface SharedRead {
  readonly call: ReadCall;
  readonly flight: Flight<unknown>;
}

/** Equal reads under way in the process, by account and address. */
export type SharedReads = Map<string, SharedRead>;

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Binds reads to an account, its budget and the request's deadline. */
export function createSession(
  options: SessionOptions,
  budget: Budget,
  shared: SharedReads,
  tools: ProxyTools,
): AccountSession {
  const { provider, account, counter, signal, deadline, priority = "interactive" } = options;
  const { clock } = tools;
  const own = { budget, priority, counter, authenticate: () => authenticate(options) };
  const made = new Map<string, Promise<unknown>>();
  counter.open(account.id, budget);
  // Each read of the request listens to the one signal; Node would warn of a leak from the eleventh on.
  setMaxListeners(0, signal);

  const begin = (url: string, context: CallContext): SharedRead => {
    const key = `${account.id} ${context.method} ${url}`;
    const call = createReadCall({ ...own, context: { ...context, method: "GET" }, url }, tools);
    const flight = createFlight(
      (control) => call.run(control),
      clock,
      () => {
        if (shared.get(key)?.call === call) shared.delete(key);
      },
    );
    const sharedRead = { call, flight };
    shared.set(key, sharedRead);
    return sharedRead;
  };

  const read = async (url: string, context: CallContext): Promise<unknown> => {
    const now = clock.now();
    if (signal.aborted) throw translateFailure(new CallError("aborted"), context, 0);
    const running = shared.get(`${account.id} ${context.method} ${url}`);
    if (running) {
      counter.countDeduplicated();
      const waitMs = running.call.queuedForMs();
      if (now + waitMs > deadline) throw noCallLeft(waitMs, context);
    }
    const { call, flight } = running ?? begin(url, context);
    return flight.join(toPassenger(call, context, { signal, deadline, now }));
  };

  /** What was read before may no longer be so, and reads under way may tell of the time before. */
  const forgetReads = () => {
    made.clear();
    for (const key of shared.keys()) if (key.startsWith(`${account.id} `)) shared.delete(key);
  };

  return {
    account,
    signal,
    now: () => new Date(clock.now()),
    async get(path, query) {
      const context: CallContext = { provider, accountId: account.id, method: "GET", path };
      const url = addressOf(options, path, query, context);
      const known = made.get(url);
      if (known) {
        counter.countDeduplicated();
        return known;
      }
      const reading = read(url, context);
      made.set(url, reading);
      try {
        return await reading;
      } catch (error) {
        made.delete(url);
        throw error;
      }
    },
    async send({ method, path, query, body }: WriteRequest) {
      const context = { provider, accountId: account.id, method, path };
      const url = addressOf(options, path, query, context);
      const call = { ...own, context, url };
      try {
        return await sendWrite(body ? { ...call, body: encodeBody(body) } : call, { signal, deadline }, tools);
      } finally {
        forgetReads();
      }
    },
    async proxy(request) {
      try {
        return await sendProxyCall({ ...own, provider, account, signal, deadline }, request, tools);
      } finally {
        if (!readingMethods.has(request.method)) forgetReads();
      }
    },
  };
}

async function authenticate({ provider, credentials, renewal }: SessionOptions): Promise<Authentication> {
  const present = renewal ? await renewal.current() : credentials;
  return {
    headers: provider.headers(present),
    renew: () => (renewal ? renewal.renew(present) : Promise.resolve(false)),
  };
}

function addressOf(options: SessionOptions, path: string, query: Query | undefined, context: CallContext): string {
  const { provider, account } = options;
  const url = callAddress(baseOf(provider, account), path, query);
  if (url !== null) return url;
  // The path may be what a provider gave as its next page, so nothing of it is repeated.
  throw callError("PROVIDER_BAD_RESPONSE", "was to be read at an address that is not below the account's own", {
    ...context,
    path: "",
  });
}

function baseOf(provider: Provider, account: SessionAccount): string {
  try {
    return accountAddress(provider.baseUrl, account.subdomain);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const details = { provider: provider.id, accountId: account.id, ...error.details };
    throw new AppError(error.code, error.message, { details });
  }
}

function toPassenger(
  call: ReadCall,
  context: CallContext,
  own: { signal: AbortSignal; deadline: number; now: number },
): Passenger {
  const { signal, deadline, now } = own;
  return {
    signal,
    deadline,
    onAbort: () => translateFailure(new CallError("aborted"), context, 0),
    onDeadline: () => {
      const waitMs = call.queuedForMs();
      return waitMs > 0 ? noCallLeft(waitMs, context) : timedOut(context, deadline - now, "unanswered");
    },
  };
}

function noCallLeft(waitMs: number, context: CallContext): AppError {
  return rateLimited("has no call left within the request's time", waitMs, context);
}
