import { addressedUploadOf, dateOf, flagOf, listOf, textOf, uploadOf, type Fields } from "./input.js";
import { blank, invalid } from "./refusal.js";
import type { Choice } from "./types.js";

/** A question or attribute that a value is written for. */
interface ValueDefinition {
  readonly type: string;
  readonly single_answer?: boolean;
  readonly choices?: readonly Choice[];
}

const shortTextLength = 128;

/**
 * Turns a value as it is written into the answer as it is read, or null when it is taken away by a null or an empty
 * text. Questions have their texts in `body`, attributes in `value`; `addressOf` gives an uploaded file's address.
 */
export function toAnswer(
  definition: ValueDefinition,
  written: Fields,
  textKey: "body" | "value",
  addressOf: (fileName: string) => string,
): object | null {
  switch (definition.type) {
    case "short_text":
    case "free_text": {
      const maxLength = definition.type === "short_text" ? shortTextLength : undefined;
      return wrap("body", textOf(given(written, textKey), textKey, maxLength));
    }
    case "boolean":
      return wrap("checked", flagOf(given(written, "checked"), "checked"));
    case "numeric":
      return wrap("number", numberOf(given(written, "value")));
    case "date":
      return wrap("date", dateOf(given(written, "date"), "date"));
    case "file":
      return readFile(written, addressOf);
    default:
      return readChoices(definition, given(written, "choices"));
  }
}

/** Refuses a value under another key than its type's own, rather than to take it for none. */
function given(written: Fields, key: string): Fields {
  if (written[key] === undefined) throw invalid(key, blank);
  return written;
}

function wrap(key: string, value: unknown): object | null {
  return value === null || value === undefined ? null : { [key]: value };
}

function numberOf({ value }: Fields): number | null {
  if (value !== null && typeof value !== "number") throw invalid("value", "is not a number");
  return value;
}

function readFile(written: Fields, addressOf: (fileName: string) => string): object | null {
  const key = "file_url" in written ? "file_url" : "file";
  const upload = uploadOf(given(written, key), "file") ?? addressedUploadOf(written, "file_url");
  return upload ? { file_url: addressOf(upload.name) } : null;
}

/** Ids of choices, or a single one by itself. */
function readChoices({ type, choices = [], single_answer }: ValueDefinition, written: Fields): object | null {
  const single = written["choices"];
  const ids = typeof single === "string" ? [single] : (listOf(written, "choices") ?? []);
  if ((single_answer ?? type === "dropdown") && ids.length > 1) throw invalid("choices", "can be one only");
  const bodies = ids.map((id) => {
    const choice = choices.find((known) => known.id === id);
    if (!choice) throw invalid("choices");
    return { body: choice.body };
  });
  return bodies.length > 0 ? { choices: bodies } : null;
}
