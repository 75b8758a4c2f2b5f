import type { UpstreamCounter } from "../datasources/http/counter.js";
import type { AccountSession, Http } from "../datasources/http/http.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Directory } from "./directory.js";
import type { Health } from "./health.js";
import type { LinkedAccountRow } from "./linked-accounts.js";
import type { Tokens } from "./tokens.js";

/** What sessions on linked accounts are opened with. */
export interface SessionTools {
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly http: Http;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly health: Health;
}

export interface SessionLimits {
  readonly counter: UpstreamCounter;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly deadline: number;
  /** Interactive unless said. */
  readonly priority?: "interactive" | "background";
}

/** Opens a session on an account. Throws ACCOUNT_NEEDS_RELINK at once for one whose credentials no longer work. */
export async function openAccountSession(
  { directory, tokens, http, providers, health }: SessionTools,
  account: LinkedAccountRow,
  limits: SessionLimits,
): Promise<AccountSession> {
  const { id, subdomain, settings, status } = account;
  const provider = providers.get(account.provider);
  if (!provider) throw new AppError("INTERNAL", `There is no provider ${account.provider}.`);
  if (status === "NEEDS_RELINK" || health.needsRelink(account)) throw needsRelink(account);
  return http.session({
    provider,
    account: { id, provider: account.provider, subdomain, settings },
    credentials: await directory.credentials(account),
    renewal: {
      current: () => tokens.current(account),
      renew: (refused) => tokens.renew(account, refused),
    },
    ...limits,
  });
}

function needsRelink({ id, provider }: LinkedAccountRow): AppError {
  return new AppError("ACCOUNT_NEEDS_RELINK", "The account's credentials no longer work. Link the account again.", {
    details: { provider, accountId: id },
  });
}
