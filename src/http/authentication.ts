import type { FastifyReply, FastifyRequest } from "fastify";

import type { Principal } from "../accounts/api-keys.js";
import type { Directory } from "../accounts/directory.js";

/**
 * Who asks. Null when that is answered already, in GraphQL's form: 401 without a live API key or a valid JWT, telling whether there was none or it is
 * not accepted, and nothing else; 429 when the key has made its requests of this minute.
 */
export async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  directory: Directory,
): Promise<Principal | null> {
  const bearer = bearerOf(request);
  const principal = bearer === null ? null : await directory.authenticate(bearer);
  const waitSeconds = principal ? directory.waitSeconds(principal) : 0;
  if (principal && waitSeconds === 0) return principal;
  if (principal) refuseTooMany(reply, waitSeconds);
  else refuseUnauthenticated(reply, bearer === null ? missing : notAccepted);
  return null;
}

/** Null for a request without one. */
function bearerOf({ headers }: FastifyRequest): string | null {
  const [scheme, bearer] = (headers.authorization ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && bearer ? bearer : null;
}

const missing = { message: "Send an API key: Authorization: Bearer hg_…", challenge: 'Bearer realm="hiregraph"' };

/** The same whatever is wrong with it, so that nobody learns which keys there are or were. */
const notAccepted = {
  message:
    "This API key or token is not accepted. Check that all of it was sent, that it is not revoked, and that it has not expired.",
  challenge: 'Bearer realm="hiregraph", error="invalid_token"',
};

function refuseUnauthenticated(reply: FastifyReply, { message, challenge }: typeof missing): void {
  void reply
    .code(401)
    .header("www-authenticate", challenge)
    .send({ errors: [{ message, extensions: { code: "UNAUTHENTICATED" } }] });
}

function refuseTooMany(reply: FastifyReply, retryAfter: number): void {
  const message = `This API key has made its requests of this minute; try again in ${retryAfter} s.`;
  void reply
    .code(429)
    .header("retry-after", retryAfter)
    .send({ errors: [{ message, extensions: { code: "QUERY_TOO_EXPENSIVE", retryAfter } }] });
}
