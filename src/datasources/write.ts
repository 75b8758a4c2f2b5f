import type { Readable } from "node:stream";

import type { AppError } from "../lib/errors.js";
import type { Draft } from "../schema/draft.js";
import type { AttachmentKind } from "../schema/enums.js";
import type { ModelName } from "../schema/model-name.js";
import type { Models } from "../schema/models.js";
import type { Depth } from "../schema/provider-record.js";
import type { CreateActivityInput, CreateAttachmentInput } from "../schema/writes/activity-inputs.js";
import type {
  MoveApplicationInput,
  RateApplicationInput,
  RecordAssessmentResultInput,
  ReinstateApplicationInput,
  RejectApplicationInput,
  TransferApplicationInput,
} from "../schema/writes/application-inputs.js";
import type {
  CreateCandidateInput,
  SetCandidateTagsInput,
  UpdateCandidateInput,
} from "../schema/writes/candidate-inputs.js";
import type {
  CreateEmployeeDocumentInput,
  CreateEmployeeInput,
  RehireEmployeeInput,
  SetCustomFieldsInput,
  TerminateEmployeeInput,
  UpdateEmployeeInput,
} from "../schema/writes/employee-inputs.js";
import type { CreateTimeoffRequestInput, DecideTimeoffRequestInput } from "../schema/writes/timeoff-inputs.js";
import type { WriteInput, WriteName } from "../schema/writes/write-input.js";
import type { ProviderSession, QueryValue, SessionAccount } from "./provider.js";

/** What a provider can write. What is absent it cannot; there are no stubs that throw. */
export interface ProviderWrites {
  sources: { [Name in WriteName]?: WriteSource<Name> };
  /**
   * What a refused call means, part by part: an empty list when it is no refusal of the input. `error` is what `send` threw for the call,
   * with the provider's parsed body to be had by `rejectionOf`.
   */
  explain(error: AppError, write: WriteName): Refusal[];
}

/** Why a provider did not take an input. */
export interface Refusal {
  /** CONFLICT: what would be made is there already. */
  code: "CONFLICT" | "NOT_FOUND" | "PROVIDER_REJECTED";
  /** The input's field that it belongs to, by its path. */
  field?: string[];
  message: string;
  /** The provider's own words; for the client only, never logged. */
  providerMessage?: string;
}

export interface WriteSource<Name extends WriteName> {
  /** The input's fields that are written, beside those that the schema itself asks for. Others are refused before any call. */
  accepts: readonly (keyof WriteInputs[Name] & string)[];
  /** Fields that must be given although the schema leaves them open; in a list within, one of them. */
  requires?: readonly (FieldOf<Name> | readonly FieldOf<Name>[])[];
  /** In whose name it is done. Absent: the provider does not ask. */
  actor?: "required" | "optional";
  limits?: readonly FieldLimit<Name>[];
  /** The provider fetches the file itself, so that nothing but its address can be given. */
  fetchesFiles?: true;
  /** What else people should know before they write, in a sentence. */
  remark?: string;
  /** The calls that do it. Calls nothing itself; throws an InputRefusal for an input that the provider would not take. */
  plan(input: WriteInputs[Name], context: PlanContext): WritePlan;
}

type FieldOf<Name extends WriteName> = keyof WriteInputs[Name] & string;

/** A bound on one field of an input. */
export interface FieldLimit<Name extends WriteName = WriteName> {
  field: keyof WriteInputs[Name] & string;
  /** Characters of a text. */
  maxLength?: number;
  /** Bytes of a file. */
  maxBytes?: number;
  /** Members of a list. */
  maxItems?: number;
  /** Endings of file names, in small letters: `pdf`. */
  fileTypes?: readonly string[];
  /** The only values that are taken. */
  values?: readonly (string | number | boolean)[];
}

/** An input that cannot be written, found before any call. */
export class InputRefusal extends Error {
  override readonly name = "InputRefusal";

  constructor(
    message: string,
    readonly field: readonly string[],
    /** NOT_FOUND: an id whose key no record of the provider can have. */
    readonly code: "BAD_USER_INPUT" | "NOT_FOUND" | "UNSUPPORTED_BY_PROVIDER" = "BAD_USER_INPUT",
  ) {
    super(message);
  }
}

export interface PlanContext {
  account: SessionAccount;
  /** The key of the acting member; null when neither the input nor the account names one. Never null where `actor` is "required". */
  actor: string | null;
}

/** Calls in their order. A plan that is made anew from the same input has steps of the same names, so that it can be gone on with later. */
export interface WritePlan {
  steps: readonly WriteStep[];
  /** Looks for what the write would make a second time. */
  existing?: ExistingSearch;
  /** The records for the payload, from what the steps gave; makes calls only for what their answers did not carry. */
  results(session: WriteSession, done: StepResults): readonly WrittenRecord[] | Promise<readonly WrittenRecord[]>;
  /** The calls that `results` makes, because no answer ever carries what they tell. */
  resultCalls?: readonly string[];
  /** How much of the records is known with them: a depth, or the fields of what is less than a row. What is not here is known by its key. */
  carried?: { readonly [Name in ModelName]?: Depth | readonly string[] };
}

