import { AppError } from "../../lib/errors.js";
import { Depth } from "../../schema/provider-record.js";
import { isObject, PayloadError, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type { PlanContext, StepResult, StepResults, WriteAnswer, WrittenRecord } from "../write.js";
import { toApplication } from "./workable.application.js";
import { toCandidate } from "./workable.candidate.js";
import { readStrictly } from "./workable.draft.js";
import { badResponse } from "./workable.paging.js";

/** The member in whose name Workable acts; throws an InputRefusal when there is none. */
export function memberOf({ actor }: PlanContext): string {
  if (actor === null) throw new InputRefusal("Workable asks in which member's name this is done.", ["actorId"]);
  return actor;
}

type Given<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

/** The fields that are there. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>;
}

/** Maps what a write answered. Throws PROVIDER_BAD_RESPONSE when it has another shape, so that what was made is looked for. */
export function readAnswer<Found>(value: unknown, what: string, map: (row: PayloadReader) => Found): Promise<Found> {
  return readStrictly(() => {
    if (!isObject(value)) throw badResponse(`Workable did not answer with the ${what}.`);
    return Promise.resolve(map(reader(value, what)));
  });
}

/** What is only to be shown: nothing where it cannot be had, for the write itself is done. */
export async function ifReadable<Found>(read: () => Found | Promise<Found>): Promise<Found | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError || error instanceof PayloadError) return null;
    throw error;
  }
}

/** The candidate in an answer. */
export function candidateIn({ body }: WriteAnswer): unknown {
  return isObject(body) ? body["candidate"] : undefined;
}

/** A candidate record as the two records that it is; that of the talent pool is no application. */
export function candidateRecords(row: PayloadReader, depth: Depth): WrittenRecord[] {
  const candidate = toCandidate(row, depth);
  const application = toApplication(row, depth);
  const { key } = candidate;
  const records: WrittenRecord[] = [{ model: "Candidate", key, draft: candidate }];
  return application ? [...records, { model: "Application", key, draft: application }] : records;
}

/** The result of a change whose answer holds the candidate as it is now. */
export async function changedCandidate(answer: WriteAnswer): Promise<StepResult> {
  const row = candidateIn(answer);
  const drafts = await ifReadable(() => readAnswer(row, "candidate", (one) => candidateRecords(one, Depth.DETAIL)));
  return drafts ? { drafts } : {};
}

/** What was made by a step that is done. */
export function createdBy(done: StepResults, step: string): StepResult["created"] {
  return done[step]?.created;
}

/** The drafts of the last step that gave any. */
export function lastDrafts(done: StepResults): readonly WrittenRecord[] | undefined {
  return Object.values(done).findLast(({ drafts }) => drafts !== undefined)?.drafts;
}
