import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Principal } from "../accounts/api-keys.js";
import type { Directory } from "../accounts/directory.js";
import type { Logger } from "../lib/logger.js";
import { admit } from "./authentication.js";
import { createGraphqlHandler } from "./graphql-handler.js";
import type { HandlerOptions } from "./graphql-handler.js";
import { acceptJson } from "./graphql-json.js";
import {
  createRequestErrorHandler,
  expectBody,
  requireMethod,
  requirePlainBody,
  toAcceptedMediaType,
} from "./graphql-protocol.js";
import { acceptSandbox, leadToExplorer } from "./studio.js";
import { acceptUploads, isMultipart, receiveUploads } from "./uploads.js";

export interface RouteOptions extends HandlerOptions {
  directory: Directory;
  logger: Logger;
  /** How long a body may take to arrive; one with uploads twenty times as long. */
  bodyTimeoutMs: number;
  /** Whether there is an explorer, and Apollo Sandbox may ask from a browser. */
  explorer: boolean;
}

declare module "fastify" {
  interface FastifyRequest {
    principal?: Principal;
  }
}

const timesForUploads = 20;

/** Serves an Apollo server at /graphql to holders of an API key. Readers of bodies and what errors look like are this route's own. */
export async function registerGraphqlRoute(app: FastifyInstance, options: RouteOptions): Promise<void> {
  const { apollo, logger, explorer } = options;
  const route = async (scope: FastifyInstance): Promise<void> => {
    if (explorer) await acceptSandbox(scope);
    scope.removeAllContentTypeParsers();
    acceptJson(scope);
    acceptUploads(scope);
    scope.setErrorHandler(createRequestErrorHandler(logger));
    scope.addHook("preSerialization", toAcceptedMediaType);
    scope.addHook("onClose", () => apollo.stop());
    scope.route({
      url: "",
      // Others are answered too, with 405.
      method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      // Before the body is read, so that strangers cost nothing.
      onRequest: (request, reply) => begin(request, reply, options),
      preHandler: receiveUploads,
      handler: createGraphqlHandler(options),
    });
  };
  await app.register(route, { prefix: "/graphql" });
}

async function begin(
  request: FastifyRequest,
  reply: FastifyReply,
  { directory, explorer, bodyTimeoutMs }: RouteOptions,
): Promise<FastifyReply | undefined> {
  if (explorer && leadToExplorer(request, reply)) return reply;
  const principal = await admit(request, reply, directory);
  if (!principal) return reply;
  request.principal = principal;
  requireMethod(request, reply);
  requirePlainBody(request);
  if (request.method === "POST")
    expectBody(request, reply, isMultipart(request) ? timesForUploads * bodyTimeoutMs : bodyTimeoutMs);
  return undefined;
}