export interface WriteStep {
  /** Unique in its plan, in plain words: `comment`, `attachment 2`. */
  name: string;
  /** As the provider's documentation has it: `POST /candidates/{id}/comments`. */
  call: string;
  /** The greatest number of calls that the step takes; 1 unless said. */
  calls?: number;
  /** `note` keeps a fact for `find`, for as long as the outcome is open: to be waited for before the call is made that it tells of. */
  send(session: WriteSession, done: StepResults, note: (fact: string) => Promise<void>): Promise<StepResult>;
  /** How to learn, when no answer came, whether the provider took the call. Without it, and where the step is not repeatable, that stays unknown. */
  find?: LostAnswerSearch;
  /** Sending it a second time leaves everything as the first time did. */
  isRepeatable?: true;
}

export interface LostAnswerSearch {
  call: string;
  calls?: number;
  /**
   * What the provider has that the call may have made, not before `sentAt`; the oldest first, empty when there is nothing. Allow for clocks that
   * differ by a minute. `noted` is what the last sending noted, if it did.
   */
  look(session: WriteSession, sentAt: Date, done: StepResults, noted?: string): Promise<StepResult[]>;
}

export interface ExistingSearch {
  call: string;
  calls?: number;
  /** The provider itself refuses doubles, so that asking before the write would be a call for nothing. */
  isRefusedByProvider: boolean;
  find(session: WriteSession): Promise<WrittenRecord | null>;
}

/** What one step made. Everything but drafts is kept, so that a repeated write answers the same. */
export interface StepResult {
  /** The record that was made. Two writes never count the same one as theirs. */
  created?: { model: ModelName; key: string };
  /** Records as the answer carried them. */
  drafts?: readonly WrittenRecord[];
  /** A record that goes on under another key: the old one leads to the new from now on. */
  moved?: { models: readonly ModelName[]; from: string; to: string };
}

/** The results of the steps that are done, by their names. */
export type StepResults = Readonly<Record<string, StepResult>>;

/** A record to show: whole, where an answer carried it, or by its key, to be read when something of it is selected. */
export type WrittenRecord = {
  [Name in ModelName]: { model: Name; key: string; draft?: Draft<Models[Name]> };
}[ModelName];

/** One account during one write. Reads are made anew each time. */
export interface WriteSession extends ProviderSession {
  /**
   * Sends one call below the account's address, once: it is only repeated after a 429. Throws AppErrors as `get` does; for all but the plain
   * refusals (4xx) the provider may have taken it.
   */
  send(request: WriteRequest): Promise<WriteAnswer>;
}

export interface WriteRequest {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  query?: Readonly<Record<string, QueryValue>>;
  /** In `json`, a FileContent stands for its base64 text, which is streamed. A form is sent as multipart. */
  body?: { json: unknown } | { form: readonly FormField[] };
}

export interface FormField {
  name: string;
  value: string | FileContent;
}

export interface WriteAnswer {
  status: number;
  /** Parsed JSON; the text where it is none; null when it is empty. */
  body: unknown;
}

/** A file as adapters send it. */
export class FileContent {
  constructor(
    readonly fileName: string,
    /** Media type, such as `application/pdf`. */
    readonly contentType: string,
    readonly sizeBytes: number,
    /** The content from its beginning; may be asked for more than once. */
    readonly open: () => Readable,
    /** The public address that it was given by, if it was. */
    readonly address?: string,
  ) {}
}

export interface AttachedFile {
  content: FileContent;
  kind?: AttachmentKind;
}

type FileFields = "file" | "contentBase64" | "fileName" | "url";

/** An input as adapters get it: ids are the provider's keys, what is null or absent is absent, and files are at hand. */
type Given<Input> = Omit<Input, keyof WriteInput | FileFields | "accountId">;
type GivenFile = { file: FileContent };

export interface WriteInputs {
  createActivity: Given<CreateActivityInput>;
  createAttachment: Given<CreateAttachmentInput> & GivenFile;
  createCandidate: Given<Omit<CreateCandidateInput, "attachments">> & { attachments?: AttachedFile[] };
  updateCandidate: Given<Omit<UpdateCandidateInput, "attachments">> & { attachments?: AttachedFile[] };
  moveApplication: Given<MoveApplicationInput>;
  transferApplication: Given<TransferApplicationInput>;
  rejectApplication: Given<RejectApplicationInput>;
  reinstateApplication: Given<ReinstateApplicationInput>;
  setCandidateTags: Given<SetCandidateTagsInput>;
  rateApplication: Given<RateApplicationInput>;
  recordAssessmentResult: Given<Omit<RecordAssessmentResultInput, "report">> & { report?: AttachedFile };
  createEmployee: Given<CreateEmployeeInput>;
  updateEmployee: Given<UpdateEmployeeInput>;
  terminateEmployee: Given<TerminateEmployeeInput>;
  rehireEmployee: Given<RehireEmployeeInput>;
  createEmployeeDocument: Given<CreateEmployeeDocumentInput> & GivenFile;
  createTimeoffRequest: Given<CreateTimeoffRequestInput>;
  decideTimeoffRequest: Given<DecideTimeoffRequestInput>;
  /** `model` says whose node it is. */
  setCustomFields: Given<SetCustomFieldsInput> & { model: ModelName };
}
