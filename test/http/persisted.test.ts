import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { loadPersistedDocuments } from "../../src/http/persisted-documents.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";
import { multipart, post as postForm, uploadParts } from "./multipart.js";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hashOnly = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

const titles = "query Titles($n: Int) { jobs(first: $n) { nodes { title } } }";
const count = "query Count { providers { id } }";
const flood = `query Flood { ${Array.from({ length: 200 }, (_, i) => `a${i}: __typename`).join(" ")} }`;
const unregistered = "query Unregistered { __typename providers { id } }";
/** Relay's hashes are MD5 unless said, and any text is an id. */
const relayId = "0c1b7e1a5f8f4b1d9a3e2c4d5e6f7081";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiregraph-manifests-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function manifest(content: unknown): Promise<string> {
  const path = join(folder, `${sha256(JSON.stringify(content)).slice(0, 12)}.json`);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const apolloManifest = (documents: Record<string, string>) => ({
  format: "apollo-persisted-query-manifest",
  version: 1,
  operations: Object.entries(documents).map(([id, body]) => ({ id, name: "Made", type: "query", body })),
});

/** A server of its own, and what asking it gives. */
async function serve(environment: Record<string, string>) {
  const world = await startWorld({ environment });
  const authorization = `Bearer ${await world.key()}`;
  const answer = async (response: Response) => ({ status: response.status, ...((await response.json()) as any) });
  return {
    world,
    post: async (body: object) =>
      answer(
        await fetch(`${world.url}/graphql`, {
          method: "POST",
          headers: { authorization, "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
    get: async (parameters: Record<string, string>) =>
      answer(
        await fetch(`${world.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
          headers: { authorization },
        }),
      ),
  };
}

type Server = Awaited<ReturnType<typeof serve>>;
const calls = ({ sandbox }: World) => sandbox.workable("acme-demo").calls();

describe("registered documents beside others", () => {
  let server: Server;
  beforeAll(async () => {
    const path = await manifest({ [sha256(titles)]: titles, [relayId]: count, tooLarge: flood });
    server = await serve({ HIREGRAPH_PERSISTED_DOCUMENTS: path });
  });
  afterAll(() => server.world.close());

  it.each([
    ["documentId", { documentId: sha256(titles) }],
    ["documentId with its algorithm", { documentId: `sha256:${sha256(titles)}` }],
    ["doc_id", { doc_id: sha256(titles) }],
    ["the hash of persisted queries", hashOnly(sha256(titles))],
    ["documentId, beside the document itself", { documentId: sha256(titles), query: titles }],
  ])("run by %s", async (_name, request) => {
    const { status, data, errors } = await server.post({ ...request, variables: { n: 2 } });
    expect(errors).toBeUndefined();
    expect([status, data.jobs.nodes.length]).toEqual([200, 2]);
  });

  it("run by GET", async () => {
    const { status, data } = await server.get({ documentId: sha256(titles), variables: '{"n":1}' });
    expect([status, data.jobs.nodes.length]).toEqual([200, 1]);
    const extensions = JSON.stringify(hashOnly(relayId).extensions);
    expect((await server.get({ extensions })).data.providers).toHaveLength(3);
  });

  it("run under ids that are no hashes of theirs", async () => {
    expect((await server.post({ doc_id: relayId })).data.providers).toHaveLength(3);
    expect((await server.post(hashOnly(relayId))).data.providers).toHaveLength(3);
  });

  it("run with uploads, whose request they are held to as any other", async () => {
    const parts = uploadParts(
      { documentId: sha256(titles), variables: { n: null } },
      { "variables.n": { name: "cv.pdf", content: Buffer.from("%PDF") } },
    );
    const { status, errors } = await postForm(
      `${server.world.url}/graphql`,
      await server.world.key(),
      multipart(parts),
    );
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toContain('Variable "$n" got invalid value');
  });

  it.each([
    ["an unknown id", { documentId: sha256(unregistered) }, "NOT_FOUND", /No document is registered/],
    ["an id that is no text", { documentId: 7 }, "BAD_USER_INPUT", /must be a string/],
    ["a query that is another document", { documentId: relayId, query: titles }, "BAD_USER_INPUT", /not the document/],
    ["a registered document above the limits", { documentId: "tooLarge" }, "QUERY_TOO_EXPENSIVE", /aliases/],
  ])("refuse %s with 400", async (_name, request, code, message) => {
    const { status, data, errors } = await server.post(request);
    expect([status, data, errors[0].extensions]).toEqual([400, undefined, { code }]);
    expect(errors[0].message).toMatch(message);
  });

  it("leave other documents to run as they do", async () => {
    expect((await server.post({ query: unregistered })).data.providers).toHaveLength(3);
  });

  it("leave other hashes to automatic persisted queries", async () => {
    const hash = hashOnly(sha256(unregistered));
    const first = await server.post(hash);
    expect([first.status, first.errors[0].extensions.code]).toEqual([200, "PERSISTED_QUERY_NOT_FOUND"]);
    expect((await server.post({ ...hash, query: unregistered })).data.providers).toHaveLength(3);
    expect((await server.post(hash)).data.providers).toHaveLength(3);
    expect((await server.get({ extensions: JSON.stringify(hash.extensions) })).data.providers).toHaveLength(3);
  });

  it.each([
    ["is not the query's", { version: 1, sha256Hash: sha256(unregistered) }],
    ["is of another version", { version: 2, sha256Hash: sha256(count) }],
    ["is a number", { version: 1, sha256Hash: 7 }],
    ["is missing", true],
  ])("refuse a hash that %s with 400", async (_name, persistedQuery) => {
    const { status, errors } = await server.post({ query: count, extensions: { persistedQuery } });
    expect([status, errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(errors[0].message).toMatch(/sha256Hash/);
  });

  it("are not joined by a document that was refused", async () => {
    for (const query of [flood.replace("Flood", "Other"), "{ nothingLikeThis }", "{"]) {
      const { status } = await server.post({ query, ...hashOnly(sha256(query)) });
      expect(status).toBe(400);
      const again = await server.post(hashOnly(sha256(query)));
      expect(again.errors[0].extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
    }
  });
});

describe("registered documents alone", () => {
  let server: Server;
  beforeAll(async () => {
    const path = await manifest(apolloManifest({ [sha256(titles)]: titles, [sha256(count)]: count }));
    server = await serve({ HIREGRAPH_PERSISTED_DOCUMENTS: path, HIREGRAPH_PERSISTED_DOCUMENTS_ONLY: "on" });
  });
  afterAll(() => server.world.close());

  it("run, by their ids and in full", async () => {
    for (const request of [{ documentId: sha256(titles) }, hashOnly(sha256(titles)), { query: titles }]) {
      const { data, errors } = await server.post({ ...request, variables: { n: 2 } });
      expect(errors).toBeUndefined();
      expect(data.jobs.nodes).toHaveLength(2);
    }
    const whole = await server.post({ query: count, ...hashOnly(sha256(count)) });
    expect(whole.data.providers).toHaveLength(3);
  });

  it.each([
    ["another document", { query: unregistered }],
    ["a registered one that was changed", { query: titles.replace("title", "title id") }],
    ["a hash to be registered", { query: unregistered, ...hashOnly(sha256(unregistered)) }],
    ["an unknown hash", hashOnly(sha256(unregistered))],
    [
      "introspection with something beside it",
      { query: "{ __schema { queryType { name } } jobs { nodes { title } } }" },
    ],
    ["something in a fragment", { query: "{ ...F } fragment F on Query { jobs { nodes { title } } }" }],
    ["nothing", { variables: {} }],
  ])("refuse %s with 403, and nothing is called", async (_name, request) => {
    server.world.sandbox.workable("acme-demo").clearCalls();
    const { status, data, errors } = await server.post(request);
    expect([status, data, errors]).toEqual([
      403,
      undefined,
      [
        {
          message: "This server runs registered documents only, and this one is not registered.",
          extensions: { code: "FORBIDDEN" },
        },
      ],
    ]);
    expect(calls(server.world)).toEqual([]);
  });

  it("hold others to their limits before they look at them", async () => {
    expect((await server.post({ query: "{ a ".repeat(20_000) })).errors[0].extensions.code).toBe("QUERY_TOO_EXPENSIVE");
  });

  it("let tools read the schema where that is allowed, and else not", async () => {
    const query = "{ __schema { queryType { name } } __typename }";
    expect((await server.post({ query })).data.__schema.queryType.name).toBe("Query");
    expect((await server.post({ query: "{ _service { sdl } }" })).data._service.sdl).toContain("type Candidate");
    const path = await manifest({ [sha256(count)]: count });
    const hidden = await serve({
      HIREGRAPH_PERSISTED_DOCUMENTS: path,
      HIREGRAPH_PERSISTED_DOCUMENTS_ONLY: "on",
      HIREGRAPH_INTROSPECTION: "off",
    });
    expect((await hidden.post({ query })).status).toBe(403);
    expect((await hidden.post({ documentId: sha256(count) })).data.providers).toHaveLength(3);
    await hidden.world.close();
  });
});

describe("a manifest", () => {
  it("is read in Apollo's form, and as documents by hash", async () => {
    for (const content of [apolloManifest({ a: titles, b: count }), { a: titles, "sha256:b": count }]) {
      const documents = await loadPersistedDocuments(await manifest(content));
      expect([documents.find("a"), documents.find("b"), documents.find("sha256:b")]).toEqual([titles, count, count]);
      expect([documents.find("c"), documents.find("__proto__")]).toEqual([undefined, undefined]);
      expect([documents.has(titles), documents.has(`${titles} `)]).toEqual([true, false]);
    }
  });

  it.each<[string, unknown, string]>([
    ["of another version", { ...apolloManifest({ a: titles }), version: 2 }, "version 1 of the format"],
    ["of another format", { format: "other", version: 1, operations: [] }, "version 1 of the format"],
    ["without operations", { format: "apollo-persisted-query-manifest", version: 1 }, "version 1 of the format"],
    ["that is a list", [titles], "must be an object"],
    ["that is no JSON", '{"a": "secret', "it is no JSON"],
    ["of something else than text", { a: { body: titles } }, "must be text under an id"],
    ["with an operation that is none", { ...apolloManifest({}), operations: [null] }, "must be text under an id"],
    ["with an empty document", { a: " " }, "must be text under an id"],
    ["with two documents under one id", { a: titles, "sha256:a": count }, "two documents under one id"],
  ])("%s stops the server, which names the variable and not what is in it", async (_name, content, message) => {
    const path = await manifest(content);
    const failure: unknown = await loadPersistedDocuments(path).catch((error: unknown) => error);
    expect(String(failure)).toContain(`HIREGRAPH_PERSISTED_DOCUMENTS: found ${path}, but`);
    expect(String(failure)).toContain(message);
    expect(String(failure)).not.toMatch(/secret|Titles/);
  });

  it("that is not there stops the server", async () => {
    const path = join(folder, "nowhere.json");
    await expect(startWorld({ environment: { HIREGRAPH_PERSISTED_DOCUMENTS: path } })).rejects.toThrow(
      "cannot be read",
    );
  });
});
