import { Kind, isAbstractType, isObjectType } from "graphql";
import type { GraphQLCompositeType } from "graphql";

import { assumedListSize, defaultPageSize, maxPageSize, tellingTypes } from "../../schema/relay/connection.js";
import { representationsOf } from "./representations.js";
import { isIncluded } from "./selection.js";
import type { SelectedField } from "./selection.js";

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation costs: the greatest number of records that its answer may hold. A record counts one wherever it is selected; what is
 * below a connection counts as often as its page is long, below another list ten times, below `nodes(ids)` once an id, and below `_entities` once a
 * reference to its type. Values and linked accounts count nothing by themselves, save what providers can do (10 a model), and a connection at least one.
 */
export function costOf(fields: readonly SelectedField[], variables: Variables): number {
  let cost = 0;
  for (const field of fields)
    if (field.type !== null && isIncluded(field, variables)) cost += costOfField(field, variables);
  return cost;
}

function costOfField(field: SelectedField, variables: Variables): number {
  if (field.type !== null && isConnection(field.type)) return Math.max(1, costOfConnection(field, variables));
  if (field.definition.name === "_entities") return costOfEntities(field, variables);
  const one = weightOf(field.type) + costOfChildren(field, variables);
  return one * (field.isList ? listSize(field, variables) : 1);
}

function costOfConnection(field: SelectedField, variables: Variables): number {
  const size = pageSizeOf(field, variables);
  let cost = 0;
  for (const part of field.children.values().next().value ?? []) {
    if (part.type === null || !isIncluded(part, variables)) continue;
    if (!isPagePart(part)) cost += costOfField(part, variables);
    else cost += size * (weightOf(part.type) + costOfChildren(part, variables));
  }
  return cost;
}

/** A reference names its type, so that nothing counts but what is selected of that. */
function costOfEntities(field: SelectedField, variables: Variables): number {
  const each = new Map<unknown, number>();
  let cost = 0;
  for (const { __typename: type } of representationsOf(field, variables)) {
    const one = each.get(type) ?? 1 + costOf(field.children.get(String(type)) ?? [], variables);
    each.set(type, one);
    cost += one;
  }
  return cost;
}

/** An interface stands for one of its types, so that the dearest counts. */
function costOfChildren({ children }: SelectedField, variables: Variables): number {
  let most = 0;
  for (const fields of children.values()) most = Math.max(most, costOf(fields, variables));
  return most;
}

/** Whether a field of a connection holds the page's records. */
function isPagePart({ definition }: SelectedField): boolean {
  return definition.name === "nodes" || definition.name === "edges";
}

function isConnection(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && type.getFields()["pageInfo"] !== undefined;
}

function weightOf(type: GraphQLCompositeType | null): number {
  return isRecord(type) ? 1 : (tellingTypes.get(type?.name ?? "") ?? 0);
}

/** Whether a field gives records of providers, or may. */
export function isRecord(type: GraphQLCompositeType | null): boolean {
  if (type === null) return false;
  return (
    isAbstractType(type) || (isObjectType(type) && type.getInterfaces().some(({ name }) => name === "ProviderRecord"))
  );
}

/** The page size that a connection's arguments ask for; one out of bounds is refused where it is read. */
function pageSizeOf(field: SelectedField, variables: Variables): number {
  const size = argument(field, "first", variables) ?? argument(field, "last", variables);
  return typeof size === "number" ? Math.min(Math.max(1, size), maxPageSize) : defaultPageSize;
}

function listSize(field: SelectedField, variables: Variables): number {
  const ids = argument(field, "ids", variables);
  if (ids === undefined) return assumedListSize;
  return Array.isArray(ids) ? Math.min(ids.length, maxPageSize) : 1;
}

/** A numeric or list argument; members of lists stand for themselves. Undefined when it is not given. */
function argument({ node }: SelectedField, name: string, variables: Variables): unknown {
  const value = node.arguments?.find((given) => given.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value] ?? undefined;
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.LIST ? value.values : undefined;
}
