import { Readable } from "node:stream";

import { FileContent } from "../../src/datasources/write.js";
import type {
  ProviderWrites,
  Refusal,
  StepResult,
  WriteInputs,
  WritePlan,
  WriteSession,
  WriteSource,
} from "../../src/datasources/write.js";
import { deliveryOf } from "../../src/datasources/http/translate.js";
import { AppError } from "../../src/lib/errors.js";
import type { WriteName } from "../../src/schema/writes/write-input.js";
import { noNote } from "./no-note.js";

/** A file as adapters get it. */
export function textFile(fileName: string, text: string, contentType = "application/pdf"): FileContent {
  const bytes = Buffer.from(text);
  return new FileContent(fileName, contentType, bytes.length, () => Readable.from([bytes], { objectMode: false }));
}

/** The plan of an input; throws when the provider does not offer the write. */
export function planFor<Name extends WriteName>(
  source: WriteSource<Name> | undefined,
  input: WriteInputs[Name],
  session: WriteSession,
): WritePlan {
  if (!source) throw new Error("The provider does not offer this write.");
  return source.plan(input, { account: session.account, actor: null });
}

/** Sends the steps of a plan up to one whose answer is to get lost, and gives what is then found of it. */
export async function loseAnswer(plan: WritePlan, stepName: string, session: WriteSession): Promise<StepResult[]> {
  const done: Record<string, StepResult> = {};
  for (const step of plan.steps) {
    const sentAt = session.now();
    const result = await step.send(session, done, noNote).catch((error: unknown) => error);
    if (!(result instanceof Error)) done[step.name] = result as StepResult;
    else if (step.name !== stepName || deliveryOf(result) === "refused") throw result;
    else if (!step.find) throw new Error(`Nothing can be found of "${stepName}".`);
    else return step.find.look(session, sentAt, done);
  }
  throw new Error("No answer was lost.");
}

/** What an adapter says of the error that a write ends with, and whether that is a plain refusal. */
export async function refusalsOf(
  writes: ProviderWrites | undefined,
  name: WriteName,
  write: Promise<unknown>,
): Promise<Refusal[]> {
  const error: unknown = await write.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError) || !writes) throw new Error("The write was not refused.", { cause: error });
  if (deliveryOf(error) !== "refused")
    throw new Error("It is not known whether the write was taken.", { cause: error });
  return writes.explain(error, name);
}
