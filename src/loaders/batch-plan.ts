import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { ListSource, ModelSource, ProviderSession } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Draft } from "../schema/draft.js";
import type { ModelName } from "../schema/model-name.js";
import type { Models } from "../schema/models.js";
import { Depth } from "../schema/provider-record.js";
import { askProvider } from "./ask-provider.js";

type Found<Name extends ModelName> = Map<string, Draft<Models[Name]> | Error>;

/** How many pages a list may have whose records cannot be read singly, so that one that gives the same page for ever ends. */
const mostPages = 200;

/**
 * Reads the records of one account and model that a request asks for, with the fewest calls. Details cost one call each. Rows of a list come
 * a page at a time as long as more than one is still missing and fewer pages were read than single calls would have been made; the last ones are read singly.
 */
export async function readMany<Name extends ModelName>(
  session: ProviderSession,
  source: ModelSource<Name>,
  keys: readonly string[],
  depth: Depth,
  account: LinkedAccountRow,
): Promise<Found<Name>> {
  const found: Found<Name> = new Map();
  const list = source.list && !source.list.requires && depth <= Depth.LIST ? source.list : undefined;
  if (list && (keys.length > 1 || !source.get))
    await askProvider(account, () => readPages(session, list, keys, found, source.get !== undefined));
  const missing = keys.filter((key) => !found.has(key));
  if (source.get) await readSingly(session, source, missing, found, account);
  return found;
}

async function readPages<Name extends ModelName>(
  session: ProviderSession,
  list: ListSource<Name>,
  keys: readonly string[],
  found: Found<Name>,
  isReadSingly: boolean,
): Promise<void> {
  const maxPages = isReadSingly ? keys.length : mostPages;
  const wanted = new Set(keys);
  let token: string | null | undefined;
  for (let pages = 0; pages < maxPages; pages++) {
    const page = await list.page(session, { conditions: {}, limit: list.pageSize, ...(token != null && { token }) });
    for (const draft of page.drafts) if (wanted.delete(draft.key)) found.set(draft.key, draft);
    token = page.next;
    if (token === null || wanted.size === 0 || (wanted.size === 1 && isReadSingly)) return;
  }
  if (!isReadSingly) throw new AppError("PROVIDER_BAD_RESPONSE", "The pages of this list do not end.");
}

async function readSingly<Name extends ModelName>(
  session: ProviderSession,
  source: ModelSource<Name>,
  keys: readonly string[],
  found: Found<Name>,
  account: LinkedAccountRow,
): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      try {
        const draft = await askProvider(account, async () => source.get?.read(session, key));
        if (draft) found.set(key, draft);
      } catch (error) {
        found.set(key, error instanceof Error ? error : new Error("unreadable", { cause: error }));
      }
    }),
  );
}
