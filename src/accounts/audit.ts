import { setImmediate as turn } from "node:timers/promises";
import type { Logger } from "../lib/logger.js";
import { countAuditEvents, insertAuditEvents, selectAuditEvent, selectAuditEvents } from "../store/audit-events.js";
import type {
  ActorKind,
  AuditEventRow,
  AuditFilter,
  AuditStretch,
  Fact,
  NewAuditEvent,
} from "../store/audit-events.js";
import type { Store } from "../store/store.js";
import type { Principal } from "./api-keys.js";
import { createAuditQueue } from "./audit-queue.js";
import { createReadSummary } from "./read-summary.js";
import type { PersonalRead } from "./read-summary.js";

export type { AuditEventRow, AuditFilter, AuditStretch };

/** Everything that is recorded. */
export const auditActions = [
  "account.linked",
  "account.relinked",
  "account.updated",
  "account.unlinked",
  "account.refreshed",
  "link_token.created",
  "link_token.used",
  "link_token.refused",
  "key.created",
  "key.revoked",
  "key.rotated_encryption",
  "write.done",
  "write.refused",
  "write.unknown",
  "proxy.called",
  "pii.read",
] as const;

export type AuditAction = (typeof auditActions)[number];

export function isAuditAction(text: string): text is AuditAction {
  return auditActions.some((action) => action === text);
}

/** Who did it: an API key's id, or a hash of a JWT's subject; the other kinds have none. */
export type Actor = { readonly kind: ActorKind; readonly id: string | null };

export type AuditEvent = {
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly accountId?: string | null;
  /** Names of mutations, methods, scopes and models, counts and statuses. A text that is no such word is withheld. */
  readonly detail?: Readonly<Record<string, Fact>>;
};

/** What was done to which account by whom, kept without anything personal. */
export interface Audit {
  /** Keeps an event in memory; it is written within a tenth of a second, together with others. */
  record(event: AuditEvent): void;
  /** Resolves when the event is written. Throws when it could not be: what it tells of must then not be answered as done. */
  record(event: AuditEvent, options: { readonly durable: true }): Promise<void>;
  /** Counts records whose personal fields were read; each minute those of one model and account make one event. */
  notePersonalRead(principal: Principal, read: PersonalRead): void;
  /** Events of a workspace, those that were just recorded here among them. */
  events(workspaceId: string, filter: AuditFilter, stretch: AuditStretch): Promise<AuditEventRow[]>;
  count(workspaceId: string, filter: AuditFilter): Promise<number>;
  /** Null when the workspace has no such event. */
  event(workspaceId: string, id: number): Promise<AuditEventRow | null>;
  /** Writes all that is held; call it before the store is closed. Never throws: what cannot be written is logged. */
  settled(): Promise<void>;
}

export type AuditOptions = {
  readonly store: Store;
  readonly logger: Logger;
  /** How long events and counts of reads are held. */
  readonly delayMs?: number;
  readonly summaryMs?: number;
};

/** Whoever has the shell. */
export const commandActor: Actor = { kind: "command", id: null };

export function actorOf(principal: Principal): Actor {
  return { kind: principal.kind, id: principal.keyId };
}

export function createAudit({ store, logger, delayMs = 100, summaryMs = 60_000 }: AuditOptions): Audit {
  const queue = createAuditQueue({ store, logger, delayMs });

  function record(event: AuditEvent): void;
  function record(event: AuditEvent, options: { readonly durable: true }): Promise<void>;
  function record(event: AuditEvent, options?: { readonly durable: true }): Promise<void> | undefined {
    if (options) return queue.write(toRow(event));
    queue.add(toRow(event));
    return undefined;
  }

  const reads = createReadSummary(({ principal, accountId, model, records, requests }) => {
    const { workspaceId } = principal;
    const detail = { model, records, requests };
    record({ workspaceId, actor: actorOf(principal), action: "pii.read", accountId, detail });
  }, summaryMs);

  return {
    record,
    notePersonalRead: reads.note,
    events: async (workspaceId, filter, stretch) => {
      await queue.flush();
      return listAuditEvents(store, workspaceId, filter, stretch);
    },
    count: (workspaceId, filter) => countAuditEvents(store.db, workspaceId, filter),
    event: (workspaceId, id) => selectAuditEvent(store.db, workspaceId, id),
    settled: async () => {
      // Who waited for what has just ended records it in this turn of the event loop.
      await turn();
      reads.flush();
      await queue.flush();
    },
  };
}

/** Events of a workspace as the database holds them. */
export async function listAuditEvents(
  store: Store,
  workspaceId: string,
  filter: AuditFilter,
  stretch: AuditStretch,
): Promise<AuditEventRow[]> {
  return selectAuditEvents(store.db, workspaceId, filter, stretch);
}

/** Writes one event at once, for a command that ends soon. */
export async function writeAuditEvent(store: Store, event: AuditEvent): Promise<void> {
  await insertAuditEvents(store.db, [toRow(event)]);
}

function toRow({ workspaceId, actor, action, accountId = null, detail = {} }: AuditEvent): NewAuditEvent {
  const facts = Object.entries(detail).map(([name, fact]) => [name, plainFact(fact)] as const);
  return {
    workspaceId,
    at: new Date(),
    actorKind: actor.kind,
    actorId: actor.id,
    action,
    accountId: accountId !== null && isWord(accountId) ? accountId : null,
    detail: Object.fromEntries(facts),
  };
}

const withheld = "withheld";

/** Names, addresses and sentences are no words, so that nothing personal gets in through a caller's mistake. */
function plainFact(fact: Fact): Fact {
  if (typeof fact === "string") return isWord(fact) ? fact : withheld;
  return Array.isArray(fact) ? fact.map((word: string) => (isWord(word) ? word : withheld)) : fact;
}

/** A path whose segments are words or stand for an id is one, too. */
function isWord(text: string): boolean {
  return /^[\w.:-]{1,40}$/.test(text) || (text.length <= 200 && /^(?:\/(?:[a-z_-]*|v\d|\{id\}))+$/.test(text));
}
