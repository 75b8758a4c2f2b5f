import { pino } from "pino";
import type { DestinationStream, Logger as PinoLogger, LoggerOptions } from "pino";
import { redact } from "./redaction.js";

export type Logger = PinoLogger;

const standardError = 2;

const redactingOptions: LoggerOptions = {
  base: null,
  formatters: { level: (label) => ({ level: label }) },
  hooks: {
    // Not in `formatters.log`: pino takes an error's message for the line's own before it gets there.
    logMethod(args, method) {
      const safe = args.map((arg: unknown) => redact(arg instanceof Error ? { err: arg } : arg));
      Reflect.apply(method, this, safe);
    },
  },
};

/** Makes a JSON logger whose every field and message passes redaction; writes to standard error unless told otherwise. */
export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  const destination = options.destination ?? pino.destination(standardError);
  const logger = pino({ ...redactingOptions, level: options.level }, destination);
  // pino puts the fields of a child logger into its lines without asking the hook; children inherit this override.
  const plainChild: unknown = Reflect.get(logger, "child");
  Reflect.defineProperty(logger, "child", {
    value: function child(this: Logger, bindings: unknown, ...rest: unknown[]): unknown {
      return typeof plainChild === "function" ? Reflect.apply(plainChild, this, [redact(bindings), ...rest]) : this;
    },
  });
  return logger;
}
