import { plainText } from "../http/text.js";
import type { PayloadReader } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import type { StepResult } from "../write.js";
import { activityKey } from "./workable.activity.js";
import type { WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { readTimeline } from "./workable.timeline.js";
import { memberRefOf } from "./workable.user.js";
import { unconfirmed } from "./workable.vocabulary.js";

/** How far Workable's clock may be from ours. */
const clockToleranceMs = 60_000;

/** From when on something may have been made by a call that was sent at a moment. */
function earliest(sentAt: Date): Date {
  return new Date(sentAt.getTime() - clockToleranceMs);
}

export function isSince(instant: string | null, sentAt: Date): boolean {
  return instant !== null && Date.parse(instant) >= earliest(sentAt).getTime();
}

/** That moment as `created_after` and `updated_after` take it. */
export function sinceText(sentAt: Date): string {
  const at = new Date(earliest(sentAt).getTime() - unconfirmed.sinceMarginMs);
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** An entry of a timeline that a call would have made. */
export interface Trace {
  candidateId: string;
  memberId: string;
  action: string;
  /** What else must be so. */
  isOwn?: (row: PayloadReader) => boolean;
}

/** The entries that may be a call's, as the activities that they are; the oldest first. */
export async function findTraces(
  client: WorkableClient,
  session: ProviderSession,
  trace: Trace,
  sentAt: Date,
): Promise<StepResult[]> {
  const { candidateId, memberId, action, isOwn = () => true } = trace;
  const rows = await readStrictly(() => readTimeline(client, session, candidateId));
  return rows
    .filter((row) => row.text("action") === action && memberRefOf(row)?.key === memberId)
    .filter((row) => isSince(row.instant("created_at"), sentAt) && isOwn(row))
    .map((row) => ({ created: { model: "Activity", key: activityKey({ candidateId }, row.id("id")) } }));
}

/** Whether a text that was read back is the one that was sent; blanks may be changed and characters escaped on the way. */
export function isSameText(found: string | null, sent: string): boolean {
  const texts = [found ?? "", plainText(found ?? "")];
  return texts.some((text) => squeezed(text) === squeezed(sent));
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
