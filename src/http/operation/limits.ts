/**
 * What a document may hold. An operator has no reason to change these: clients that people write stay far below them, and what they may read is bounded by
 * HIREGRAPH_MAX_COST. docs/graphql-over-http.md tells them to clients.
 */
export const documentLimits = {
  characters: 100_000,
  tokens: 5_000,
  /** Brackets of any kind within each other, or selections with fragments put in their places. */
  nesting: 64,
  /** Lists and objects within each other in one argument's value. */
  inputNesting: 20,
  /** Operations and fragments together. */
  definitions: 100,
  /** That one operation declares. */
  variables: 100,
  aliases: 100,
  directives: 100,
  /** Of one operation. */
  rootFields: 30,
  /** Of all operations of the document. */
  mutations: 10,
  /** The deepest nesting of fields. */
  depth: 15,
  /** The same below `__schema` and `__type`, where tools ask for types of types of types. */
  introspectionDepth: 20,
  /** Counted as often as fragments are spread. */
  fields: 10_000,
  /**
   * What introspection may tell, in fields of the answer, with lists taken for as long as they are on average (see `schemaLists`). Tools' own introspection counts
   * some 100,000. It is nobody's record, so that no cost bounds it, and is worked out in one go, while everybody else waits.
   */
  schemaFields: 250_000,
  /** Pairs of fields with the same name in the same place. The rule that such fields must agree compares each pair. */
  repeats: 20_000,
} as const;

/** What the JSON of a request may hold, beside its size in bytes. */
export const jsonLimits = {
  /** Lists and objects within each other: as in a document, below the body and its variables. */
  nesting: documentLimits.inputNesting + 2,
  /** Members of lists and objects. */
  values: 10_000,
} as const;

/** How many times what is below a field of introspection stands in its answer; once where none is said. A single type may be one of the largest. */
export const schemaLists: ReadonlyMap<string, number> = new Map([
  ["types", 250],
  ["__type", 10],
  ["queryType", 10],
  ["mutationType", 10],
  ["directives", 5],
  ["fields", 4],
  ["inputFields", 2],
  // One text, as long as the answers to so many fields.
  ["_service", 10_000],
]);
