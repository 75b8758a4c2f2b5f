import { createAttachmentCreation } from "./attachment-writes.js";
import { createCandidateCreation, createCandidateUpdate, createNoteCreation } from "./candidate-writes.js";
import { createHireUpdate } from "./hire-writes.js";
import type { ApplicantStackData } from "./rows.js";
import type { SerialMaker } from "./serials.js";

/** A write as its caller sent it; `publisher` is the name that the account's history tells it under. */
export interface WriteRequest {
  readonly serial: string;
  readonly body: unknown;
  readonly publisher: string;
}

/** Carries out a write and gives what is answered beside the marker of success; throws a Refusal. */
export type Write = (request: WriteRequest) => Record<string, unknown>;

/** The writes by method and path, with `:serial` where a serial stands. */
export function createWrites(
  data: ApplicantStackData,
  serials: SerialMaker,
  settings: Record<string, unknown>,
): Readonly<Record<string, Write>> {
  return {
    "POST api/candidate": createCandidateCreation(data, serials),
    "PUT api/candidate/:serial": createCandidateUpdate(data, serials),
    "POST api/candidate/:serial/note": createNoteCreation(data),
    "POST api/candidate/:serial/attachment": createAttachmentCreation(data, serials, settings),
    "PUT o/api/hire/:serial": createHireUpdate(data),
  };
}
