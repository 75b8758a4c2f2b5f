import type { SandboxResponse } from "../core.js";
import { jsonResponse } from "../response.js";

/** Thrown by a write that Workable refuses, before it has any effect; the tenant answers with its response. */
export class Refusal extends Error {
  constructor(
    readonly response: SandboxResponse,
    readonly problems: readonly Problem[] = [],
  ) {
    super("Refused");
  }
}

/** What is wrong with an attribute, in words that follow its name. */
export type Problem = readonly [attribute: string, message: string];

export const blank = "can't be blank";

export function invalid(attribute: string, message = "is invalid"): Refusal {
  return invalidOf([[attribute, message]]);
}

/** A refusal with 422 that tells of all problems, by attribute and in one sentence. */
export function invalidOf(problems: readonly Problem[]): Refusal {
  const sentences = problems.map(([attribute, message]) => `${labelOf(attribute)} ${message}`);
  const attributes = new Set(problems.map(([attribute]) => attribute));
  return new Refusal(
    jsonResponse(422, {
      error: `Validation failed: ${sentences.join(", ")}`,
      validation_errors: Object.fromEntries(
        [...attributes].map((name) => [name, problems.filter(([other]) => other === name).map(([, text]) => text)]),
      ),
    }),
    problems,
  );
}

/** Reads a part of an attribute; what is wrong with the part is wrong with the attribute. */
export function within<Value>(attribute: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
    throw invalidOf(error.problems.map(([name, message]) => [attribute, `${name} ${message}`]));
  }
}

function labelOf(attribute: string): string {
  const words = attribute.replace(/_id$/u, "").replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
