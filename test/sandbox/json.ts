export type Json = Record<string, unknown>;

export interface Answer {
  status: number;
  url: string;
  text: string;
  body: Json;
}

/** Reads an answer; what is not a JSON object has an empty body. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, url: response.url, text, body: toRecord(text) };
}

/** The objects of a list in an answer; throws when there is no such list. */
export function listOf(body: unknown, name: string): Json[] {
  const list = isRecord(body) ? body[name] : undefined;
  if (!Array.isArray(list)) throw new Error(`No list ${name} in the answer`);
  return list.filter(isRecord);
}

/** An object in an answer; throws when there is none. */
export function recordOf(body: Json, name: string): Json {
  const record = body[name];
  if (!isRecord(record)) throw new Error(`No object ${name} in the answer`);
  return record;
}

/** What `find` gives, but never nothing. */
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("No such row");
  return row;
}

function toRecord(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
