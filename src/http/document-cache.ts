import type { ApolloServerOptions } from "@apollo/server";
import type { DocumentNode } from "graphql";

import { createBoundedMap } from "../lib/bounded-map.js";
import type { Context } from "../resolvers/context.js";

type Options = ApolloServerOptions<Context>;
type DocumentStore = NonNullable<Options["documentStore"]>;
type QueryCache = NonNullable<Exclude<Options["persistedQueries"], false | undefined>["cache"]>;

/** In characters of documents; one that is parsed takes about a hundred bytes for each. Apollo's own bound is 30 MB of JSON, which is written for each document. */
const bounds = { entries: 1_000, size: 1_000_000 };

/** Where Apollo keeps documents that it parsed and validated. */
export function createDocumentStore(): DocumentStore {
  return createCache<DocumentNode>(({ loc }) => loc?.source.body.length ?? bounds.size);
}

/** Where Apollo keeps the texts of automatic persisted queries. */
export function createQueryCache(): QueryCache {
  return createCache<string>(({ length }) => length);
}

function createCache<Value>(sizeOf: (value: Value) => number) {
  const map = createBoundedMap<Value>(bounds);
  return {
    get: (key: string) => Promise.resolve(map.get(key)),
    set: (key: string, value: Value) => {
      map.set(key, value, sizeOf(value));
      return Promise.resolve();
    },
    delete: (key: string) => Promise.resolve(map.delete(key)),
  };
}
