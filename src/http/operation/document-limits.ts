import { GraphQLError, Kind, OperationTypeNode, parse } from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";

import { createBoundedMap } from "../../lib/bounded-map.js";
import { checkTokens } from "./document-tokens.js";
import { documentLimits as limits, schemaLists } from "./limits.js";
import { tooExpensive } from "./selection.js";

/** Of documents that were found good, so that clients' usual ones are looked at once; a large one has 100,000 characters. */
const remembered = { entries: 1_000, size: 1_000_000 };

/**
 * Makes the check that a document passes before it is validated, because validation takes more than proportional time. It throws
 * QUERY_TOO_EXPENSIVE, remembers none that it refused, and lets pass what is no document, which the parser tells.
 */
export function createDocumentCheck(): (source: string) => void {
  const good = createBoundedMap<true>(remembered);
  return (source) => {
    if (good.get(source)) return;
    const document = parsed(source);
    if (!document) return;
    checkDefinitions(document);
    good.set(source, true, source.length);
  };
}

/** A document whose tokens are within their limits; null when it is not well formed. */
function parsed(source: string): DocumentNode | null {
  try {
    checkTokens(source);
    return parse(source, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

/** What is selected under one response name in one place, whichever fragments or types it is selected by. */
interface Place {
  count: number;
  below: Map<string, Place>;
}

interface Walk {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Fragments that one is within: a cycle, which validation tells, ends here. */
  within: Set<string>;
  spread: Set<string>;
  fields: number;
  schemaFields: number;
  repeats: number;
  rootFields: number;
}

interface Level {
  /** How many fields lead here. */
  depth: number;
  nesting: number;
  maxDepth: number;
  /** How often a field stands here in an answer of introspection; 0 elsewhere. */
  schemaTimes: number;
}

function checkDefinitions({ definitions }: DocumentNode): void {
  const operations = definitions.filter((part) => part.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((part) => part.kind === Kind.FRAGMENT_DEFINITION);
  for (const { variableDefinitions = [] } of operations) bound(variableDefinitions.length, "variables");
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  const counts = { fields: 0, schemaFields: 0, repeats: 0, rootFields: 0 };
  const walk: Walk = { fragments: byName, within: new Set(), spread: new Set(), ...counts };
  let mutations = 0;
  for (const operation of operations) {
    walkSelections(walk, operation.selectionSet, new Map(), top);
    mutations += isMutation(operation) ? walk.rootFields : 0;
    bound(mutations, "mutations");
    walk.rootFields = 0;
  }
  // Validation looks at those too that nothing spreads.
  for (const { name, selectionSet } of fragments) {
    if (!walk.spread.has(name.value)) walkSelections(walk, selectionSet, new Map(), { ...top, depth: 1 });
  }
}

const top: Level = { depth: 0, nesting: 0, maxDepth: limits.depth, schemaTimes: 0 };

/** The fields that tell the schema, and how deep what is below them may go. */
const schemaDepths: ReadonlyMap<string, number> = new Map([
  ["__schema", limits.introspectionDepth],
  ["__type", limits.introspectionDepth],
  ["_service", limits.depth],
]);

function isMutation({ operation }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.MUTATION;
}

function walkSelections(walk: Walk, { selections }: SelectionSetNode, place: Place["below"], outer: Level): void {
  const level = { ...outer, nesting: outer.nesting + 1 };
  if (level.nesting > limits.nesting)
    throw tooExpensive(`It has more than ${limits.nesting} selections within each other.`);
  for (const selection of selections) {
    bound((walk.fields += 1), "fields");
    if (selection.kind === Kind.FIELD) walkField(walk, selection, place, level);
    else if (selection.kind === Kind.FRAGMENT_SPREAD) walkSpread(walk, selection.name.value, place, level);
    else walkSelections(walk, selection.selectionSet, place, level);
  }
}

function walkField(walk: Walk, field: FieldNode, places: Place["below"], level: Level): void {
  const depth = level.depth + 1;
  const schemaDepth = schemaDepths.get(field.name.value);
  const maxDepth = schemaDepth ?? level.maxDepth;
  if (depth > maxDepth) throw tooExpensive(`It is nested deeper than ${maxDepth} fields.`);
  const schemaTimes = (schemaDepth === undefined ? level.schemaTimes : 1) * (schemaLists.get(field.name.value) ?? 1);
  bound((walk.schemaFields += schemaTimes), "schemaFields");
  if (depth === 1) bound((walk.rootFields += 1), "rootFields");
  const name = (field.alias ?? field.name).value;
  const place = places.get(name) ?? { count: 0, below: new Map<string, Place>() };
  places.set(name, place);
  walk.repeats += place.count;
  place.count += 1;
  bound(walk.repeats, "repeats");
  if (field.selectionSet)
    walkSelections(walk, field.selectionSet, place.below, { ...level, depth, maxDepth, schemaTimes });
}

function walkSpread(walk: Walk, name: string, place: Place["below"], level: Level): void {
  const fragment = walk.fragments.get(name);
  if (!fragment || walk.within.has(name)) return;
  walk.spread.add(name);
  walk.within.add(name);
  walkSelections(walk, fragment.selectionSet, place, level);
  walk.within.delete(name);
}

const words = {
  variables: "variables in one operation",
  rootFields: "root fields",
  mutations: "mutations",
  fields: "fields",
  schemaFields: "fields of the schema to tell",
  repeats: "pairs of fields with the same name in the same place",
};

function bound(count: number, what: keyof typeof words): void {
  if (count > limits[what]) throw tooExpensive(`It has more than ${limits[what]} ${words[what]}.`);
}
