import { UserErrorCode } from "../schema/writes/payload.js";
import type { UserError } from "../schema/writes/payload.js";
import type { WriteName } from "../schema/writes/write-input.js";
import { writeSpecs } from "./write-spec.js";

/** Ends a write with what its payload says of it. */
export class WriteRefused extends Error {
  override readonly name = "WriteRefused";

  constructor(readonly userErrors: readonly UserError[]) {
    super("The write was refused.");
  }
}

export function refuse(code: UserErrorCode, message: string, field?: readonly string[]): WriteRefused {
  return new WriteRefused([{ code, message, ...(field && { field }) }]);
}

/** The same words for what never was, is gone, or is somebody else's. */
const noSuchRecordMessage = "There is no such record.";

/** The words for a refusal: of ids that lead nowhere always the same, whoever found that out. */
export function wordsFor(
  name: WriteName,
  { code, message, field }: { code: string; message: string; field?: readonly string[] | undefined },
): string {
  const isId = field === undefined || Object.hasOwn(writeSpecs[name].ids, field[0] ?? "");
  return code === "NOT_FOUND" && isId ? noSuchRecordMessage : message;
}

export function noSuchRecord(field: readonly string[]): WriteRefused {
  return refuse(UserErrorCode.NOT_FOUND, noSuchRecordMessage, field);
}
