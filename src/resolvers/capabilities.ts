import type { ModelSource, Provider } from "../datasources/provider.js";
import type { ModelCapability, ProviderInfo, WriteCapability } from "../schema/linked-account.js";
import { modelNames } from "../schema/model-name.js";
import type { ModelName } from "../schema/model-name.js";
import { requiredFields } from "../schema/writes/inputs.js";
import { writeNames } from "../schema/writes/write-input.js";
import type { WriteName } from "../schema/writes/write-input.js";
import { waysToGiveFile } from "../writes/input-rules.js";
import type { AnySource } from "../writes/input-rules.js";
import { fileFieldOf, writeSpecs } from "../writes/write-spec.js";
import { maxFileBytes } from "../writes/writes.js";
import { mappedFields, publicName } from "./mapped-fields.js";

/** What a provider's declaration says can be done with each model; a member is asked for where the account has none. */
export function capabilitiesOf(provider: Provider, hasMember: boolean): ModelCapability[] {
  return modelNames.map((model) => {
    const source: ModelSource<ModelName> | undefined = provider.models[model];
    const list = source?.list;
    return {
      model,
      canList: list !== undefined,
      canRead: source?.get !== undefined || (list !== undefined && !list.requires),
      requiresFilter: [...(list?.requires ?? [])],
      filters: source && list ? filtersOf(source, list.native) : [],
      canOrder: list?.isWhole === true,
      canReadBackwards: list?.isWhole === true || list?.isBackward === true,
      reason: source ? null : notOffered(provider),
      writes: writeNames
        .filter((name) => writeSpecs[name].model === model)
        .map((name) => writeCapability(provider, name, hasMember)),
    };
  });
}

const notOffered = (provider: Provider) => `${provider.name} does not offer this.`;

function writeCapability(provider: Provider, name: WriteName, hasMember: boolean): WriteCapability {
  const source = provider.writes?.sources[name] as AnySource | undefined;
  const none = { requiredFields: [], optionalFields: [], takesActor: false, needsActor: false, limits: [] };
  if (!source) return { mutation: name, isSupported: false, reason: notOffered(provider), ...none };
  const { oneOf } = writeSpecs[name];
  const fileField = fileFieldOf(name);
  const isFile = fileField === "file";
  const rules = [
    ...requiredFields(name),
    ...(oneOf ? [oneOf] : []),
    ...(isFile ? [waysToGiveFile(source)] : []),
    ...(source.requires ?? []),
  ].map((rule) => [rule].flat());
  const needed = new Set(rules.flat());
  return {
    mutation: name,
    isSupported: true,
    // The provider may ask for what the mutation itself does.
    requiredFields: [...new Set(rules.map((fields) => fields.join("|")))],
    optionalFields: [...source.accepts, ...(isFile ? ["fileName"] : [])].filter((field) => !needed.has(field)),
    takesActor: source.actor !== undefined,
    needsActor: source.actor === "required" && !hasMember,
    limits: limitsOf(source, fileField).map(({ fileTypes = [], values = [], ...limit }) => ({
      ...limit,
      fileTypes: [...fileTypes],
      values: values.map(String),
    })),
    remark: source.remark ?? null,
  };
}

/** The bounds that the provider declares, and for files the one that is ours. */
function limitsOf(
  { accepts, limits = [] }: AnySource,
  fileField: string | undefined,
): NonNullable<AnySource["limits"]> {
  if (fileField === undefined || !(fileField === "file" || accepts.includes(fileField))) return limits;
  const declared = limits.find(({ field }) => field === fileField);
  const ofFiles = { field: fileField, maxBytes: maxFileBytes, ...declared };
  return declared ? limits.map((limit) => (limit === declared ? ofFiles : limit)) : [...limits, ofFiles];
}

function filtersOf(
  source: ModelSource<ModelName>,
  native: Readonly<Partial<Record<string, readonly string[]>>>,
): ModelCapability["filters"] {
  const covered = Object.entries(source.coverage).flatMap(([field, from]) =>
    from === "list" && field !== "extras" ? [field.replace(/Refs?$/, "")] : [],
  );
  const fields = new Set([...Object.keys(native), ...covered]);
  return [...fields].sort().map((field) => ({ field, native: [...(native[field] ?? [])] }));
}

/** Which fields of which model a provider can fill. */
export function providerInfo(provider: Provider): ProviderInfo {
  const coverage = modelNames.flatMap((model) => {
    const covered: Readonly<Record<string, "list" | "detail">> | undefined = provider.models[model]?.coverage;
    if (!covered) return [];
    const named = Object.entries(covered).map(([field, from]) => ({
      field: publicName(field),
      needsDetail: from === "detail",
    }));
    const unsupported = mappedFields(model).filter((field) => covered[field] === undefined);
    return [{ model, fields: named, unsupported: unsupported.map(publicName) }];
  });
  return { id: provider.id, name: provider.name, coverage };
}
