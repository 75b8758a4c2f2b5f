import type { Provider } from "../datasources/provider.js";
import type { FieldLimit, FileContent, WriteSource } from "../datasources/write.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import { requiredFields } from "../schema/writes/inputs.js";
import type { WriteName } from "../schema/writes/write-input.js";
import { fileWays, tooLarge } from "./given-file.js";
import type { Input } from "./input-ids.js";
import { WriteRefused, refuse } from "./user-error.js";
import type { UserError } from "../schema/writes/payload.js";

/** What the rules look at of a source, whichever mutation it is of. */
export type AnySource = Pick<WriteSource<WriteName>, "actor" | "remark" | "fetchesFiles"> & {
  accepts: readonly string[];
  requires?: readonly (string | readonly string[])[];
  limits?: readonly (Omit<FieldLimit, "field"> & { field: string })[];
};

/** Throws a WriteRefused with everything that the provider's declaration says against an input. Files are looked at when they are at hand. */
export function checkInput(name: WriteName, provider: Provider, source: AnySource, input: Input): void {
  const known = new Set([...source.accepts, ...requiredFields(name), ...waysToGiveFile(source), "fileName"]);
  const unknown = Object.keys(input).filter((field) => !known.has(field));
  const errors: UserError[] = [
    ...unknown.map((field) => ({
      code: UserErrorCode.UNSUPPORTED_BY_PROVIDER,
      message: `${provider.name} does not take ${field}.`,
      field: [field],
    })),
    ...(source.requires ?? []).flatMap((rule) => missing(provider, rule, input)),
    ...(source.limits ?? []).flatMap((limit) => beyond(limit, input[limit.field])),
  ];
  if (errors.length > 0) throw new WriteRefused(errors);
}

/** Each a field of inputs that are files. */
export function waysToGiveFile({ fetchesFiles }: AnySource): readonly string[] {
  return fetchesFiles ? ["url"] : fileWays;
}

function missing(provider: Provider, rule: string | readonly string[], input: Input): UserError[] {
  const fields = typeof rule === "string" ? [rule] : rule;
  if (fields.some((field) => input[field] !== undefined && input[field] !== "")) return [];
  const message = `${provider.name} asks for ${fields.join(" or ")}.`;
  return [{ code: UserErrorCode.BAD_USER_INPUT, message, field: [...fields] }];
}

function beyond(limit: Omit<FieldLimit, "field"> & { field: string }, value: unknown): UserError[] {
  const { field, maxLength, maxItems, values } = limit;
  const error = (what: string): UserError[] => [
    { code: UserErrorCode.BAD_USER_INPUT, message: `${field} ${what}.`, field: [field] },
  ];
  if (maxLength !== undefined && typeof value === "string" && value.length > maxLength)
    return error(`has ${value.length} characters; at most ${maxLength} are taken`);
  if (maxItems !== undefined && Array.isArray(value) && value.length > maxItems)
    return error(`has ${value.length} members; at most ${maxItems} are taken`);
  const given = Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
  if (values && !given.every((one) => values.some((allowed) => allowed === one)))
    return error(`may be: ${values.join(", ")}`);
  return [];
}

/** Throws a WriteRefused for a file that the provider would not take. */
export function checkFile(source: AnySource, limitField: string, file: FileContent, path: readonly string[]): void {
  const limit = source.limits?.find(({ field }) => field === limitField);
  if (limit?.maxBytes !== undefined && file.sizeBytes > limit.maxBytes) throw tooLarge(limit.maxBytes, path);
  const ending = /\.([^.]+)$/u.exec(file.fileName)?.[1]?.toLowerCase() ?? "";
  if (!limit?.fileTypes || limit.fileTypes.includes(ending)) return;
  const message = `The file must be one of: ${limit.fileTypes.join(", ")}.`;
  throw refuse(UserErrorCode.BAD_USER_INPUT, message, path);
}
