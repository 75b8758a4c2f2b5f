import { Kind, valueFromASTUntyped } from "graphql";
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from "graphql";

import { AppError } from "../../lib/errors.js";
import { selectionOf } from "./selection.js";
import type { SelectedField } from "./selection.js";

export type SelectionReader = (document: DocumentNode, operation: OperationDefinitionNode) => readonly SelectedField[];

/** Reads what operations select, once each as long as their document is kept. Throws QUERY_TOO_EXPENSIVE, each time, for those too deep. */
export function createSelectionReader(schema: GraphQLSchema): SelectionReader {
  const known = new WeakMap<OperationDefinitionNode, readonly SelectedField[] | AppError>();
  return (document, operation) => {
    const selection = known.get(operation) ?? read(schema, document, operation);
    known.set(operation, selection);
    if (selection instanceof AppError) throw selection;
    return selection;
  };
}

function read(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const part of document.definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part);
  try {
    return selectionOf(schema, operation, fragments);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** The variables as they were given, with the operation's defaults for those that were not. */
export function givenVariables(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const variables = { ...given };
  for (const { variable, defaultValue } of variableDefinitions) {
    if (defaultValue && !(variable.name.value in given))
      variables[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return variables;
}
