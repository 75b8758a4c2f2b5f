import type { FastifyInstance } from "fastify";

import type { Store } from "../store/store.js";

/** Probes: alive as soon as it listens, ready while the database answers. */
export function registerHealth(app: FastifyInstance, store: Store): void {
  app.get("/health/live", () => ({ status: "ok" }));
  app.get("/health/ready", async (_request, reply) => {
    try {
      await store.db.query("select 1");
      return { status: "ok" };
    } catch {
      return reply.code(503).send({ status: "database unreachable" });
    }
  });
}
