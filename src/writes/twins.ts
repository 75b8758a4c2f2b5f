import { setTimeout as sleep } from "node:timers/promises";

import type { StepResult } from "../datasources/write.js";
import { AppError } from "../lib/errors.js";
import type { JournalStep } from "./journal.js";

type Created = NonNullable<StepResult["created"]>;

/** What has to be known of other writes, so that what one of them made is not taken for another's. */
export interface Neighbours {
  /** Epoch ms; nobody is waited for longer. */
  deadline: number;
  /** What is noted of a step by other writes of the same input that were at work shortly before this one was begun, or since. */
  twins(step: string): Promise<JournalStep[]>;
  /** Whether another write made a record. */
  isOthers(created: Created): Promise<boolean>;
  /** Marks a record as made by this write; false when another write made it. */
  claim(created: Created): Promise<boolean>;
}

/** How often twins that wait for their answer are looked at. */
const pollMs = 100;
/** How far apart two sendings must be for their traces not to be mistaken, since clocks differ by a minute either way. */
const apartMs = 120_000;

/**
 * Of what the provider has since this step was first sent, what is this write's. `look` gives all that the step may have made since a moment,
 * the oldest first. Throws an AppError when that cannot be told yet.
 */
export async function ownTrace(
  write: Neighbours,
  step: string,
  firstSentAt: number,
  look: (since: Date) => Promise<StepResult[]>,
): Promise<StepResult | null> {
  const found = await look(new Date(firstSentAt));
  const whole = found.find(({ created }) => created === undefined);
  if (whole || found.length === 0) return whole ?? null;
  const unnamed = unnamedNear(firstSentAt, await twinsAtRest(write, step));
  const since = Math.min(firstSentAt, ...unnamed);
  const all = since === firstSentAt ? found : await look(new Date(since));
  const free: Created[] = [];
  for (const { created } of all) if (created && !(await write.isOthers(created))) free.push(created);
  // The oldest are those whose writes were answered, and told no id.
  for (const created of free.slice(unnamed.length)) {
    if (await write.claim(created)) return all.find((result) => result.created === created) ?? null;
  }
  return null;
}

/** The twins, once none of them waits for an answer any more: what such a one made is marked only when it is answered. */
async function twinsAtRest(write: Neighbours, step: string): Promise<JournalStep[]> {
  for (;;) {
    const twins = await write.twins(step);
    if (!twins.some(({ isUnderWay }) => isUnderWay)) return twins;
    if (Date.now() + pollMs > write.deadline) {
      throw new AppError("CONFLICT", "Another write of the same content is waiting for its answer.", {
        retryable: true,
      });
    }
    await sleep(pollMs);
  }
}

/** When those twins were sent that were answered without an id, as far as their traces may be among those since a moment. */
function unnamedNear(firstSentAt: number, twins: readonly JournalStep[]): number[] {
  const answered = twins.filter(({ status, result }) => status === "DONE" && result?.created === undefined);
  const sent = answered.flatMap(({ sentAt }) => (sentAt === undefined ? [] : [sentAt])).sort((a, b) => b - a);
  const near: number[] = [];
  for (const at of sent) {
    if (Math.min(firstSentAt, ...near) - at > apartMs) break;
    near.push(at);
  }
  return near;
}
