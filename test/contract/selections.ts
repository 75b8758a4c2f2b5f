import { getNamedType, getNullableType, isEnumType, isListType, isObjectType, isScalarType } from "graphql";
import type { GraphQLObjectType } from "graphql";

import { buildGraphSchema } from "../../src/resolvers/schema.js";
import type { ModelName } from "../../src/schema/model-name.js";

const schema = buildGraphSchema();

/** Everything that a record says of itself: its leaves and value objects, but neither connections nor other records. */
export function ownFields(model: ModelName): string {
  return fieldsOf(objectType(model), []);
}

function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
}

function fieldsOf(type: GraphQLObjectType, above: string[]): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isScalarType(named) || isEnumType(named)) return [field.name];
    if (!isObjectType(named) || isNode(named) || named.name.endsWith("Connection") || above.includes(named.name))
      return [];
    // Histories and question lists cost a call for each record; they have tests of their own.
    if (isListType(getNullableType(field.type)) && ["stageHistory", "questions", "hiringTeam"].includes(field.name))
      return [];
    return [`${field.name} { ${fieldsOf(named, [...above, named.name])} }`];
  });
  return fields.filter((field) => field !== "enteredStageAt").join(" ");
}

function isNode(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === "Node");
}
