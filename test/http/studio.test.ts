import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { buildSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { buildExplorer } from "../support/explorer-build.js";
import { waitUntil } from "../support/wait-until.js";
import { startWorld } from "../support/world.js";
import type { World, WorldOptions } from "../support/world.js";

const studio = "https://studio.apollographql.com";
/** What identifies people, and the key; it must not leave. */
const canary = "canary.person@example.com";
const studioKey = "service:made-up:aaaabbbbccccdddd";

interface Received {
  path: string;
  headers: Record<string, unknown>;
  body: Buffer;
}

/** A server that takes reports as Apollo's do. */
async function startFakeApollo() {
  const received: Received[] = [];
  let status = 200;
  const server: Server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
      received.push({ path: request.url ?? "", headers: request.headers, body });
      const wants = !bytes.includes("reportSchema") || bytes.includes("interface ProviderRecord");
      const answer = { __typename: "ReportSchemaResponse", inSeconds: wants ? 3_600 : 0, withCoreSchema: !wants };
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ tracesIgnored: false, data: { reportSchema: answer } }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    received,
    endpoints: { usage: url, schema: `${url}/schema` },
    fail: () => {
      status = 500;
    },
    close: () => server.close(),
  };
}

const reporting = { APOLLO_KEY: studioKey, APOLLO_GRAPH_REF: "made-up@test" };

describe("reports to Apollo Studio", () => {
  let apollo: Awaited<ReturnType<typeof startFakeApollo>>;
  let usage: Buffer;
  let answers: Awaited<ReturnType<World["ask"]>>[];
  beforeAll(async () => {
    apollo = await startFakeApollo();
    const world = await startWorld({ environment: reporting, server: { studioEndpoints: apollo.endpoints } });
    const headers = {
      "apollographql-client-name": "made-up-client",
      "apollographql-client-version": canary,
      "x-canary": canary,
      cookie: `name=${canary}`,
    };
    const options = { headers };
    answers = [
      await world.ask(
        `query ByEmail($email: String) { canaryAlias: candidates(first: 1, filter: { email: { eq: $email } }) { nodes { name } } }`,
        { email: canary, [canary]: canary },
        options,
      ),
      await world.ask(
        `query Literal { jobs(first: 1, filter: { title: { eq: "${canary}" } }) { nodes { id } } }`,
        {},
        options,
      ),
      await world.ask(
        `query Fails { node(id: "${canary}") { id } failing: jobs(first: 0) { totalCount } }`,
        {},
        options,
      ),
      await world.ask(`query Wrong { canaryField }`, { email: canary }, options),
      await world.ask(`query Coerced($n: Int!) { jobs(first: $n) { totalCount } }`, { n: canary }, options),
      await world.ask(`{ "${canary}`, { email: canary }, options),
    ];
    await waitUntil(() => apollo.received.filter(({ path }) => path === "/schema").length >= 2, 10_000);
    await world.close();
    usage = Buffer.concat(apollo.received.filter(({ path }) => path.includes("traces")).map(({ body }) => body));
  });
  afterAll(() => apollo.close());

  it("tell which operations ran, at the server's end at the latest", () => {
    expect(answers.map(({ errors = [] }) => errors.length > 0)).toEqual([false, false, true, true, true, true]);
    expect(usage.includes("# ByEmail\nquery ByEmail($email:String)")).toBe(true);
    expect(usage.includes("query Literal{jobs(filter:{},first:0){nodes{id}}}")).toBe(true);
    expect(usage.includes("## GraphQLValidationFailure")).toBe(true);
    expect(usage.includes("made-up@test")).toBe(true);
  });

  it("are sent with the graph's key, and to nowhere else", () => {
    expect(new Set(apollo.received.map(({ path }) => path))).toEqual(new Set(["/schema", "/api/ingress/traces"]));
    for (const { headers } of apollo.received) expect(headers["x-api-key"]).toBe(studioKey);
  });

  it("tell the client's name, and its version only where that looks like one", () => {
    expect(usage.includes("made-up-client")).toBe(true);
  });

  it("tell nothing of anyone: no variable, literal, header, message or key", () => {
    const all = Buffer.concat(apollo.received.map(({ body }) => body));
    for (const secret of [canary, "canary", "hg_", studioKey, "Authorization", "got invalid value", "Unexpected"])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
  });

  it("tell where something failed, by the names in the document", () => {
    expect(usage.includes("failing")).toBe(true);
  });

  it("tell the schema that clients ask, without the fields for gateways, when Apollo wants it", () => {
    const [first, second] = apollo.received.filter(({ path }) => path === "/schema").map(({ body }) => String(body));
    expect(JSON.parse(first ?? "").variables).toMatchObject({ report: { graphRef: "made-up@test" }, coreSchema: null });
    const schema = buildSchema(JSON.parse(second ?? "").variables.coreSchema);
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain("candidates");
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).not.toContain("_service");
  });

  it("that cannot be sent change no answer, and do not keep the server from its end", async () => {
    const failing = await startFakeApollo();
    failing.fail();
    const world = await startWorld({ environment: reporting, server: { studioEndpoints: failing.endpoints } });
    expect((await world.ask(`{ jobs(first: 1) { totalCount } }`)).status).toBe(200);
    const start = performance.now();
    await world.close();
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(failing.received.filter(({ path }) => path.includes("traces")).length).toBe(2);
    failing.close();
  });

  it("are not sent without a key", async () => {
    const silent = await startFakeApollo();
    const environment = { APOLLO_GRAPH_REF: "made-up@test" };
    const world = await startWorld({ environment, server: { studioEndpoints: silent.endpoints } });
    await world.ask(`{ jobs(first: 1) { totalCount } }`);
    await world.close();
    expect(silent.received).toEqual([]);
    silent.close();
  });
});

