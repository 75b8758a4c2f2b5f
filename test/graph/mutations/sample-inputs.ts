import { expect } from "vitest";

import { writeNames } from "../../../src/schema/writes/write-input.js";
import type { WriteName } from "../../../src/schema/writes/write-input.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";

interface TypeRef {
  kind: string;
  name: string | null;
  ofType: TypeRef | null;
}

interface InputField {
  name: string;
  type: TypeRef;
  defaultValue: string | null;
}

/** Values for any field of any mutation's input, by what the schema says of it. They are of the right type, and no more. */
export interface SampleInputs {
  fields(name: WriteName): string[];
  /** The fields without which GraphQL takes no input. */
  required(provider: ProviderId, name: WriteName): Record<string, unknown>;
  value(provider: ProviderId, name: WriteName, field: string): unknown;
  /** Makes members of a list, no two alike. */
  item(provider: ProviderId, name: WriteName, field: string): (value: unknown, index: number) => unknown;
  isList(name: WriteName, field: string): boolean;
  /** A value that is none of those, of the field's type. */
  other(name: WriteName, field: string, values: readonly string[]): unknown;
}

const typeOf = "type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/** The models that ids of these fields are of. */
const models = {
  applicationId: "Application",
  candidateId: "Candidate",
  jobId: "Job",
  stageId: "JobInterviewStage",
  reasonId: "RejectReason",
  employeeId: "Employee",
  managerId: "Employee",
  groupIds: "Group",
  typeId: "TimeoffType",
  timeoffRequestId: "TimeoffRequest",
  nodeId: "Employee",
  actorId: "User",
} as const;

/** Reads what the schema says of inputs. */
export async function sampleInputs(world: MutationWorld): Promise<SampleInputs> {
  const { data } = await world.ask(
    `{ __schema { types { name kind enumValues { name } inputFields { name defaultValue ${typeOf} } } } }`,
  );
  const types = new Map<string, any>(data.__schema.types.map((type: any) => [type.name, type]));
  const inputName = (name: WriteName) => `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const fieldsOf = (type: string): InputField[] => types.get(type)?.inputFields ?? [];
  const fieldOf = (name: WriteName, field: string): InputField => {
    const found = fieldsOf(inputName(name)).find((one) => one.name === field);
    if (!found) throw new Error(`${name} has no field ${field}.`);
    return found;
  };
  const isRequired = ({ type, defaultValue }: InputField) => type.kind === "NON_NULL" && defaultValue === null;

  const sample = (provider: ProviderId, field: string, type: TypeRef, index = 0): unknown => {
    if (type.kind === "NON_NULL" && type.ofType) return sample(provider, field, type.ofType, index);
    if (type.kind === "LIST" && type.ofType) return [sample(provider, field, type.ofType, index)];
    if (type.kind === "ENUM") return types.get(type.name ?? "").enumValues[index].name;
    if (type.kind === "INPUT_OBJECT") return object(provider, type.name ?? "", index);
    return scalar(provider, field, type.name ?? "", index);
  };
  const object = (provider: ProviderId, type: string, index: number): Record<string, unknown> =>
    Object.fromEntries(
      fieldsOf(type)
        .filter(isRequired)
        .map((field) => [field.name, sample(provider, field.name, field.type, index)]),
    );
  const scalar = (provider: ProviderId, field: string, type: string, index: number): unknown => {
    if (type === "ID") {
      if (field === "accountId") return world.accountId(provider);
      return world.id(provider, models[field as keyof typeof models], String(index + 7));
    }
    const values: Record<string, unknown> = { Int: 1, Float: 1, Boolean: true, LocalDate: "2027-06-07", JSON: "x" };
    return values[type] ?? `x${String(index)}`;
  };

  expect(writeNames.every((name) => fieldsOf(inputName(name)).length > 0)).toBe(true);
  return {
    fields: (name) => fieldsOf(inputName(name)).map((field) => field.name),
    required: (provider, name) => object(provider, inputName(name), 0),
    value: (provider, name, field) => {
      const { type } = fieldOf(name, field);
      // An upload cannot be given in JSON; the same file in base64 can.
      return sample(provider, field, type);
    },
    item: (provider, name, field) => (_value, index) => {
      const { type } = fieldOf(name, field);
      if (field === "attachments") return { fileName: `x${String(index)}.pdf`, contentBase64: "eHg=" };
      if (field === "parts") return { date: "2027-06-07", startTime: "09:00", endTime: "10:00" };
      const [item] = sample(provider, field, type, index) as unknown[];
      return item;
    },
    isList: (name, field) => {
      const { type } = fieldOf(name, field);
      return type.kind === "LIST" || type.ofType?.kind === "LIST";
    },
    other: (name, field, values) => {
      const { type } = fieldOf(name, field);
      const isList = type.kind === "LIST" || type.ofType?.kind === "LIST";
      const named = type.kind === "NON_NULL" ? type.ofType?.name : type.name;
      const enumValues: string[] = types.get(named ?? "")?.enumValues?.map((one: any) => one.name) ?? [];
      const value = enumValues.find((one) => !values.includes(one)) ?? "none of these";
      return isList ? [value] : value;
    },
  };
}
