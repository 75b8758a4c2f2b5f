import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import type { GraphQLField, GraphQLInputType, GraphQLOutputType, GraphQLSchema } from "graphql";

import type { Answer } from "./world.js";

export type Ask = (query: string, variables: Record<string, unknown>) => Promise<Pick<Answer, "data" | "errors">>;

/** A root field, and what came of asking it. */
export interface RootField {
  name: string;
  operation: "query" | "mutation" | "subscription";
  /** The type that its answer is about: of a connection, that of its nodes. */
  about: string;
  outcome: "forbidden" | "open";
}

/** Values for scalars that inputs may want. An unknown scalar fails the walk, so that somebody adds it here. */
const scalars: Record<string, unknown> = {
  ...{ ID: "TGlua2VkQWNjb3VudDowMDAwMDAwMDAwMDA=", String: "text", Int: 1, Float: 1.5, Boolean: true },
  ...{ DateTime: "2026-01-01T00:00:00Z", LocalDate: "2026-01-01", URL: "https://example.com/", JSON: {}, Upload: null },
  ...{ FieldSet: "id", _Any: { __typename: "Candidate", id: "TGlua2VkQWNjb3VudDowMDAwMDAwMDAwMDA=" } },
};

/** Asks every root field of a schema, each by itself and with what it requires, and tells which are not refused for want of a scope. */
export async function walkRoots(schema: GraphQLSchema, ask: Ask): Promise<RootField[]> {
  const types = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const found: RootField[] = [];
  for (const operation of ["query", "mutation", "subscription"] as const) {
    for (const field of Object.values(types[operation]?.getFields() ?? {})) {
      const { query, variables } = requestFor(operation, field);
      const { data, errors = [] } = await ask(query, variables);
      const isForbidden =
        (data?.[field.name] ?? null) === null &&
        errors.length > 0 &&
        errors.every(({ extensions, path }) => extensions["code"] === "FORBIDDEN" && path?.[0] === field.name);
      const outcome = isForbidden ? "forbidden" : "open";
      found.push({ name: field.name, operation, about: subjectOf(field.type), outcome });
    }
  }
  return found;
}

function requestFor(operation: RootField["operation"], { name, args, type }: GraphQLField<unknown, unknown>) {
  const required = args.filter(isRequiredArgument);
  const variables = Object.fromEntries(required.map((arg) => [arg.name, valueOf(arg.type)]));
  const heads = required.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
  const given = required.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const call = `${name}${given === "" ? "" : `(${given})`}`;
  const selection = isCompositeType(getNamedType(type)) ? " { __typename }" : "";
  return { query: `${operation}${heads === "" ? "" : ` (${heads})`} { ${call}${selection} }`, variables };
}

/** The least that an input of this type may be. */
function valueOf(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [valueOf(inner.ofType)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields());
    const given = inner.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
    return Object.fromEntries(given.map((field) => [field.name, valueOf(field.type)]));
  }
  if (!(inner.name in scalars)) throw new Error(`The walk knows no value of the scalar ${inner.name}.`);
  return scalars[inner.name];
}

/** The type that a field is about: of a connection, that of its nodes. */
export function subjectOf(output: GraphQLOutputType): string {
  const type = getNamedType(output);
  const nodes = isObjectType(type) ? type.getFields()["nodes"] : undefined;
  return getNamedType(nodes?.type ?? type).name;
}

/** The names of the types that `node` can give. */
export function nodeTypes(schema: GraphQLSchema): string[] {
  const node = schema.getType("Node");
  return isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
}

/** A selection of everything that hangs on a node type: its own plain fields, and the type and id of whatever its edges lead to. */
export function edgesOf(schema: GraphQLSchema, name: string): string {
  const type = schema.getType(name);
  return isObjectType(type) ? selectionOf(type, 3) : "__typename";
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) return "";
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const isEdge = isCompositeType(getNamedType(field.type));
    if (!isEdge) return depth === 3 || field.name === "id" ? [field.name] : [];
    if (depth === 0 || ["pageInfo", "sources", "edges"].includes(field.name)) return [];
    const page = field.args.some((arg) => arg.name === "first") ? "(first: 1)" : "";
    return [`${field.name}${page} ${selectionOf(field.type, depth - 1)}`];
  });
  return `{ __typename ${parts.join(" ")} }`;
}

/** Every object of an answer that is of one of these types and tells more than its type. */
export function objectsOf(data: unknown, types: readonly string[]): { type: string; id: string }[] {
  if (Array.isArray(data)) return data.flatMap((item) => objectsOf(item, types));
  if (typeof data !== "object" || data === null) return [];
  const { __typename: type = "", id } = data as { __typename?: string; id?: string };
  const own = types.includes(type) && id !== undefined ? [{ type, id }] : [];
  return [...own, ...Object.values(data).flatMap((item) => objectsOf(item, types))];
}
