import { Readable, addAbortSignal } from "node:stream";
import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { afterEach, expect, it } from "vitest";

import { registerAttachments } from "../../src/http/attachments.js";
import { createLogger } from "../../src/lib/logger.js";
import type { AttachmentFiles } from "../../src/resolvers/attachment-file.js";

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

/** The route by itself, for what no provider does on demand; everybody may read. */
async function serve(files: AttachmentFiles, log: string[] = []): Promise<string> {
  const principal = { workspaceId: "w", kind: "api_key", keyId: "k", scopes: new Set(["ats:read"]), accountIds: null };
  const tools: any = { directory: { authenticate: () => Promise.resolve(principal), waitSeconds: () => 0 } };
  const logger = createLogger({ level: "info", destination: { write: (line) => log.push(line) } });
  app = Fastify({ forceCloseConnections: true });
  const audit: any = { notePersonalRead: () => undefined };
  registerAttachments(app, { tools, files, audit, logger, requestTimeoutMs: 1_000, downloadTimeoutMs: 200 });
  return `${await app.listen({ host: "127.0.0.1", port: 0 })}/attachments/any/content`;
}

const headers = { authorization: "Bearer hg_made-up" };

it("ends a download that takes longer than one may", async () => {
  const url = await serve({
    open: (_id, _begin, signal) => {
      const body = new Readable({ read: () => undefined });
      body.push("%PDF");
      return Promise.resolve({
        accountId: "a",
        fileName: null,
        contentTypes: [],
        sizeBytes: null,
        body: addAbortSignal(signal, body),
      });
    },
  });
  const startedAtMs = performance.now();
  const response = await fetch(url, { headers });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(performance.now() - startedAtMs).toBeGreaterThan(150);
});

it("tells nothing of a failure that it does not know, and logs it", async () => {
  const log: string[] = [];
  const url = await serve({ open: () => Promise.reject(new Error("made-up detail")) }, log);
  const response = await fetch(url, { headers });
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    errors: [{ message: "Something went wrong here; it has been logged.", extensions: { code: "INTERNAL" } }],
  });
  expect(log).toHaveLength(1);
  expect(log[0]).toContain("made-up detail");
});
