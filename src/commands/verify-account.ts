import type { Config } from "../config.js";
import { createUpstreamCounter } from "../datasources/http/counter.js";
import { createHttp } from "../datasources/http/http.js";
import type { Credentials, Provider, SessionAccount, VerifiedAccount } from "../datasources/provider.js";
import { createCommandLogger } from "./command-logger.js";

/** Proves an account's credentials with the provider's cheap call. Throws an AppError in words for a person. */
export async function verifyAccount(
  provider: Provider,
  account: SessionAccount,
  credentials: Credentials,
  config: Config,
): Promise<VerifiedAccount> {
  const { requestTimeoutMs } = config;
  const http = createHttp({ requestTimeoutMs, userAgent: "hiregraph", logger: createCommandLogger(config) });
  try {
    const session = http.session({
      provider,
      account,
      credentials,
      counter: createUpstreamCounter(),
      signal: new AbortController().signal,
      deadline: Date.now() + requestTimeoutMs,
    });
    return await provider.verify(session);
  } finally {
    http.close();
  }
}
