import { createUpstreamCounter } from "../datasources/http/counter.js";
import type { UpstreamCounter } from "../datasources/http/counter.js";
import { createHttp } from "../datasources/http/http.js";
import type { Provider, VerifiedAccount } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { deleteConsents } from "../store/link-consents.js";
import { spendLinkToken } from "../store/link-tokens.js";
import type { LinkTokenRow } from "../store/link-tokens.js";
import { selectAccountAt } from "../store/linked-accounts.js";
import type { Queryable } from "../store/database.js";
import { lockWhile } from "../store/lock.js";
import type { Store } from "../store/store.js";
import type { Actor, AuditEvent } from "./audit.js";
import { ownFields } from "./link-fields.js";
import type { LinkFields } from "./link-fields.js";
import { getLinkedAccount, linkAccountIn } from "./linked-accounts.js";
import type { LinkedAccountRow, LinkInput } from "./linked-accounts.js";
import { createOpaqueId } from "./opaque-id.js";
import type { Vault } from "./vault.js";

export interface LinkingOptions {
  readonly store: Store;
  readonly vault: Vault;
  readonly logger: Logger;
  /** For one proof. */
  readonly requestTimeoutMs: number;
  /** Keeps what was done; a link is not told of as done before that. */
  readonly record: (event: AuditEvent) => Promise<void>;
}

/** An account that is to be linked, and the id that it has or will have. */
export interface LinkPlace {
  readonly workspaceId: string;
  readonly provider: Provider;
  readonly subdomain: string;
  readonly accountId: string;
  /** The account as it is linked already. */
  readonly known: LinkedAccountRow | null;
}

/** What the operator calls an account; what is absent stays as it was. */
export interface LinkNames {
  readonly externalId?: string | undefined;
  readonly displayName?: string | undefined;
}

export type Proven = Omit<LinkFields, "subdomain"> & VerifiedAccount;

/** The one way by which accounts are linked: prove the credentials, then store them. */
export interface Linking {
  /** The same provider and subdomain is the same account. */
  place(workspaceId: string, provider: Provider, subdomain: string): Promise<LinkPlace>;
  /** Proves credentials by the provider's cheap call. Throws an AppError that says what is wrong in words for a person. */
  prove(place: LinkPlace, fields: Omit<LinkFields, "subdomain">, counter?: UpstreamCounter): Promise<Proven>;
  link(place: LinkPlace, proven: Proven, names: LinkNames, actor: Actor): Promise<LinkedAccountRow>;
  /** Links and uses the link up, both or neither; null when the link is over. Throws CONFLICT for another account than the link is for. */
  linkByToken(link: LinkTokenRow, place: LinkPlace, proven: Proven): Promise<LinkedAccountRow | null>;
}

/** Whoever opened a link, of whom nothing else is known. */
export const linkActor: Actor = { kind: "link", id: null };

/** That an account was linked, for the first time or again. */
export function linkedEvent(
  { workspaceId, id: accountId, provider, timesLinked }: LinkedAccountRow,
  actor: Actor,
): AuditEvent {
  const action = timesLinked === 1 ? "account.linked" : "account.relinked";
  return { workspaceId, actor, action, accountId, detail: { provider } };
}

export function createLinking(options: LinkingOptions): Linking {
  const { store, vault, record } = options;

  const keep = async (place: LinkPlace, input: LinkInput, link?: LinkTokenRow): Promise<LinkedAccountRow | null> => {
    const keepIn = async (db: Queryable) => {
      if (link && !(await spendLinkToken(db, link.id))) return null;
      if (link) await deleteConsents(db, link.id);
      return linkAccountIn(db, vault, input);
    };
    // A renewal of the old grant that is under way would overwrite the new one, so that it is waited for.
    const account = await (place.known
      ? lockWhile(store, `refresh ${place.known.id}`, keepIn)
      : store.transaction(keepIn));
    store.announce();
    return account;
  };

  return {
    async place(workspaceId, provider, subdomain) {
      const known = await selectAccountAt(store.db, { workspaceId, provider: provider.id, subdomain });
      return { workspaceId, provider, subdomain, accountId: known?.id ?? createOpaqueId(), known };
    },
    async prove(place, fields, counter) {
      const full = withKept(place, fields);
      return { ...full, ...(await verified(options, place, full, counter)) };
    },
    async link(place, proven, names, actor) {
      const account = await keep(place, toInput(place, proven, names));
      if (!account) throw new AppError("INTERNAL", "The account was not linked.");
      await record(linkedEvent(account, actor));
      return account;
    },
    async linkByToken(link, place, proven) {
      await refuseOther(store, link, place);
      const names = link.externalId === null ? {} : { externalId: link.externalId };
      const account = await keep(place, toInput(place, proven, names), link);
      if (!account) return null;
      const { workspaceId } = link;
      await record(linkedEvent(account, linkActor));
      await record({ workspaceId, actor: linkActor, action: "link_token.used", accountId: account.id, detail: {} });
      return account;
    },
  };
}

/** Settings that are not given again stay, also where the provider wants to see them in its calls. */
function withKept({ provider, known }: LinkPlace, { credentials, settings }: Omit<LinkFields, "subdomain">) {
  const names = ownFields(provider).flatMap(({ name, isSecret }) => (isSecret ? [] : [name]));
  const kept = Object.entries(known?.settings ?? {}).filter(([name]) => names.includes(name));
  return {
    credentials: { ...Object.fromEntries(kept), ...credentials },
    settings: { ...known?.settings, ...settings },
  };
}

/**
 * Calls over connections of its own: those of the server would let this call wait for, or even be answered by, an equal one that was made with other
 * credentials.
 */
async function verified(
  { logger, requestTimeoutMs }: LinkingOptions,
  { provider, accountId, subdomain }: LinkPlace,
  { credentials, settings }: Omit<LinkFields, "subdomain">,
  counter = createUpstreamCounter(),
): Promise<VerifiedAccount> {
  const http = createHttp({ requestTimeoutMs, userAgent: "hiregraph", logger });
  try {
    const account = { id: accountId, provider: provider.id, subdomain, settings };
    const { signal } = new AbortController();
    const deadline = Date.now() + requestTimeoutMs;
    return await provider.verify(http.session({ provider, account, credentials, counter, signal, deadline }));
  } finally {
    http.close();
  }
}

/** A name that the operator gave stays; the provider's own one fills the gap. */
function toInput(place: LinkPlace, { credentials, settings, displayName }: Proven, names: LinkNames): LinkInput {
  const { workspaceId, provider, subdomain, accountId, known } = place;
  const name = names.displayName ?? (known?.displayName == null ? displayName : null);
  // The newer ones count, where a process still holds those that it renewed before.
  const dated = { issuedAt: new Date().toISOString(), ...credentials };
  return {
    ...{ id: accountId, workspaceId, provider: provider.id, subdomain, credentials: dated, settings },
    ...(names.externalId !== undefined && { externalId: names.externalId }),
    ...(name !== null && { displayName: name }),
  };
}

async function refuseOther(store: Store, link: LinkTokenRow, { provider, subdomain }: LinkPlace): Promise<void> {
  if (link.provider !== null && link.provider !== provider.id)
    throw new AppError("CONFLICT", `This link is not for ${provider.name}.`);
  if (link.accountId === null) return;
  const account = await getLinkedAccount(store, link.workspaceId, link.accountId);
  if (account?.provider === provider.id && account.subdomain === subdomain) return;
  throw new AppError(
    "CONFLICT",
    `This link is for the account “${account?.subdomain ?? ""}” and no other. You entered “${subdomain}”.`,
    { details: { field: "subdomain" } },
  );
}
