import { ConfigError, loadConfig } from "../config.js";
import { AppError } from "../lib/errors.js";
import { redactText } from "../lib/redaction.js";

/** What a person is told of a failed command: one line, with the stack only at the log levels debug and trace. */
export function describeFailure(error: unknown, env: NodeJS.ProcessEnv): string {
  const stack = error instanceof Error && isDebugging(env) ? error.stack : undefined;
  return stack === undefined ? toLine(error) : `${toLine(error)}\n${redactText(stack)}`;
}

function toLine(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.join("; ");
  if (error instanceof AppError) return oneLine(error.message);
  return oneLine(redactText(error instanceof Error ? error.message : String(error)));
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}

function isDebugging(env: NodeJS.ProcessEnv): boolean {
  try {
    return ["debug", "trace"].includes(loadConfig(env).logLevel);
  } catch {
    return false;
  }
}
