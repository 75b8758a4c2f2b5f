import type { FastifyReply, FastifyRequest } from "fastify";

import type { Principal } from "../accounts/api-keys.js";
import type { Directory } from "../accounts/directory.js";

/** Whose API key a request carries; null for none, a wrong, a revoked or an expired one. */
export async function principalOf(request: FastifyRequest, directory: Directory): Promise<Principal | null> {
  const [scheme, bearer] = (request.headers.authorization ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && bearer ? directory.authenticate(bearer) : null;
}

/** Answers 401 in GraphQL's form, telling what is missing and nothing else. */
export function refuseUnauthenticated(reply: FastifyReply): FastifyReply {
  const message = "Send an API key: Authorization: Bearer hg_…";
  return reply
    .code(401)
    .header("www-authenticate", 'Bearer realm="hiregraph"')
    .send({ errors: [{ message, extensions: { code: "UNAUTHENTICATED" } }] });
}
