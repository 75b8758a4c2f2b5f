import type { FastifyInstance } from "fastify";

import { AppError } from "../lib/errors.js";
import { jsonLimits } from "./operation/limits.js";
import { tooExpensive } from "./operation/selection.js";

/** Reads bodies of `application/json`, after `checkJson`. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    checkJson(String(body));
    return parse(request, String(body), done);
  });
}

/**
 * Looks through JSON before it is parsed, so that a flood costs nothing. Throws QUERY_TOO_EXPENSIVE when it is nested too deep or holds too much, and BAD_USER_INPUT
 * when an object names a key twice, since whoever guards this server may have read the other value. Text that is no JSON may pass; the parser tells.
 */
export function checkJson(text: string): void {
  // The keys of each object that is open; null for a list.
  const open: (Set<string> | null)[] = [];
  let values = 0;
  let expectsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      if (expectsKey) addKey(open.at(-1), text.slice(at, end + 1));
      at = end;
    } else if (character === "{" || character === "[") {
      if (open.push(character === "{" ? new Set() : null) > jsonLimits.nesting) throw tooDeep();
      expectsKey = character === "{";
    } else if (character === "}" || character === "]") open.pop();
    else if (character === ",") {
      if ((values += 1) > jsonLimits.values) throw tooMany();
      expectsKey = open.at(-1) instanceof Set;
    } else if (character === ":") expectsKey = false;
  }
}

/** Where the string that begins here ends; the text's own end when it does not. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}

function addKey(keys: Set<string> | null | undefined, literal: string): void {
  const key = literal.includes("\\") ? unescaped(literal) : literal;
  if (keys?.has(key)) throw new AppError("BAD_USER_INPUT", "An object of the request names a key twice.");
  keys?.add(key);
}

/** A literal without needless escapes. */
function unescaped(literal: string): string {
  try {
    return JSON.stringify(JSON.parse(literal));
  } catch {
    return literal;
  }
}

const tooDeep = () => tooExpensive(`It holds more than ${jsonLimits.nesting} lists and objects within each other.`);
const tooMany = () => tooExpensive(`It holds more than ${jsonLimits.values} values.`);

/** What is no JSON is undefined; who reads it next tells. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
