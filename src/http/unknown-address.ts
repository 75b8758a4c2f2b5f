import type { FastifyInstance } from "fastify";

/** Answers for an address that there is not, before its body is read: whoever sends one needs no key, and could have any number of bodies held. */
export function refuseUnknownAddresses(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    if (!request.is404) {
      done();
      return;
    }
    const message = `Route ${request.method}:${request.url} not found`;
    void reply.code(404).send({ message, error: "Not Found", statusCode: 404 });
  });
}
