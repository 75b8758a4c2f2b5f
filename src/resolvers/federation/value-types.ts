import { getNamedType, isLeafType, isObjectType } from "graphql";
import type { GraphQLObjectType, GraphQLSchema } from "graphql";

/**
 * The names of the object types that are plain values: nothing but leaves and other values below them, no identity and no arguments. Other graphs may
 * have types that are the same, as all that follow Relay have `PageInfo`.
 */
export function valueTypesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  let values = new Set(types.filter((type) => !roots.includes(type) && mayBeValue(type)));
  // Types may hold themselves, so that those which hold something else are taken out until none is left.
  for (let size = -1; size !== values.size;) {
    size = values.size;
    values = new Set([...values].filter((type) => holdsOnly(type, values)));
  }
  return new Set([...values].map(({ name }) => name));
}

function mayBeValue(type: GraphQLObjectType): boolean {
  const fields = Object.values(type.getFields());
  return (
    !type.name.startsWith("__") && type.getInterfaces().length === 0 && fields.every(({ args }) => args.length === 0)
  );
}

function holdsOnly(type: GraphQLObjectType, values: ReadonlySet<unknown>): boolean {
  return Object.values(type.getFields()).every((field) => {
    const named = getNamedType(field.type);
    return isLeafType(named) || values.has(named);
  });
}
