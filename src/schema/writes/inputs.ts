import type { ClassType } from "type-graphql";
import { getMetadataStorage } from "type-graphql";

import { CreateActivityInput, CreateAttachmentInput } from "./activity-inputs.js";
import {
  MoveApplicationInput,
  RateApplicationInput,
  RecordAssessmentResultInput,
  ReinstateApplicationInput,
  RejectApplicationInput,
  TransferApplicationInput,
} from "./application-inputs.js";
import { CreateCandidateInput, SetCandidateTagsInput, UpdateCandidateInput } from "./candidate-inputs.js";
import {
  CreateEmployeeDocumentInput,
  CreateEmployeeInput,
  RehireEmployeeInput,
  SetCustomFieldsInput,
  TerminateEmployeeInput,
  UpdateEmployeeInput,
} from "./employee-inputs.js";
import { CreateTimeoffRequestInput, DecideTimeoffRequestInput } from "./timeoff-inputs.js";
import type { WriteInput, WriteName } from "./write-input.js";

/** The input of each mutation. */
export const writeInputs = {
  createActivity: CreateActivityInput,
  createAttachment: CreateAttachmentInput,
  createCandidate: CreateCandidateInput,
  updateCandidate: UpdateCandidateInput,
  moveApplication: MoveApplicationInput,
  transferApplication: TransferApplicationInput,
  rejectApplication: RejectApplicationInput,
  reinstateApplication: ReinstateApplicationInput,
  setCandidateTags: SetCandidateTagsInput,
  rateApplication: RateApplicationInput,
  recordAssessmentResult: RecordAssessmentResultInput,
  createEmployee: CreateEmployeeInput,
  updateEmployee: UpdateEmployeeInput,
  terminateEmployee: TerminateEmployeeInput,
  rehireEmployee: RehireEmployeeInput,
  createEmployeeDocument: CreateEmployeeDocumentInput,
  createTimeoffRequest: CreateTimeoffRequestInput,
  decideTimeoffRequest: DecideTimeoffRequestInput,
  setCustomFields: SetCustomFieldsInput,
} as const satisfies Record<WriteName, ClassType<WriteInput>>;

const required = new Map<WriteName, readonly string[]>();

/** The fields that the schema itself asks for; one with a default is not among them. */
export function requiredFields(name: WriteName): readonly string[] {
  const fields = required.get(name) ?? readRequired(writeInputs[name]);
  required.set(name, fields);
  return fields;
}

function readRequired(type: unknown): string[] {
  const chain: unknown[] = [];
  for (let at = type; typeof at === "function"; at = Object.getPrototypeOf(at)) chain.push(at);
  const fields = getMetadataStorage().fields.filter(({ target }) => chain.includes(target));
  const needed = fields.filter(
    ({ typeOptions: { nullable, defaultValue } }) => !nullable && defaultValue === undefined,
  );
  return needed.map(({ schemaName }) => schemaName);
}
