import { isFormBody, type FormBody } from "../body.js";
import { isObject } from "../settings.js";

export interface SentFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** What a write was sent, whichever of the three encodings it came in; values of forms are text. */
export interface Sent {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The file in a form's part of that (bracketed) name, if there is one. */
  readonly file: (part: string) => SentFile | undefined;
}

type FormField = readonly [path: readonly string[], value: string];

/** Reads a JSON object or a form; no body is one without fields, any other body gives null. */
export function readSent(body: unknown): Sent | null {
  if (isFormBody(body)) return { fields: nest(body.fields.map(toPath)), file: (part) => fileIn(body, part) };
  if (body === undefined) return { fields: {}, file: () => undefined };
  return isObject(body) ? { fields: body, file: () => undefined } : null;
}

/** Splits `applicant[referral][email]` into its three keys; the key of a repeated `employee_id[]` is empty. */
function toPath([name, value]: readonly [name: string, value: string]): FormField {
  const [first = "", ...keys] = name.split("[").map((key) => key.replace(/\]$/u, ""));
  return [[first, ...keys], value];
}

function nest(fields: readonly FormField[]): Record<string, unknown> {
  const groups = new Map<string, FormField[]>();
  for (const [[key = "", ...path], value] of fields) groups.set(key, [...(groups.get(key) ?? []), [path, value]]);
  return Object.fromEntries([...groups].map(([key, group]) => [key, valueOf(group)]));
}

/** Of a field that is sent twice the last one counts, as in Rails, which the provider's form names come from. */
function valueOf(group: readonly FormField[]): unknown {
  const [path = [], value] = group.at(-1) ?? [];
  if (path.length === 0) return value;
  return path[0] === "" ? group.map(([, item]) => item) : nest(group);
}

/** An upload field that was left empty has no file name. */
function fileIn({ files }: FormBody, part: string): SentFile | undefined {
  const found = files.find(({ field, fileName }) => field === part && fileName !== "");
  return found && { name: found.fileName, contentType: found.contentType, content: Buffer.from(found.content) };
}
