import type { Logger } from "../../lib/logger.js";
import type { Credentials, Provider } from "../provider.js";
import { createBudget, type Budget } from "./budget.js";
import { createClient } from "./client.js";
import { systemClock, type Clock } from "./clock.js";
import { createOAuthClient, type OAuthApplication, type OAuthClient } from "./oauth-client.js";
import type { ProxyTools } from "./proxy-call.js";
import { createSession, type AccountSession, type SessionOptions, type SharedReads } from "./session.js";
import { createStreamClient } from "./stream-client.js";

export type { AccountSession };

export interface HttpOptions {
  /** How long a whole GraphQL request may take; one call gets two thirds of it. */
  readonly requestTimeoutMs: number;
  readonly userAgent: string;
  readonly logger: Logger;
  /** 20 MB unless said. */
  readonly maxBodyBytes?: number;
  readonly clock?: Clock;
  /** From 0 to 1; Math.random unless said. */
  readonly random?: () => number;
}

/** The process's way to the providers: connections, budgets and reads under way are shared by all its sessions. */
export interface Http {
  /** How long one call may take. */
  readonly callTimeoutMs: number;
  session(options: SessionOptions): AccountSession;
  /** Speaks to providers' authorisation servers as one application. */
  oauth(application: OAuthApplication): OAuthClient;
  /** Closes idle connections. */
  close(): void;
}

interface AccountBudget {
  readonly budget: Budget;
  declaredLimit: number | null;
}

const callShare = 2 / 3;
const greatestMinCallMs = 250;

export function createHttp(options: HttpOptions): Http {
  const clock = options.clock ?? systemClock;
  const client = createClient(options);
  const streams = createStreamClient(clock);
  const budgets = new Map<string, AccountBudget>();
  const shared: SharedReads = new Map();
  const tools: ProxyTools = {
    client,
    streams,
    userAgent: options.userAgent,
    clock,
    random: options.random ?? Math.random,
    logger: options.logger,
    callTimeoutMs: Math.ceil(options.requestTimeoutMs * callShare),
    minCallMs: Math.min(greatestMinCallMs, options.requestTimeoutMs / 20),
  };
  return {
    callTimeoutMs: tools.callTimeoutMs,
    session: (session) => {
      const budget = budgetOf(budgets, session.account.id, session.provider, session.credentials, clock);
      return createSession(session, budget, shared, tools);
    },
    oauth: (application) => createOAuthClient(client, application, () => clock.now()),
    close: () => {
      client.close();
      streams.close();
    },
  };
}

function budgetOf(
  budgets: Map<string, AccountBudget>,
  accountId: string,
  provider: Provider,
  credentials: Credentials,
  clock: Clock,
): Budget {
  const declaredLimit = provider.budget.window?.limit(credentials) ?? null;
  const known = budgets.get(accountId);
  if (!known) {
    const budget = createBudget(provider.budget, declaredLimit, clock);
    budgets.set(accountId, { budget, declaredLimit });
    return budget;
  }
  // Headers correct the declared limit; only other credentials make it count anew.
  if (declaredLimit !== null && declaredLimit !== known.declaredLimit) {
    known.budget.setLimit(declaredLimit);
    known.declaredLimit = declaredLimit;
  }
  return known.budget;
}
