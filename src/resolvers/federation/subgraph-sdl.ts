import { Kind, lexicographicSortSchema, parse, print, printSchema } from "graphql";
import type {
  ConstDirectiveNode,
  DefinitionNode,
  GraphQLSchema,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
} from "graphql";

import { createSubgraphDirectives } from "./subgraph-directives.js";
import type { SubgraphDirectives } from "./subgraph-directives.js";

/**
 * Version 2.9 is the first with `@cost` and `@listSize`. They come with the other directives, since composers that are not Apollo's do not know the
 * specification of their own that the two have as well.
 */
const link = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@cost", "@key", "@listSize", "@shareable", "@tag"]
  )`;

/** A schema as SDL, in an order that does not depend on how it was built, with the directives that composers of Apollo Federation 2 read. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const directives = createSubgraphDirectives(schema);
  const { definitions, ...document } = parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true });
  const marked = definitions.map((definition) => mark(definition, directives));
  return `${link}\n\n${print({ ...document, definitions: marked })}`;
}

function mark(definition: DefinitionNode, directives: SubgraphDirectives): DefinitionNode {
  if (!hasFields(definition)) return definition;
  const { name, fields = [] } = definition;
  return {
    ...definition,
    directives: [...(definition.directives ?? []), ...directives.ofType(name.value).flatMap(toNodes)],
    fields: fields.map((field) => {
      const added = directives.ofField(name.value, field.name.value).flatMap(toNodes);
      return { ...field, directives: [...(field.directives ?? []), ...added] };
    }),
  };
}

function hasFields(definition: DefinitionNode): definition is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

const parsed = new Map<string, readonly ConstDirectiveNode[]>();

/** A directive as it stands in a document. They are few, and most stand in many places. */
function toNodes(directive: string): readonly ConstDirectiveNode[] {
  const known = parsed.get(directive);
  if (known) return known;
  const [definition] = parse(`scalar Any ${directive}`, { noLocation: true }).definitions;
  const nodes = definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
  parsed.set(directive, nodes);
  return nodes;
}
