import { Readable } from "node:stream";

import { HeaderMap } from "@apollo/server";
import type { ApolloServer, HTTPGraphQLRequest } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";

import type { Context } from "../resolvers/context.js";
import { chooseDocument } from "./document-choice.js";
import type { DocumentRules, Parameters } from "./document-choice.js";
import { checkJson, jsonOf } from "./graphql-json.js";
import { BadRequest, requireAcceptable } from "./graphql-protocol.js";
import { createDocumentCheck } from "./operation/document-limits.js";

export interface HandlerOptions {
  apollo: ApolloServer<Context>;
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
  rules: DocumentRules;
}

/**
 * Answers requests whose body was read: chooses the document, holds it to its limits, and hands it to Apollo. Integrations of Apollo hand over the request as it came, so that
 * a document could not be put in the place of its id.
 */
export function createGraphqlHandler({ apollo, contextOf, rules }: HandlerOptions) {
  const checkDocument = createDocumentCheck();

  function prepared(given: Parameters): Parameters {
    const { query } = given;
    if (typeof query === "string") checkDocument(query);
    const chosen = chooseDocument(given, rules);
    if (typeof chosen["query"] === "string" && chosen["query"] !== query) checkDocument(chosen["query"]);
    return chosen;
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    requireAcceptable(request);
    const httpGraphQLRequest = { ...toHttpRequest(request), ...partsOf(request, prepared) };
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: () => contextOf(request, reply),
    });
    const { status = 200, headers, body } = answer;
    reply.code(status).headers(Object.fromEntries(headers));
    return reply.send(body.kind === "complete" ? body.string : Readable.from(body.asyncIterator));
  };
}

function toHttpRequest({ method, headers }: FastifyRequest): Pick<HTTPGraphQLRequest, "method" | "headers"> {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  return { method, headers: map };
}

/** Where the parameters are: in the address of a GET, else in the body. What is no object there is told by Apollo. */
function partsOf(
  request: FastifyRequest,
  prepare: (given: Parameters) => Parameters,
): Pick<HTTPGraphQLRequest, "search" | "body"> {
  if (request.method === "GET") return { body: undefined, search: preparedSearch(request.url, prepare) };
  const { body } = request;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { body, search: "" };
  return { body: prepare({ ...body }), search: "" };
}

function preparedSearch(url: string, prepare: (given: Parameters) => Parameters): string {
  const search = new URLSearchParams(url.split("?").slice(1).join("?"));
  const names = [...search.keys()];
  if (new Set(names).size < names.length) throw new BadRequest(400, "A parameter of the address is given twice.");
  const written = search.get("extensions");
  for (const text of [search.get("variables"), written]) checkJson(text ?? "");
  const extensions = written === null ? undefined : jsonOf(written);
  const chosen = prepare({ ...Object.fromEntries(search), extensions });
  if (typeof chosen["query"] === "string") search.set("query", chosen["query"]);
  if (chosen["extensions"] !== extensions) search.set("extensions", JSON.stringify(chosen["extensions"]));
  return `?${search.toString()}`;
}
