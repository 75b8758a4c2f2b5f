import {
  Kind,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from "graphql";
import type {
  BooleanValueNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  VariableNode,
} from "graphql";

import { AppError } from "../../lib/errors.js";
import { documentLimits as limits } from "./limits.js";

/** What `@skip` and `@include` say of a selection, where variables decide. */
export interface Condition {
  variable: string;
  /** The value with which the selection is left out. */
  skipsWhen: boolean;
}

/** A field of an operation, its fragments resolved for one object type. */
export interface SelectedField {
  key: string;
  definition: GraphQLField<unknown, unknown>;
  node: FieldNode;
  conditions: readonly Condition[];
  /** The object or interface that it gives; null for leaves. */
  type: GraphQLCompositeType | null;
  isList: boolean;
  /** What is selected below it, by the name of the object type that may stand there. */
  children: ReadonlyMap<string, readonly SelectedField[]>;
}

interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  fields: number;
}

interface Gathered {
  node: FieldNode;
  conditions: readonly Condition[];
  selectionSets: SelectionSetNode[];
}

/**
 * The fields that an operation selects, introspection left out. The operation must have been validated.
 * Throws QUERY_TOO_EXPENSIVE when it is nested too deep or selects too much to be looked at.
 */
export function selectionOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly SelectedField[] {
  const root = schema.getRootType(operation.operation);
  return root ? fieldsOf({ schema, fragments, fields: 0 }, root, [operation.selectionSet], 1) : [];
}

function fieldsOf(
  walk: Walk,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  depth: number,
): SelectedField[] {
  const gathered = new Map<string, Gathered>();
  for (const set of selectionSets) gather(walk, type, set.selections, [], gathered);
  return [...gathered.values()].flatMap((field) => selected(walk, type, field, depth));
}

function selected(walk: Walk, parent: GraphQLObjectType, field: Gathered, depth: number): SelectedField[] {
  const { node, conditions, selectionSets } = field;
  const definition = parent.getFields()[node.name.value];
  if (!definition) return [];
  if (depth > limits.depth) throw tooExpensive(`It is nested deeper than ${limits.depth} fields.`);
  const named = getNamedType(definition.type);
  const type = isCompositeType(named) ? named : null;
  const objects = type === null ? [] : isObjectType(type) ? [type] : walk.schema.getPossibleTypes(type);
  return [
    {
      key: (node.alias ?? node.name).value,
      definition,
      node,
      conditions,
      type,
      isList: isListType(getNullableType(definition.type)),
      children: new Map(objects.map((object) => [object.name, fieldsOf(walk, object, selectionSets, depth + 1)])),
    },
  ];
}

function gather(
  walk: Walk,
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  outer: readonly Condition[],
  into: Map<string, Gathered>,
): void {
  for (const selection of selections) {
    const conditions = conditionsOf(selection, outer);
    if (!conditions) continue;
    if ((walk.fields += 1) > limits.fields) throw tooExpensive(`It selects more than ${limits.fields} fields.`);
    if (selection.kind === Kind.FIELD) {
      gatherField(selection, conditions, into);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (fragment && applies(walk.schema, fragment.typeCondition?.name.value, type)) {
      gather(walk, type, fragment.selectionSet.selections, conditions, into);
    }
  }
}

function gatherField(node: FieldNode, conditions: readonly Condition[], into: Map<string, Gathered>): void {
  if (node.name.value.startsWith("__")) return;
  // The same field under other conditions is kept apart: it may come alone.
  const name = JSON.stringify([(node.alias ?? node.name).value, conditions]);
  const known = into.get(name) ?? { node, conditions, selectionSets: [] };
  if (node.selectionSet) known.selectionSets.push(node.selectionSet);
  into.set(name, known);
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return (isInterfaceType(wanted) || isAbstractType(wanted)) && schema.isSubType(wanted, type);
}

/** The conditions under which a selection comes; null when it never does. */
function conditionsOf({ directives = [] }: SelectionNode, outer: readonly Condition[]): readonly Condition[] | null {
  let conditions = outer;
  for (const { name, arguments: given = [] } of directives) {
    if (name.value !== "skip" && name.value !== "include") continue;
    const skipsWhen = name.value === "skip";
    const value = given.find((argument) => argument.name.value === "if")?.value;
    if (value?.kind === Kind.BOOLEAN && isSkipped(value, skipsWhen)) return null;
    if (value?.kind === Kind.VARIABLE) conditions = [...conditions, conditionOn(value, skipsWhen)];
  }
  return conditions;
}

function isSkipped({ value }: BooleanValueNode, skipsWhen: boolean): boolean {
  return value === skipsWhen;
}

function conditionOn({ name }: VariableNode, skipsWhen: boolean): Condition {
  return { variable: name.value, skipsWhen };
}

/** Whether a field is selected with these variables. */
export function isIncluded({ conditions }: SelectedField, variables: Readonly<Record<string, unknown>>): boolean {
  return conditions.every(({ variable, skipsWhen }) => variables[variable] !== skipsWhen);
}

export function tooExpensive(why: string): AppError {
  return new AppError("QUERY_TOO_EXPENSIVE", `This query is too expensive. ${why}`);
}
