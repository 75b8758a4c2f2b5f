import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

// The same from src/http and from dist/http, so that a run from source serves what was built.
const buildFolder = new URL("../../dist/explorer/", import.meta.url);
const configPlaceholder = "{{config}}";
const loopbackHostnames = new Set(["127.0.0.1", "localhost", "[::1]"]);

const defaultQuery = `# Five candidates, whichever providers they live in.
query FirstCandidates {
  candidates(first: 5) {
    nodes {
      id
      name
      provider
    }
    complete
    sources {
      status
      account {
        provider
      }
    }
  }
}
`;

// Styles alone are allowed inline: the Monaco editor writes its theme into style elements at run time.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export interface ExplorerOptions {
  /** Path of the GraphQL endpoint on this same origin. */
  graphqlPath: string;
  /** The address under which this server is known outside, for the Apollo Sandbox link. */
  publicUrl: string;
  /** An API key put into the page for whoever opens it on this machine; the page asks for one when absent. */
  apiKeyHint?: string;
  /** The query that a first visit finds in the editor; default: five candidates. */
  query?: string;
}

/** Serves the explorer at `GET /` with all its assets below `/explorer/`; throws when it has not been built. */
export async function registerExplorer(app: FastifyInstance, options: ExplorerOptions): Promise<void> {
  const template = await readTemplate();
  await app.register(fastifyStatic, {
    root: fileURLToPath(new URL("assets/", buildFolder)),
    prefix: "/explorer/assets/",
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: "365d",
    // A worker obeys the policy of its own response, not that of the page.
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries(securityHeaders)) reply.setHeader(name, value);
    },
  });
  app.get("/", (request, reply) =>
    reply
      .headers({ ...securityHeaders, "cache-control": "no-store" })
      .type("text/html; charset=utf-8")
      .send(renderPage(template, options, isLoopback(request.hostname))),
  );
}

async function readTemplate(): Promise<string> {
  try {
    return await readFile(new URL("index.html", buildFolder), "utf8");
  } catch (cause) {
    throw new Error("The explorer has not been built: run `npm run build:explorer` first.", { cause });
  }
}

function renderPage(template: string, options: ExplorerOptions, mayHoldKey: boolean): string {
  const endpoint = new URL(options.graphqlPath, options.publicUrl).href;
  const config = JSON.stringify({
    graphqlPath: options.graphqlPath,
    sandboxUrl: `https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(endpoint)}`,
    query: options.query ?? defaultQuery,
    apiKeyHint: mayHoldKey ? (options.apiKeyHint ?? "") : "",
  });
  return template.replace(configPlaceholder, () => escapeAttribute(config));
}

/** Whether a page may hold a key: one elsewhere whose name was rebound to this machine would otherwise read it out of the HTML. */
export function isLoopback(hostname: string): boolean {
  return loopbackHostnames.has(hostname);
}

/** Text for between the quotes of an HTML attribute. */
export function escapeAttribute(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
