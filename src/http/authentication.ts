import type { FastifyReply, FastifyRequest } from "fastify";

import type { Principal } from "../accounts/api-keys.js";
import type { Directory } from "../accounts/directory.js";

/**
 * Who asks. Null when that is answered already, in GraphQL's form: 401 without a live API key or a valid JWT, telling what is missing and nothing
 * else; 429 when the key has made its requests of this minute.
 */
export async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  directory: Directory,
): Promise<Principal | null> {
  const principal = await principalOf(request, directory);
  const waitSeconds = principal ? directory.waitSeconds(principal) : 0;
  if (principal && waitSeconds === 0) return principal;
  if (principal) refuseTooMany(reply, waitSeconds);
  else refuseUnauthenticated(reply);
  return null;
}

async function principalOf(request: FastifyRequest, directory: Directory): Promise<Principal | null> {
  const [scheme, bearer] = (request.headers.authorization ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && bearer ? directory.authenticate(bearer) : null;
}

function refuseUnauthenticated(reply: FastifyReply): void {
  const message = "Send an API key: Authorization: Bearer hg_…";
  void reply
    .code(401)
    .header("www-authenticate", 'Bearer realm="hiregraph"')
    .send({ errors: [{ message, extensions: { code: "UNAUTHENTICATED" } }] });
}

function refuseTooMany(reply: FastifyReply, retryAfter: number): void {
  const message = `This API key has made its requests of this minute; try again in ${retryAfter} s.`;
  void reply
    .code(429)
    .header("retry-after", retryAfter)
    .send({ errors: [{ message, extensions: { code: "QUERY_TOO_EXPENSIVE", retryAfter } }] });
}
