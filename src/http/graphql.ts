import { ApolloServer } from "@apollo/server";
import type { ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";

import type { Principal } from "../accounts/api-keys.js";
import type { Audit } from "../accounts/audit.js";
import { createUpstreamCounter } from "../datasources/http/counter.js";
import type { UpstreamCounter } from "../datasources/http/counter.js";
import { createReadRequest } from "../loaders/create-read-request.js";
import type { ReadTools } from "../loaders/create-read-request.js";
import type { Logger } from "../lib/logger.js";
import type { Context } from "../resolvers/context.js";
import { createPersonalReads } from "../resolvers/personal-reads.js";
import type { Writes } from "../writes/writes.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import { admit } from "./authentication.js";
import { createErrorFormatter } from "./graphql-errors.js";
import { operationPlugin } from "./operation/operation-plugin.js";
import { acceptUploads, receiveUploads } from "./uploads.js";

export interface GraphqlOptions {
  schema: GraphQLSchema;
  tools: ReadTools;
  writes: Writes;
  audit: Audit;
  logger: Logger;
  introspection: boolean;
  requestTimeoutMs: number;
  /** The greatest cost that an operation may have; see docs/cost.md. */
  maxCost: number;
}

declare module "fastify" {
  interface FastifyRequest {
    principal?: Principal;
  }
}

/** Serves GraphQL over HTTP at /graphql to holders of an API key. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { schema, tools, writes, audit, logger, introspection, requestTimeoutMs, maxCost } = options;
  const formatError = createErrorFormatter(logger);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    formatError,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // No cookie authorises here: a page elsewhere cannot make a browser send the header that does.
    csrfPrevention: { requestHeaders: ["authorization"] },
    plugins: [
      // Each of these costs CPU on every field or calls out; none is asked for.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      operationPlugin({ schema, maxCost, formatError }),
      upstreamReport,
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
    return { upstream, request: read, writes, audit, personalReads: createPersonalReads(), deadline };
  };
  acceptUploads(app);
  app.route({
    url: "/graphql",
    method: ["GET", "POST"],
    // Before the body is read, so that strangers cost nothing.
    onRequest: async (request, reply) => {
      const principal = await admit(request, reply, tools.directory);
      if (!principal) return reply;
      request.principal = principal;
      return undefined;
    },
    preHandler: receiveUploads,
    handler: fastifyApolloHandler(apollo, { context: contextOf }),
  });
}

/** Tells with every answer what it cost upstream, and keeps of whose data it told. */
const upstreamReport: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body }, contextValue }) {
        const { audit, request, personalReads } = contextValue;
        for (const [model, records] of personalReads.counts())
          audit.notePersonalRead(request.principal, model, records);
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
