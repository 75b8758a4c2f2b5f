import type { ModelSource, Provider } from "../datasources/provider.js";
import type { ModelCapability, ProviderInfo } from "../schema/linked-account.js";
import { modelNames } from "../schema/model-name.js";
import type { ModelName } from "../schema/model-name.js";
import { mappedFields, publicName } from "./mapped-fields.js";

/** What a provider's declaration says can be done with each model. */
export function capabilitiesOf(provider: Provider): ModelCapability[] {
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
      reason: source ? null : `${provider.name} does not offer this.`,
    };
  });
}

function filtersOf(
  source: ModelSource<ModelName>,
  native: Readonly<Partial<Record<string, readonly string[]>>>,
): ModelCapability["filters"] {
  const covered = Object.entries(source.coverage).flatMap(([field, from]) =>
    from === "list" ? [field.replace(/Refs?$/, "")] : [],
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
