import { valueFromASTUntyped } from "graphql";

import { AppError } from "../../lib/errors.js";
import { maxReferences } from "../../loaders/entity-reference.js";
import { isIncluded } from "./selection.js";
import type { SelectedField } from "./selection.js";

type Variables = Readonly<Record<string, unknown>>;
type Representation = Readonly<Record<string, unknown>>;

/** The references that an `_entities` field is asked for; what is no object can name nothing and stands as an empty one. */
export function representationsOf({ node }: SelectedField, variables: Variables): readonly Representation[] {
  const value = node.arguments?.find(({ name }) => name.value === "representations")?.value;
  const given: unknown = value && valueFromASTUntyped(value, variables);
  // As everywhere in GraphQL, one value stands for a list of one.
  const list: readonly unknown[] = Array.isArray(given) ? given : given == null ? [] : [given];
  return list.map((representation) => (isObject(representation) ? representation : {}));
}

/** Throws BAD_USER_INPUT for an operation with more references, under all its aliases, than may come at once. */
export function refuseManyReferences(selection: readonly SelectedField[], variables: Variables): void {
  const fields = selection.filter((field) => field.definition.name === "_entities" && isIncluded(field, variables));
  const count = fields.reduce((sum, field) => sum + representationsOf(field, variables).length, 0);
  if (count <= maxReferences) return;
  const message = `representations may hold at most ${String(maxReferences)} in one operation; there are ${String(count)}.`;
  throw new AppError("BAD_USER_INPUT", message, { details: { field: "representations" } });
}

function isObject(value: unknown): value is Representation {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
