import { Lexer, Source, TokenKind } from "graphql";

import { documentLimits as limits } from "./limits.js";
import { tooExpensive } from "./selection.js";

/**
 * Counts what can be told from a document's tokens alone, before it is parsed, since parsing calls itself as deep as brackets go. Throws QUERY_TOO_EXPENSIVE at
 * the first token too many, and GraphQL's syntax error for what is no token.
 */
export function checkTokens(source: string): void {
  if (source.length > limits.characters)
    throw tooExpensive(
      `It is longer than ${limits.characters} characters; values belong into variables, files into uploads.`,
    );
  const lexer = new Lexer(new Source(source));
  const count = { tokens: 0, definitions: 0, aliases: 0, directives: 0, nesting: 0, inputNesting: 0 };
  let isArguments = false;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    add(count, "tokens", "tokens");
    if (kind === TokenKind.PAREN_L || kind === TokenKind.PAREN_R) isArguments = kind === TokenKind.PAREN_L;
    // A colon outside of arguments stands behind an alias, and nowhere else.
    if (kind === TokenKind.COLON && !isArguments) add(count, "aliases", "aliases");
    else if (kind === TokenKind.AT) add(count, "directives", "directives");
    else if (opening.has(kind)) {
      // Each definition has one selection set that is within nothing.
      if (count.nesting === 0 && kind === TokenKind.BRACE_L) add(count, "definitions", "operations and fragments");
      add(count, "nesting", "brackets within each other");
      if (isArguments && kind !== TokenKind.PAREN_L) add(count, "inputNesting", "lists and objects within each other");
    } else if (closing.has(kind)) {
      count.nesting -= 1;
      if (isArguments) count.inputNesting -= 1;
    }
    if (kind === TokenKind.PAREN_R) count.inputNesting = 0;
  }
}

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.PAREN_L, TokenKind.BRACKET_L, TokenKind.BRACE_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.PAREN_R, TokenKind.BRACKET_R, TokenKind.BRACE_R]);

type Counted = "tokens" | "definitions" | "aliases" | "directives" | "nesting" | "inputNesting";

function add(count: Record<Counted, number>, what: Counted, words: string): void {
  count[what] += 1;
  if (count[what] > limits[what]) throw tooExpensive(`It has more than ${limits[what]} ${words}.`);
}
