import type { Depth, FieldProblem } from "../../schema/provider-record.js";
import { isObject, mapFields, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";

type Thunks<Fields> = { [Key in keyof Fields]: () => Fields[Key] };

interface Identity {
  key: string;
  remoteId: string;
  depth: Depth;
}

type Mapped<Fields> = Identity & { payload: unknown; problems: FieldProblem[] } & Partial<Fields>;

/** A record made of fields that are evaluated one by one, so that a malformed one costs no other. */
export function recordOf<Fields extends object>(
  identity: Identity,
  payload: PayloadReader,
  thunks: Thunks<Fields>,
): Mapped<Fields> {
  const { fields, problems } = mapFields<Fields>(thunks);
  return Object.assign(fields, identity, { payload: payload.raw, problems });
}

/** Some examples of the API show `{}` where null is meant: both read as nothing. */
export function lenient(row: PayloadReader): PayloadReader {
  const entries = Object.entries(row.raw);
  if (!entries.some(([, value]) => isEmptyObject(value))) return row;
  return reader(Object.fromEntries(entries.filter(([, value]) => !isEmptyObject(value))), row.place);
}

/** The values of keys that the documentation does not know. */
export function extrasOf(row: PayloadReader, documented: ReadonlySet<string>): { key: string; value: unknown }[] {
  return Object.entries(row.raw)
    .filter(([key, value]) => !documented.has(key) && value !== null)
    .map(([key, value]) => ({ key, value }));
}

function isEmptyObject(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
