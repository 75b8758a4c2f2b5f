import { ApolloServer } from "@apollo/server";
import type { ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { NoSchemaIntrospectionCustomRule } from "graphql";
import type { GraphQLSchema } from "graphql";

import type { Principal } from "../accounts/api-keys.js";
import { createUpstreamCounter } from "../datasources/http/counter.js";
import type { UpstreamCounter } from "../datasources/http/counter.js";
import { createReadRequest } from "../loaders/create-read-request.js";
import type { ReadTools } from "../loaders/create-read-request.js";
import type { Logger } from "../lib/logger.js";
import type { Context } from "../resolvers/context.js";
import { createPersonalReads } from "../resolvers/personal-reads.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import { createDocumentStore, createQueryCache } from "./document-cache.js";
import { createErrorFormatter } from "./graphql-errors.js";
import { statusOfPlainJson } from "./graphql-protocol.js";
import { registerGraphqlRoute } from "./graphql-route.js";
import { documentLimits } from "./operation/limits.js";
import { NoSubgraphSdlRule } from "./operation/no-subgraph-sdl-rule.js";
import { operationPlugin } from "./operation/operation-plugin.js";
import { planPayload } from "./operation/plan-payload.js";
import { loadPersistedDocuments } from "./persisted-documents.js";
import { studioPlugins } from "./studio.js";
import type { StudioGraph } from "./studio.js";

export interface GraphqlOptions {
  schema: GraphQLSchema;
  tools: ReadTools;
  /** What mutations work with. */
  changes: Pick<Context, "writes" | "accounts" | "accountLog" | "audit">;
  logger: Logger;
  introspection: boolean;
  requestTimeoutMs: number;
  /** The greatest cost that an operation may have; see docs/cost.md. */
  maxCost: number;
  /** The path of a manifest of registered documents, and whether only these may run. */
  persistedDocuments: string | undefined;
  onlyPersisted: boolean;
  /** The graph in Apollo Studio to which this server reports, if it does. */
  studio: StudioGraph | undefined;
  /** Whether there is an explorer, and Apollo Sandbox may ask from a browser. */
  explorer: boolean;
}

/** Errors that validation tells at most: it looks for similar names for each, among all of the schema. */
const maxValidationErrors = 20;

/** Serves GraphQL over HTTP at /graphql to holders of an API key. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { schema, tools, changes, logger, introspection, requestTimeoutMs, maxCost } = options;
  const { persistedDocuments, onlyPersisted, studio } = options;
  const formatError = createErrorFormatter(logger);
  const apollo = new ApolloServer<Context>({
    schema,
    // Apollo's own rule against it tells the client how to configure Apollo.
    introspection: true,
    validationRules: introspection ? [] : [NoSchemaIntrospectionCustomRule, NoSubgraphSdlRule],
    hideSchemaDetailsFromClientErrors: !introspection,
    validationOptions: { maxErrors: maxValidationErrors },
    parseOptions: { maxLexicalTokens: documentLimits.tokens },
    documentStore: createDocumentStore(),
    persistedQueries: onlyPersisted ? false : { cache: createQueryCache() },
    ...(studio && { apollo: { key: studio.key, graphRef: studio.graphRef } }),
    logger,
    formatError,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // No cookie authorises here: a page elsewhere cannot make a browser send the header that does.
    csrfPrevention: { requestHeaders: ["authorization"] },
    plugins: [
      // Each of these costs CPU on every field, or is a page from elsewhere; none is asked for.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ...(await studioPlugins(studio)),
      operationPlugin({ schema, maxCost, formatError }),
      upstreamReport,
      statusOfPlainJson,
    ],
  });
  await apollo.start();
  const contextOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const upstream = createUpstreamCounter();
    const abort = new AbortController();
    // Nobody waits any longer: calls that still queue are not made.
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) abort.abort();
    });
    const deadline = Date.now() + requestTimeoutMs;
    const limits = { counter: upstream, signal: abort.signal, deadline };
    // The handler is behind the check below, so there is a principal.
    const read = await createReadRequest(tools, request.principal as Principal, limits);
    return {
      upstream,
      request: read,
      ...changes,
      personalReads: createPersonalReads(),
      planReads: (info, account, shown) => planPayload(read, info, account, shown),
      deadline,
    };
  };
  const persisted = persistedDocuments === undefined ? undefined : await loadPersistedDocuments(persistedDocuments);
  const rules = { persisted, onlyPersisted, introspection };
  const { directory } = tools;
  const route = { apollo, contextOf, rules, directory, logger, explorer: options.explorer };
  await registerGraphqlRoute(app, { ...route, bodyTimeoutMs: requestTimeoutMs });
}

/** Tells with every answer what it cost upstream, and keeps of whose data it told. */
const upstreamReport: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body }, contextValue }) {
        const { audit, request, personalReads } = contextValue;
        for (const read of personalReads.counts()) audit.notePersonalRead(request.principal, read);
        if (body.kind === "single" && "data" in body.singleResult) {
          body.singleResult.extensions = {
            ...body.singleResult.extensions,
            upstream: publicReport(contextValue.upstream),
          };
        }
        return Promise.resolve();
      },
    }),
};

function publicReport(counter: UpstreamCounter): object {
  const report = counter.report();
  const accounts = report.accounts.map(({ accountId, calls, remaining, resetAt }) => ({
    accountId: accountGlobalId(accountId),
    calls,
    remaining,
    resetAt,
  }));
  return { ...report, accounts };
}
