import { getMetadataStorage } from "type-graphql";

import type { ModelName } from "../schema/model-name.js";
import { models } from "../schema/models.js";

/** Told by every record, or not a matter of the provider. */
const alwaysThere = new Set([
  "id",
  "remoteId",
  "provider",
  "account",
  "freshness",
  "customFields",
  "missing",
  "remoteData",
  "remoteDeletedAt",
]);

/** References that a model's class keeps beside its GraphQL fields, as its edges. */
const references: Partial<Record<ModelName, readonly string[]>> = {
  Application: ["jobRef", "stageRef"],
  Job: ["departmentRef"],
  Department: ["parentRef"],
  Activity: ["userRef", "candidateRef", "applicationRef", "jobRef"],
  Attachment: ["candidateRef", "applicationRef"],
  Employee: ["managerRef", "groupRefs", "candidateRef"],
  Group: ["parentRef"],
  TimeoffRequest: ["typeRef"],
  TimeoffBalance: ["typeRef"],
};

const known = new Map<ModelName, readonly string[]>();

/** The fields of a model that a mapper fills: those of its class and of the interface, and its references. */
export function mappedFields(model: ModelName): readonly string[] {
  const fields = known.get(model) ?? readFields(model);
  known.set(model, fields);
  return fields;
}

function readFields(model: ModelName): readonly string[] {
  const chain = prototypes(models[model].type);
  const fields = getMetadataStorage().fields.filter(({ target }) => chain.includes(target));
  const names = fields.map(({ schemaName }) => schemaName).filter((name) => !alwaysThere.has(name));
  return [...new Set([...names, ...(references[model] ?? [])])].sort();
}

function prototypes(type: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at: unknown = type; typeof at === "function"; at = Object.getPrototypeOf(at)) chain.push(at);
  return chain;
}

/** The name of the edge that a reference is shown as: `groupRefs` is `groups`, `jobRef` is `job`; extras are `customFields`. */
export function publicName(field: string): string {
  if (field === "extras") return "customFields";
  return field.replace(/Refs$/, "s").replace(/Ref$/, "");
}
