import type { ModelName } from "../model-name.js";
import type { Depth } from "../provider-record.js";

/** A record that a write would show, and how much of it the provider's answers would carry: a depth, or the fields of what is less than a row. */
export interface ShownRecord {
  model: ModelName;
  carried: Depth | readonly string[];
}
