import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { Provider } from "../datasources/provider.js";
import type { WritePlan, WriteSource } from "../datasources/write.js";
import { FileContent, InputRefusal } from "../datasources/write.js";
import type { ReadRequest } from "../loaders/read-request.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { FileInput, WriteInput, WriteName } from "../schema/writes/write-input.js";
import { givenFile } from "./given-file.js";
import type { FileRules, GivenFile } from "./given-file.js";
import { contentOf, hashOf, present } from "./input-content.js";
import { keyInput, without } from "./input-ids.js";
import type { Input } from "./input-ids.js";
import { checkFile, checkInput, waysToGiveFile } from "./input-rules.js";
import type { AnySource } from "./input-rules.js";
import { refuse, wordsFor } from "./user-error.js";
import { writeSpecs } from "./write-spec.js";

/** An input that is right as far as it can be told without a call. */
export interface Prepared {
  name: WriteName;
  account: LinkedAccountRow;
  provider: Provider;
  actor: string | null;
  /** Where the mutation leaves a choice of what to name, the field that names it. */
  named: string | undefined;
  /** Tells whether a repeated key comes with the same input. */
  inputHash: Buffer;
  /** Fetches the files and makes the plan, once. Throws a WriteRefused for what the provider would not take. */
  ready(): Promise<Ready>;
}

export interface Ready {
  /** As adapters get it. */
  input: Input;
  plan: WritePlan;
}

interface FileAt {
  /** The field of the prepared input, and the place in its list. */
  field: string;
  index?: number;
  kind?: string;
  path: readonly string[];
  file: GivenFile;
}

/** Checks an input against everything that is declared. Throws a WriteRefused. */
export async function prepare(
  request: ReadRequest,
  name: WriteName,
  given: WriteInput,
  rules: FileRules,
): Promise<Prepared> {
  const spec = writeSpecs[name];
  const content = present(contentOf(given));
  const keyed = await keyInput(request, spec, content, (named) => sourceOf(request.provider(named), name));
  const { account, input, asGiven, actor: member, model } = keyed;
  const provider = request.provider(account);
  const source = sourceOf(provider, name) as AnySource;
  checkInput(name, provider, source, input);
  const actor = actingMember(provider, source, account, member);
  const files = await filesOf(name, source, input, rules);
  const plain = (whole: Input) => ({ ...withoutFiles(name, whole, files), ...(model && { model }) });
  const makeReady = async (): Promise<Ready> => {
    const whole: Record<string, unknown> = plain(input);
    for (const at of files) await attach(whole, at, source);
    return { input: whole, plan: planOf(provider, name, whole, account, actor) };
  };
  let ready: Promise<Ready> | undefined;
  return {
    name,
    account,
    provider,
    actor,
    named: spec.oneOf?.find((field) => content[field] !== undefined),
    // By the keys as they were given: the write itself may be what made a record go on under another one.
    inputHash: hashOf([name, account.id, plain(asGiven), files.map(({ file, kind }) => [file.fingerprint, kind])]),
    ready: () => (ready ??= makeReady()),
  };
}

/** Makes the plan of an input. Throws a WriteRefused where the adapter will not. */
export function planOf(
  provider: Provider,
  name: WriteName,
  input: Input,
  account: LinkedAccountRow,
  actor: string | null,
): WritePlan {
  // The input was checked against the GraphQL schema and this source's own declaration, under the same name.
  const source = sourceOf(provider, name);
  const { id, subdomain, settings } = account;
  try {
    return source.plan(input, {
      account: { id, provider: account.provider, subdomain, settings },
      actor,
    });
  } catch (error) {
    if (error instanceof InputRefusal) throw refuse(UserErrorCode[error.code], wordsFor(name, error), error.field);
    throw error;
  }
}

/** Throws a WriteRefused where the provider does not offer the write. */
function sourceOf({ name: provider, writes }: Provider, name: WriteName): WriteSource<WriteName> {
  const source = writes?.sources[name] as WriteSource<WriteName> | undefined;
  if (!source) throw refuse(UserErrorCode.UNSUPPORTED_BY_PROVIDER, `${provider} does not offer this.`);
  return source;
}

function actingMember(
  provider: Provider,
  { actor }: AnySource,
  account: LinkedAccountRow,
  named: string | null,
): string | null {
  if (!actor && named !== null)
    throw refuse(UserErrorCode.UNSUPPORTED_BY_PROVIDER, `${provider.name} does not take actorId.`, ["actorId"]);
  const member = named ?? account.settings["memberId"] ?? null;
  if (actor !== "required" || member !== null) return member;
  const message = `${provider.name} does this in somebody's name: give actorId, or link the account with an acting member.`;
  throw refuse(UserErrorCode.BAD_USER_INPUT, message, ["actorId"]);
}

async function filesOf(name: WriteName, source: AnySource, input: Input, rules: FileRules): Promise<FileAt[]> {
  const place = writeSpecs[name].files;
  if (!place) return [];
  if (place === "itself")
    return [{ field: "file", path: [], file: await givenFile(input, [], rules, waysToGiveFile(source)) }];
  const field = "one" in place ? place.one : place.many;
  const value = input[field] as FileInput | FileInput[] | undefined;
  if (value === undefined) return [];
  const inputs = Array.isArray(value) ? value : [value];
  return Promise.all(
    inputs.map(async (one, index) => {
      const path = "one" in place ? [field] : [field, String(index)];
      const file = await givenFile(one, path, rules);
      return { field, path, file, ...("many" in place && { index }), ...(one.kind && { kind: one.kind }) };
    }),
  );
}

function withoutFiles(name: WriteName, input: Input, files: readonly FileAt[]): Input {
  const isFile = writeSpecs[name].files === "itself";
  return without(input, isFile ? ["file", "contentBase64", "fileName", "url"] : files.map(({ field }) => field));
}

async function attach(input: Record<string, unknown>, { field, index, kind, path, file }: FileAt, source: AnySource) {
  const content = await file.content();
  checkFile(source, field, content, path.length > 0 ? path : ["file"]);
  if (path.length === 0) input[field] = content;
  else if (index === undefined) input[field] = { content, ...(kind !== undefined && { kind }) };
  else
    input[field] = [
      ...((input[field] as unknown[] | undefined) ?? []),
      { content, ...(kind !== undefined && { kind }) },
    ];
}

/** An input as it can be kept: files by their names, to be told but not sent again. */
export function keptInput(input: Input): unknown {
  return JSON.parse(
    JSON.stringify(input, (_key, value: unknown) => {
      if (!(value instanceof FileContent)) return value;
      const { fileName, contentType, sizeBytes, address } = value;
      return { $file: { fileName, contentType, sizeBytes, address } };
    }),
  );
}

/** The input again, with files whose content is gone. */
export function revivedInput(kept: unknown): Input {
  return JSON.parse(JSON.stringify(kept), (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$file" in value)) return value;
    const { fileName, contentType, sizeBytes, address } = value.$file as FileContent;
    const open = () => {
      throw new Error("The content of this file is not kept.");
    };
    return new FileContent(fileName, contentType, sizeBytes, open, address);
  }) as Input;
}
