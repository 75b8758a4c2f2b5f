import { AppError } from "../../lib/errors.js";
import type { ModelName } from "../../schema/model-name.js";
import { isObject } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type { FileContent, FormField, StepResult, StepResults, WriteAnswer } from "../write.js";

/** A key of ours as the number that the provider takes. Throws an InputRefusal for anything else. */
export function givenId(key: string | undefined, field: string): number {
  // What is larger would not be the same number once it is one.
  if (key !== undefined && /^\d{1,15}$/.test(key)) return Number(key);
  throw new InputRefusal("This is no record of Sage HR.", [field], "NOT_FOUND");
}

/** What a call made, by the id in its answer. Throws PROVIDER_BAD_RESPONSE where it tells none, so that it is looked for. */
export function createdIn({ body }: WriteAnswer, model: ModelName): StepResult {
  const data: unknown = isObject(body) ? body["data"] : undefined;
  const record: unknown = Array.isArray(data) ? data[0] : data;
  const id: unknown = isObject(record) ? record["id"] : undefined;
  if (typeof id === "number" || (typeof id === "string" && id !== "")) return { created: { model, key: String(id) } };
  throw new AppError("PROVIDER_BAD_RESPONSE", `Sage HR: expected an id in "data".`);
}

/** The key of the record that a step made. */
export function madeBy(done: StepResults, step: string): string {
  const key = done[step]?.created?.key;
  if (key === undefined) throw new AppError("INTERNAL", `The step "${step}" of a write made no record.`);
  return key;
}

/** The fields of a form that are given, in their order. */
export function formOf(fields: Readonly<Record<string, string | FileContent | undefined>>): FormField[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
