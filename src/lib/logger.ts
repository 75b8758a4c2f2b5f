import { pino } from "pino";
import type { DestinationStream, Logger as PinoLogger, LoggerOptions } from "pino";
import { redact, redactText } from "./redaction.js";

export type Logger = PinoLogger;

const standardError = 2;

const redactingOptions: LoggerOptions = {
  base: null,
  formatters: {
    level: (label) => ({ level: label }),
    bindings: (bindings) => toFields(redact(bindings)),
    log: (fields) => toFields(redact(fields)),
  },
  // The default serializer would copy every property of an error; `redact` has already made it plain.
  serializers: { err: (value: unknown) => value },
  hooks: {
    logMethod(args, method) {
      const safe = args.map((arg: unknown) => (typeof arg === "string" ? redactText(arg) : arg));
      Reflect.apply(method, this, safe);
    },
  },
};

/** Makes a JSON logger whose every field and message passes redaction; writes to standard error unless told otherwise. */
export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  const destination = options.destination ?? pino.destination(standardError);
  return pino({ ...redactingOptions, level: options.level }, destination);
}

function toFields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
