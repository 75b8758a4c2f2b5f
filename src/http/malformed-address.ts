import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";

/** Answers, in GraphQL's form, for an address that no route is looked up for: one that cannot be decoded, or is too long. */
export function refuseMalformedAddress(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const message = "The address is malformed.";
  void reply.code(error.statusCode ?? 400).send({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] });
}
