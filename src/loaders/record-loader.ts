import DataLoader from "dataloader";

import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { ModelSource, Provider, ProviderSession } from "../datasources/provider.js";
import type { Draft } from "../schema/draft.js";
import type { ModelName } from "../schema/model-name.js";
import type { Models } from "../schema/models.js";
import { Depth } from "../schema/provider-record.js";
import { askProvider } from "./ask-provider.js";
import { readMany } from "./batch-plan.js";
import { toRecord } from "./record.js";
import type { RecordOf } from "./record.js";

/** Reads records by key, in batches, each at most once in a request. */
export interface RecordLoader {
  /** The record at the given depth or deeper; null when it does not exist. */
  load<Name extends ModelName>(
    model: Name,
    account: LinkedAccountRow,
    key: string,
    depth: Depth,
  ): Promise<RecordOf<Name> | null>;
  /** Makes a record that came along with something else known, so that it is not asked for again. */
  prime<Name extends ModelName>(model: Name, account: LinkedAccountRow, record: RecordOf<Name>): void;
  /** Forgets the records of an account, so that they are read anew. */
  forget(account: LinkedAccountRow): void;
  /** Finds the record that a mention without a key means; null when there is none. */
  identify<Name extends ModelName>(
    model: Name,
    account: LinkedAccountRow,
    mention: RecordOf<Name>,
  ): Promise<RecordOf<Name> | null>;
}

interface Sources {
  provider(account: LinkedAccountRow): Provider;
  session(account: LinkedAccountRow, model: ModelName): Promise<ProviderSession>;
}

// The map holds loaders of different models; each is reached only under its own model's name.
type AnyLoader = DataLoader<string, object | null>;

export function createRecordLoader(sources: Sources): RecordLoader {
  const loaders = new Map<string, AnyLoader>();
  const identified = new Map<string, Promise<object | null>>();

  function sourceOf<Name extends ModelName>(model: Name, account: LinkedAccountRow): ModelSource<Name> | undefined {
    return sources.provider(account).models[model];
  }

  function loaderOf<Name extends ModelName>(
    model: Name,
    account: LinkedAccountRow,
    depth: Depth,
  ): DataLoader<string, RecordOf<Name> | null> {
    const name = `${account.id} ${model} ${String(depth)}`;
    const known = loaders.get(name);
    if (known) return known as unknown as DataLoader<string, RecordOf<Name> | null>;
    const loader = new DataLoader<string, RecordOf<Name> | null>((keys) => readBatch(model, account, keys, depth));
    loaders.set(name, loader);
    return loader;
  }

  async function readBatch<Name extends ModelName>(
    model: Name,
    account: LinkedAccountRow,
    keys: readonly string[],
    depth: Depth,
  ): Promise<(RecordOf<Name> | null | Error)[]> {
    const source = sourceOf(model, account);
    if (!source) return keys.map(() => null);
    const session = await sources.session(account, model);
    const drafts = await readMany(session, source, keys, depth, account);
    return keys.map((key) => {
      const draft = drafts.get(key) ?? null;
      if (draft === null || draft instanceof Error) return draft;
      const record = toRecord(model, account, draft);
      if (record.depth === Depth.DETAIL && depth < Depth.DETAIL)
        loaderOf(model, account, Depth.DETAIL).prime(key, record);
      return record;
    });
  }

  async function identify<Name extends ModelName>(model: Name, account: LinkedAccountRow, mention: RecordOf<Name>) {
    const source = sourceOf(model, account);
    if (!source?.identify) return null;
    const session = await sources.session(account, model);
    const draft = await askProvider(account, async () =>
      source.identify?.(session, mention as unknown as Draft<Models[Name]>),
    );
    return draft ? toRecord(model, account, draft) : null;
  }

  return {
    load: (model, account, key, depth) => loaderOf(model, account, depth).load(key),
    prime(model, account, record) {
      if (record.depth >= Depth.LIST) loaderOf(model, account, Depth.LIST).prime(record.key, record);
      if (record.depth === Depth.DETAIL) loaderOf(model, account, Depth.DETAIL).prime(record.key, record);
    },
    forget({ id }) {
      for (const name of loaders.keys()) if (name.startsWith(`${id} `)) loaders.delete(name);
      for (const name of identified.keys())
        if (name.startsWith(JSON.stringify([id]).slice(0, -1))) identified.delete(name);
    },
    identify(model, account, mention) {
      const name = JSON.stringify([account.id, model, wording(mention)]);
      const known = identified.get(name) ?? identify(model, account, mention);
      identified.set(name, known);
      return known as Promise<RecordOf<typeof model> | null>;
    },
  };
}

/** The plain values of a mention; two mentions that say the same mean the same record. */
function wording(mention: object): unknown[] {
  const { name, kind, title, jobRef } = mention as {
    name?: unknown;
    kind?: unknown;
    title?: unknown;
    jobRef?: { key: unknown };
  };
  return [name, kind, title, jobRef?.key];
}
