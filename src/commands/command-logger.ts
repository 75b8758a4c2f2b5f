import type { Config } from "../config.js";
import { createLogger } from "../lib/logger.js";
import type { Logger } from "../lib/logger.js";

/** A short command says what failed in one line of its own; log lines around it are for those who look for a fault. */
export function createCommandLogger({ logLevel }: Config): Logger {
  return createLogger({ level: logLevel === "debug" || logLevel === "trace" ? logLevel : "silent" });
}
