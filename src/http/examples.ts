import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

import { escapeAttribute, isLoopback } from "./explorer.js";

/** The pages by the last part of their address, which is also the name of their folder below dist/examples. */
const pages = ["board", "timeoff"] as const;
// The same from src/http and from dist/http, so that a run from source serves what was built.
const buildFolder = new URL("../../dist/examples/", import.meta.url);
const configPlaceholder = "{{config}}";

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export interface ExamplesOptions {
  /** Path of the GraphQL endpoint on this same origin. */
  graphqlPath: string;
  /** An API key put into the pages for whoever opens them on this machine; they ask for one when absent. */
  apiKeyHint?: string;
}

/** Serves the pages of examples/ below `/examples/`. One that has not been built is left out: the product does not need it. */
export async function registerExamples(app: FastifyInstance, options: ExamplesOptions): Promise<void> {
  for (const page of pages) {
    const folder = new URL(`${page}/`, buildFolder);
    const template = await readFile(new URL("index.html", folder), "utf8").catch(() => undefined);
    if (template === undefined) continue;
    await registerAssets(app, fileURLToPath(new URL("assets/", folder)), `/examples/${page}/assets/`);
    app.get(`/examples/${page}`, (request, reply) =>
      reply
        .headers({ ...securityHeaders, "cache-control": "no-store" })
        .type("text/html; charset=utf-8")
        .send(renderPage(template, options, isLoopback(request.hostname))),
    );
  }
}

async function registerAssets(app: FastifyInstance, root: string, prefix: string): Promise<void> {
  await app.register(fastifyStatic, {
    ...{ root, prefix, decorateReply: false, index: false, immutable: true, maxAge: "365d" },
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries(securityHeaders)) reply.setHeader(name, value);
    },
  });
}

function renderPage(template: string, { graphqlPath, apiKeyHint = "" }: ExamplesOptions, mayHoldKey: boolean): string {
  const config = JSON.stringify({ graphqlPath, apiKeyHint: mayHoldKey ? apiKeyHint : "" });
  return template.replace(configPlaceholder, () => escapeAttribute(config));
}
