import { readFile } from "node:fs/promises";

/** Documents that were registered before the server started, by the ids under which clients ask for them. */
export interface PersistedDocuments {
  /** The document of an id, with or without its algorithm before it (`sha256:…`). */
  find(id: string): string | undefined;
  has(document: string): boolean;
}

const apolloFormat = "apollo-persisted-query-manifest";

/**
 * Reads a manifest: Apollo's, or an object of documents by hash as Relay, urql and GraphQL Code Generator write it.
 * Throws with the path and what is wrong when it cannot be read, or holds anything but documents.
 */
export async function loadPersistedDocuments(path: string): Promise<PersistedDocuments> {
  const entries = entriesOf(path, await readJson(path));
  const byId = new Map<string, string>();
  for (const [id, document] of entries) {
    if (typeof id !== "string" || id === "" || typeof document !== "string" || document.trim() === "")
      throw wrong(path, "each of its documents must be text under an id");
    const known = byId.get(withoutAlgorithm(id));
    if (known !== undefined && known !== document) throw wrong(path, "it has two documents under one id");
    byId.set(withoutAlgorithm(id), document);
  }
  const documents = new Set(byId.values());
  return { find: (id) => byId.get(withoutAlgorithm(id)), has: (document) => documents.has(document) };
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw wrong(path, "it cannot be read", cause);
  });
  try {
    return JSON.parse(text);
  } catch {
    // The parser quotes what it read.
    throw wrong(path, "it is no JSON");
  }
}

function entriesOf(path: string, manifest: unknown): [unknown, unknown][] {
  if (typeof manifest !== "object" || manifest === null || Array.isArray(manifest))
    throw wrong(path, "it must be an object");
  if (!("format" in manifest)) return Object.entries(manifest);
  const { format, version, operations }: Record<string, unknown> = { ...manifest };
  if (format !== apolloFormat || version !== 1 || !Array.isArray(operations))
    throw wrong(path, `it must be of version 1 of the format ${apolloFormat}`);
  return operations.map((operation: unknown) => {
    const { id, body }: Record<string, unknown> = typeof operation === "object" ? { ...operation } : {};
    return [id, body];
  });
}

function withoutAlgorithm(id: string): string {
  return id.replace(/^sha256:/u, "");
}

function wrong(path: string, what: string, cause?: unknown): Error {
  return new Error(`HIREGRAPH_PERSISTED_DOCUMENTS: found ${path}, but ${what}.`, { cause });
}