/** Asks as a browser does on behalf of a page. */
async function from(world: World, origin: string, init: RequestInit = {}) {
  const headers = new Headers(init.headers);
  headers.set("origin", origin);
  return fetch(`${world.url}/graphql`, { redirect: "manual", ...init, headers });
}

const preflight = (headers: string): RequestInit => ({
  method: "OPTIONS",
  headers: { "access-control-request-method": "POST", "access-control-request-headers": headers },
});
const sandboxHeaders =
  "authorization,content-type,apollo-require-preflight,x-apollo-operation-name,hiregraph-max-age,hiregraph-dry-run";

describe("Apollo Sandbox", () => {
  let world: World;
  let key: string;
  const options: WorldOptions = { accounts: [], server: { explorer: {} } };
  beforeAll(async () => {
    await buildExplorer();
    world = await startWorld(options);
    key = await world.key();
  });
  afterAll(() => world.close());

  it("may ask with every header that this server knows", async () => {
    const { status, headers } = await from(world, studio, preflight(sandboxHeaders));
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      "access-control-allow-origin": studio,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": sandboxHeaders,
      "access-control-max-age": "600",
    });
    expect(headers.has("access-control-allow-credentials")).toBe(false);
  });

  it("reads answers and refusals", async () => {
    const init = (authorization: string): RequestInit => ({
      method: "POST",
      headers: { authorization, "content-type": "application/json", "apollo-require-preflight": "true" },
      body: JSON.stringify({ query: "{ __schema { queryType { name } } }" }),
    });
    const answer = await from(world, studio, init(`Bearer ${key}`));
    expect(answer.headers.get("access-control-allow-origin")).toBe(studio);
    expect(await answer.json()).toMatchObject({ data: { __schema: { queryType: { name: "Query" } } } });
    const refusal = await from(world, studio, init("Bearer hg_wrong"));
    expect([refusal.status, refusal.headers.get("access-control-allow-origin")]).toEqual([401, studio]);
    expect(refusal.headers.get("access-control-expose-headers")).toContain("retry-after");
  });

  it("is the only page elsewhere that may", async () => {
    for (const origin of ["https://example.com", "http://studio.apollographql.com", `${studio}.example.com`, "null"]) {
      const { headers } = await from(world, origin, preflight("authorization"));
      expect([origin, headers.get("access-control-allow-origin")]).toEqual([origin, null]);
    }
  });

  it("may ask GraphQL and nothing else", async () => {
    for (const path of ["/", "/health/live", "/attachments/x/content", "/proxy/x/y", "/graphqlx"]) {
      const response = await fetch(`${world.url}${path}`, {
        headers: { origin: studio, authorization: `Bearer ${key}` },
      });
      expect([path, response.headers.get("access-control-allow-origin")]).toEqual([path, null]);
    }
  });

  it("is linked from the explorer, to which a browser is led that opens the endpoint", async () => {
    const page = await fetch(`${world.url}/graphql`, { headers: { accept: "text/html,*/*;q=0.8" } });
    expect([page.status, page.url]).toEqual([200, `${world.url}/`]);
    const endpoint = encodeURIComponent("http://127.0.0.1:4000/graphql");
    expect(await page.text()).toContain(`${studio}/sandbox/explorer?endpoint=${endpoint}`);
    const program = await fetch(`${world.url}/graphql?query={__typename}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await program.json()).toMatchObject({ data: { __typename: "Query" } });
  });

  it("may not ask where there is no explorer", async () => {
    const closed = await startWorld({ accounts: [] });
    const { status, headers } = await from(closed, studio, preflight("authorization"));
    expect([status, headers.get("access-control-allow-origin")]).toEqual([404, null]);
    const page = await from(closed, studio, { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("access-control-allow-origin")]).toEqual([401, null]);
    await closed.close();
  });
});
