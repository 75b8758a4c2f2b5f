import { UserErrorCode } from "../schema/writes/payload.js";
import type { UserError } from "../schema/writes/payload.js";

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
export const noSuchRecordMessage = "There is no such record.";

export function noSuchRecord(field: readonly string[]): WriteRefused {
  return refuse(UserErrorCode.NOT_FOUND, noSuchRecordMessage, field);
}
