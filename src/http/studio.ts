import type { ApolloServerPlugin, GraphQLServerContext } from "@apollo/server";
import {
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import cors from "@fastify/cors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { printSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

import type { Context } from "../resolvers/context.js";

/** A graph in Apollo Studio, and the key that may report to it. */
export interface StudioGraph {
  key: string;
  graphRef: string;
  /** What clients ask, without the fields for gateways. */
  schema: GraphQLSchema;
  /** Where reports go when it is not to Apollo's own addresses. */
  endpoints: { usage: string; schema: string } | undefined;
}

const origin = "https://studio.apollographql.com";
const preflightSeconds = 600;

/** Lets Apollo Sandbox, a page of Apollo's, ask this server from a browser; what it may send is what it asks to send. Keys are sent as headers, never as cookies. */
export async function acceptSandbox(app: FastifyInstance): Promise<void> {
  await app.register(cors, {
    origin: [origin],
    methods: ["GET", "POST"],
    exposedHeaders: ["retry-after", "www-authenticate"],
    maxAge: preflightSeconds,
  });
}

/** Leads a browser that is pointed at the endpoint to the explorer, which is in the folder above. True when it did. */
export function leadToExplorer({ method, headers }: FastifyRequest, reply: FastifyReply): boolean {
  const isPage = method === "GET" && headers.accept?.includes("text/html") === true;
  if (!isPage || headers.authorization !== undefined) return false;
  void reply.redirect("./", 303);
  return true;
}

/**
 * Apollo's plugins that report to Studio, or those that switch them off. What is reported is which operations ran, how long they took and whether they failed: no
 * variable, no header but the client's name and version, no literal of a document, no message of an error.
 */
export async function studioPlugins(graph: StudioGraph | undefined): Promise<ApolloServerPlugin<Context>[]> {
  if (!graph) return [ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginSchemaReportingDisabled()];
  return [await usageReporting(graph), await schemaReporting(graph)];
}

async function usageReporting({ schema, endpoints }: StudioGraph): Promise<ApolloServerPlugin<Context>> {
  const { ApolloServerPluginUsageReporting } = await import("@apollo/server/plugin/usageReporting");
  const plugin = ApolloServerPluginUsageReporting<Context>({
    overrideReportedSchema: printSchema(schema),
    sendVariableValues: { none: true },
    sendHeaders: { none: true },
    sendErrors: { masked: true },
    // A trace holds names of variables as they were sent; and to time each field costs CPU on each.
    sendTraces: false,
    fieldLevelInstrumentation: 0,
    generateClientInfo: ({ request }) => clientOf((name) => request.http?.headers.get(name)),
    // What is left when the server stops is sent within these bounds, and lost beyond them.
    maxAttempts: 2,
    requestTimeoutMs: 3_000,
    ...(endpoints && { endpointUrl: endpoints.usage }),
  });
  return asWholeGraph(plugin, schema);
}

async function schemaReporting({ schema, endpoints }: StudioGraph): Promise<ApolloServerPlugin<Context>> {
  const { ApolloServerPluginSchemaReporting } = await import("@apollo/server/plugin/schemaReporting");
  const plugin = ApolloServerPluginSchemaReporting({
    overrideReportedSchema: printSchema(schema),
    initialDelayMaxMs: 1_000,
    ...(endpoints && { endpointUrl: endpoints.schema }),
  });
  return asWholeGraph(plugin, schema);
}

/** Apollo's plugins take no reports from a subgraph, because its gateway makes them; reported here is what this server is asked itself. */
function asWholeGraph(plugin: ApolloServerPlugin<Context>, schema: GraphQLSchema): ApolloServerPlugin<Context> {
  const serverWillStart = async (service: GraphQLServerContext) => plugin.serverWillStart?.({ ...service, schema });
  return { ...plugin, serverWillStart };
}

/** The client's name and version, where they look like ones. */
function clientOf(header: (name: string) => string | undefined): { clientName?: string; clientVersion?: string } {
  const [clientName, clientVersion] = ["name", "version"].map((what) => {
    const value = header(`apollographql-client-${what}`);
    return value !== undefined && /^[\w./ -]{1,64}$/u.test(value) ? value : undefined;
  });
  return { ...(clientName !== undefined && { clientName }), ...(clientVersion !== undefined && { clientVersion }) };
}
