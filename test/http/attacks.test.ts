import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PerformanceObserver } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { isEnumType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { documentLimits, jsonLimits } from "../../src/http/operation/limits.js";
import { buildClientSchema } from "../../src/resolvers/schema.js";
import { waitUntil } from "../support/wait-until.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";
import { answerOf, begin, exchange } from "./raw-http.js";
import type { RawAnswer } from "./raw-http.js";

const megabyte = 1_048_576;
const requestTimeoutMs = 1_000;
const timesMeasured = 9;

let world: World;
/** One that does not show its schema. */
let closed: World;
let key: string;
const medians: string[] = [];
beforeAll(async () => {
  world = await startWorld({ requestTimeoutMs });
  closed = await startWorld({ accounts: [], environment: { HIREGRAPH_INTROSPECTION: "off" } });
  key = await world.key();
});
afterAll(async () => {
  await world.close();
  await closed.close();
  observer.disconnect();
  console.info(`Refused within, in ms on the server, the median of ${timesMeasured}: ${medians.join(", ")}.`);
});

const graphql = () => `${world.url}/graphql`;
const many = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(" ");

async function send(init: RequestInit, { url = graphql(), search = "" } = {}): Promise<RawAnswer> {
  const headers = new Headers({ authorization: `Bearer ${key}`, "content-type": "application/json" });
  new Headers(init.headers).forEach((value, name) => {
    headers.set(name, value);
  });
  const response = await fetch(`${url}${search}`, { method: "POST", ...init, headers });
  const body = await response.json();
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

const post = (body: string, headers: Record<string, string> = {}) => send({ body, headers });
const ask = (query: string, variables: object = {}) => post(JSON.stringify({ query, variables }));
const calls = () =>
  [
    world.sandbox.workable("acme-demo"),
    world.sandbox.applicantstack("acme-demo"),
    world.sandbox.sagehr("acme-demo"),
  ].flatMap((sandbox) => sandbox.calls());

/** Another client's request, which is under way while the attack arrives. */
async function unharmed(attack: () => Promise<unknown>): Promise<void> {
  const workable = world.sandbox.workable("acme-demo");
  workable.rateLimit = null;
  workable.latencyMs = 60;
  const neighbour = world.ask(`{ jobs(first: 2, filter: { provider: { eq: "workable" } }) { nodes { title } } }`);
  await attack();
  const { status, data, errors } = await neighbour;
  workable.latencyMs = 0;
  expect(errors).toBeUndefined();
  expect([status, data.jobs.nodes.length]).toEqual([200, 2]);
}

/** What the server takes from a request's headers to the end of its answer, in milliseconds. */
const served: number[] = [];
const observer = new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "HttpRequest") served.push(duration);
});
observer.observe({ entryTypes: ["http"] });

async function measure(name: string, attack: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < timesMeasured; run += 1) {
    served.length = 0;
    await attack();
    await waitUntil(() => served.length > 0);
    times.push(served[0] ?? 0);
  }
  const median = times.toSorted((one, other) => one - other)[Math.floor(timesMeasured / 2)] ?? 0;
  medians.push(`${name} ${median.toFixed(1)}`);
}

function expectRefusal({ status, headers, body }: RawAnswer, expected: number, message: RegExp): void {
  expect(body).not.toHaveProperty("data");
  expect(body.errors[0].message).toMatch(message);
  expect(status).toBe(expected);
  expect(body.errors[0].extensions.code).toMatch(/^[A-Z_]+$/);
  expect(body.errors[0].extensions).not.toHaveProperty("stacktrace");
  expect(headers["content-type"]).toMatch(/^application\/(?:graphql-response\+)?json; charset=utf-8$/);
}

type Attack = [name: string, status: number, message: RegExp, attack: () => Promise<RawAnswer>];

function areRefused(attacks: readonly Attack[]): void {
  it.each(attacks)("%s: %i", async (name, status, message, attack) => {
    for (const sandbox of ["workable", "applicantstack", "sagehr"] as const)
      world.sandbox[sandbox]("acme-demo").clearCalls();
    await measure(name, async () => {
      expectRefusal(await attack(), status, message);
    });
    expect(calls()).toEqual([]);
    await unharmed(attack);
  });
}

const note = (index: number) => `m${index}: createActivity(input: { kind: NOTE, body: "x" }) { replayed }`;

describe("a document that is refused before it is validated", () => {
  areRefused([
    ["aliases", 400, /more than 100 aliases/, () => ask(`{ ${many(4_500, (i) => `a${i}:__typename`)} }`)],
    ["directives", 400, /more than 100 directives/, () => ask(`{ id ${many(4_000, () => "@include(if: true)")} }`)],
    ["directives of nobody", 400, /more than 100 directives/, () => ask(`{ id ${many(9_000, (i) => `@a${i}`)} }`)],
    [
      "fragments",
      400,
      /more than 100 operations and fragments/,
      () => ask(`{ id } ${many(1_400, (i) => `fragment F${i} on Query { id }`)}`),
    ],
    [
      "spreads",
      400,
      /more than (?:5000 tokens|10000 fields)/,
      () => ask(`{ ${many(9_000, () => "...F")} } fragment F on Query { id }`),
    ],
    ["inline fragments", 400, /more than 64/, () => ask(`{ ${"... { ".repeat(5_000)} id ${"}".repeat(5_000)} }`)],
    ["operations", 400, /more than 100 operations and fragments/, () => ask(many(2_000, (i) => `query Q${i} { id }`))],
    ["tokens", 400, /more than 5000 tokens/, () => ask(`{ ${"id ".repeat(30_000)} }`)],
    ["ignored characters", 400, /longer than 100000/, () => ask(`{ ${",".repeat(megabyte)} id }`)],
    ["a long comment", 400, /longer than 100000/, () => ask(`#${"x".repeat(megabyte)}\n{ id }`)],
    ["selections within each other", 400, /more than 64 brackets/, () => ask("{a".repeat(40_000))],
    ["fields within each other", 400, /deeper than 15/, () => ask(`{ ${"a { ".repeat(40)} id ${"}".repeat(40)} }`)],
    ["lists within each other", 400, /more than 20 lists/, () => ask(`{ nodes(ids: ${"[".repeat(40_000)}`)],
    ["objects within each other", 400, /more than 20 lists/, () => ask(`{ jobs(filter: ${"{job:".repeat(15_000)}`)],
    ["types within each other", 400, /more than 20 lists/, () => ask(`query ($a: ${"[".repeat(40_000)}`)],
    [
      "a long list in the document",
      400,
      /more than 5000 tokens/,
      () => ask(`{ nodes(ids: [${many(12_000, () => '"x"')}]) { id } }`),
    ],
    [
      "variables declared",
      400,
      /more than 100 variables/,
      () => ask(`query (${many(1_200, (i) => `$v${i}: Int`)}) { id }`),
    ],
    ["the same field again", 400, /more than 20000 pairs/, () => ask(`{ jobs { ${"nodes { id } ".repeat(1_100)} } }`)],
    ["names of types", 400, /more than 30 root|20000 pairs/, () => ask(`{ ${"__typename ".repeat(4_500)} }`)],
    ["names of types below", 400, /more than 20000 pairs/, () => ask(`{ jobs { ${"__typename ".repeat(4_500)} } }`)],
    [
      "the same field in fragments",
      400,
      /more than 20000 pairs/,
      () => {
        const names = many(90, (i) => `...F${i}`);
        return ask(
          `{ jobs { ${names} } } ${many(90, (i) => `fragment F${i} on JobConnection { nodes { a b c d e f } }`)}`,
        );
      },
    ],
    [
      "the same field below the same field",
      400,
      /more than (?:20000 pairs|5000 tokens)/,
      () => {
        const level = (depth: number): string => (depth === 0 ? "id" : `nodes { ${`${level(depth - 1)} `.repeat(9)} }`);
        return ask(`{ jobs { ${level(3)} } }`);
      },
    ],
    [
      "fragments that multiply",
      400,
      /more than 10000 fields/,
      () => {
        const next = (i: number) => (i === 12 ? "id" : `...F${i + 1}`);
        return ask(
          `{ jobs { ...F0 } } ${many(40, (i) => `fragment F${i} on Job { a: x { ${next(i)} } b: x { ${next(i)} } }`)}`,
        );
      },
    ],
    [
      "fragments that multiply in one place",
      400,
      /more than 10000 fields|20000 pairs|64 selections/,
      () => {
        const next = (i: number) => (i === 39 ? "id" : `...F${i + 1} ...F${i + 1}`);
        return ask(`{ jobs { ...F0 } } ${many(40, (i) => `fragment F${i} on Job { ${next(i)} }`)}`);
      },
    ],
    [
      "root fields",
      400,
      /more than 30 root fields/,
      () => ask(`{ ${many(90, (i) => `j${i}: jobs(first: 1) { totalCount }`)} }`),
    ],
    [
      "root fields in a fragment",
      400,
      /more than 30 root fields/,
      () => ask(`{ ...F } fragment F on Query { ${many(90, (i) => `j${i}: jobs(first: 1) { totalCount }`)} }`),
    ],
    [
      "the schema told again and again",
      400,
      /more than 250000 fields of the schema/,
      () =>
        ask(
          `{ __schema { ${many(90, (i) => `t${i}: types { ...T }`)} } } fragment T on __Type { name description fields { name description args { name } type { name } } }`,
        ),
    ],
    [
      "the schema told under each root field",
      400,
      /more than 250000 fields of the schema/,
      () =>
        ask(
          `{ ${many(30, (i) => `s${i}: __schema { types { ...T } }`)} } fragment T on __Type { fields { ${many(60, (i) => `d${i}: description`)} } }`,
        ),
    ],
    [
      "the subgraph's schema told again and again",
      400,
      /more than 250000 fields of the schema/,
      () => ask(`{ _service { ${many(90, (i) => `s${i}: sdl`)} } }`),
    ],
    ["mutations", 400, /more than 10 mutations/, () => ask(`mutation { ${many(11, note)} }`)],
    [
      "mutations in several operations",
      400,
      /more than 10 mutations/,
      () => post(JSON.stringify({ query: many(11, (i) => `mutation M${i} { ${note(i)} }`), operationName: "M3" })),
    ],
  ]);
});

describe("a document that validation refuses", () => {
  const cycle = (length: number) => many(length, (i) => `fragment F${i} on Query { ...F${(i + 1) % length} }`);

  areRefused([
    ["a cycle of fragments", 400, /Cannot spread fragment/, () => ask(`{ ...F0 } ${cycle(60)}`)],
    [
      "a fragment within itself",
      400,
      /within itself/,
      () => ask(`{ ...F } fragment F on Query { jobs { nodes { id } } ...F }`),
    ],
    [
      "fields of nobody",
      400,
      /Cannot query field/,
      () => ask(`{ jobs { nodes { ${many(3_000, (i) => `nam${i}`)} } } }`),
    ],
    [
      "types of nobody",
      400,
      /Unknown type/,
      () => ask(`{ jobs { nodes { ${many(190, (i) => `... on Jo${i} { id }`)} } } }`),
    ],
    [
      "the schema's types of types",
      400,
      /introspection depth/,
      () => ask(`{ __type(name: "Job") { ${"fields { type { ".repeat(4)} name ${"} } ".repeat(4)} } }`),
    ],
    ["an argument twice", 400, /only one argument named/, () => ask(`{ jobs(first: 1, first: 2) { totalCount } }`)],
    [
      "a key of an input twice",
      400,
      /only one input field named/,
      () => ask(`{ jobs(filter: { title: { eq: "a", eq: "b" } }) { totalCount } }`),
    ],
    [
      "introspection where it is off",
      400,
      /introspection has been disabled/,
      async () =>
        send(
          {
            body: JSON.stringify({ query: "{ __schema { types { name } } }" }),
            headers: { authorization: `Bearer ${await closed.key()}` },
          },
          { url: `${closed.url}/graphql` },
        ),
    ],
  ]);

  it("that is for subscriptions, of which there are none, is told so", async () => {
    expectRefusal(await ask("subscription { __typename }"), 400, /no operations of type subscription/);
  });

  it("is told of at most 21 errors", async () => {
    const { body } = await ask(`{ jobs { nodes { ${many(3_000, (i) => `nam${i}`)} } } }`);
    expect(body.errors).toHaveLength(21);
  });

  it("learns no names of a schema that is not shown", async () => {
    const { errors } = await closed.ask(`{ job { id } }`);
    expect(errors?.[0]?.message).toBe('Cannot query field "job" on type "Query".');
    expect((await world.ask(`{ job { id } }`)).errors?.[0]?.message).toContain("Did you mean");
  });
});

describe("a body that is refused before it is parsed", () => {
  const named = (query: string, rest: string) => `{"query":${JSON.stringify(query)},${rest}}`;
  const bomb = gzipSync(Buffer.alloc(64 * megabyte, " "));
  const types: [string, string][] = [
    ["text", "text/plain"],
    ["a form", "application/x-www-form-urlencoded"],
    ["bare GraphQL", "application/graphql"],
    ["XML", "application/xml"],
    ["UTF-16", "application/json; charset=utf-16"],
  ];

  areRefused([
    [
      "values within each other",
      400,
      /22 lists and objects/,
      () => post(named("{ id }", `"variables":{"a":${"[".repeat(megabyte)}`)),
    ],
    [
      "a list of a million",
      400,
      /more than 10000 values/,
      () => post(named("{ id }", `"variables":{"ids":[${"1,".repeat(megabyte)}1]}`)),
    ],
    [
      "a million variables",
      400,
      /more than 10000 values/,
      () => post(named("{ id }", `"variables":{${many(90_000, (i) => `"v${i}":1,`)}"v":1}`)),
    ],
    ["a key twice", 400, /names a key twice/, () => post(named("{ id }", `"query":"{ jobs { nodes { id } } }"`))],
    [
      "an escaped key twice",
      400,
      /names a key twice/,
      () => post(named("{ id }", `"qu\\u0065ry":"{ jobs { nodes { id } } }"`)),
    ],
    ["a variable twice", 400, /names a key twice/, () => post(named("{ id }", `"variables":{"input":{"a":1,"a":2}}`))],
    ["a prototype", 400, /no valid JSON/, () => post(named("{ id }", `"variables":{"__proto__":{"polluted":true}}`))],
    ["no JSON", 400, /no valid JSON/, () => post(`{"query": "{ id }"`)],
    ["nothing", 400, /body is empty/, () => post("")],
    [
      "a batch",
      400,
      /batching disabled/i,
      () => post(JSON.stringify(Array(500).fill({ query: "{ jobs { nodes { id } } }" }))),
    ],
    [
      "a compressed bomb",
      415,
      /must not be compressed/,
      () => send({ body: bomb, headers: { "content-encoding": "gzip" } }),
    ],
    ...types.map(([name, type]): Attack => [
      name,
      415,
      /UTF-8|content-type/,
      () => post('{"query":"{ id }"}', { "content-type": type }),
    ]),
    ["20 MB, as it says at once", 413, /too large/, () => answerOf(beginLarge({ "content-length": 20 * megabyte }))],
  ]);

  it("of 20 MB, without saying so, is refused while it arrives", async () => {
    const attack = async () => {
      const request = beginLarge({ "transfer-encoding": "chunked" });
      const answer = answerOf(request);
      let sent = 0;
      const isAnswered = answer.then(() => true);
      while (!(await Promise.race([isAnswered, sleep(5, false)])) && sent < 20 * megabyte) {
        request.write(" ".repeat(megabyte));
        sent += megabyte;
      }
      expectRefusal(await answer, 413, /too large/);
      return sent;
    };
    await unharmed(attack);
    expect(await attack()).toBeLessThan(20 * megabyte);
  });

  it("of 8 MB with a file in it is taken", async () => {
    const contentBase64 = "A".repeat(7 * megabyte);
    const query = `query ($content: String) { a: __typename @skip(if: false) jobs(first: 1, filter: { title: { eq: $content } }) { totalCount } }`;
    const { status, body } = await ask(query, { content: contentBase64 });
    expect([status, body.errors]).toEqual([200, undefined]);
  });

  function beginLarge(headers: Record<string, string | number>) {
    const request = begin(graphql(), "POST", {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      ...headers,
    });
    request.flushHeaders();
    return request;
  }
});

describe("a body for an address that there is not", () => {
  it("is not waited for, and not kept", async () => {
    const headers = { "content-type": "application/json", "content-length": 8 * megabyte };
    const request = begin(`${world.url}/nowhere`, "POST", headers);
    request.write('{"a":"');
    const { status, body } = await answerOf(request);
    expect([status, body.message]).toEqual([404, "Route POST:/nowhere not found"]);
  });
});

describe("variables that do not fit", () => {
  const statuses = (wanted: object) => ask(`query ($f: JobFilter) { jobs(filter: $f) { totalCount } }`, { f: wanted });
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, 1]));

  areRefused([
    [
      "a thousand values that are none",
      400,
      /"OPE0" at "f\.status\.in\[0\]"/,
      () => statuses({ status: { in: Array.from({ length: 1_000 }, (_, i) => `OPE${i}`) } }),
    ],
    ["thousands of keys of nobody", 400, /"key0" is not defined by type "JobFilter"/, () => statuses(keys(9_000))],
  ]);

  it("are quoted in part, however long they are", async () => {
    const { status, body, headers } = await statuses({ status: { eq: "x".repeat(megabyte) } });
    expect(status).toBe(400);
    expect(body.errors[0].message).toMatch(
      /^Variable "\$f" got invalid value "x+ … x+" does not exist in "JobStatus" enum\.$/,
    );
    expect(Number(headers["content-length"])).toBeLessThan(2_000);
  });

  it("are not compared with the names of an enum when they are no names", async () => {
    const type = buildClientSchema().getType("JobStatus");
    const parse = (value: string): unknown => isEnumType(type) && type.parseValue(value);
    const startedAt = performance.now();
    expect(() => parse("x".repeat(7 * megabyte))).toThrow(/does not exist in "JobStatus" enum\.$/);
    expect(performance.now() - startedAt).toBeLessThan(200);
    const { body } = await statuses({ status: { eq: "OPEM" } });
    expect(body.errors[0].message).toContain('Did you mean the enum value "OPEN"');
  });

  it("are told all five, and the first of more", async () => {
    const five = await statuses(keys(5));
    expect(five.body.errors.map((error: any) => error.extensions.code)).toEqual(Array(5).fill("BAD_USER_INPUT"));
    const more = await statuses(keys(6));
    expect(more.body.errors.map((error: any) => error.message)).toEqual([
      expect.stringMatching(/^More than 5 values do not fit; the first: Variable "\$f" .* Field "key0" is not defined/),
    ]);
  });

  it("an id of megabytes names nothing, and nobody waits for it", async () => {
    const id = Buffer.alloc(7 * megabyte, "Job:a")
      .toString("base64")
      .slice(0, 7 * megabyte);
    await measure("a long id", async () => {
      expect((await ask("query ($id: ID!) { node(id: $id) { id } }", { id })).body.data).toEqual({ node: null });
    });
  });
});

describe("a request that is refused for what it is", () => {
  const get = (parameters: [string, string][], headers: Record<string, string> = {}) => {
    const search = `?${new URLSearchParams(parameters).toString()}`;
    return send({ method: "GET", headers: { "content-type": "application/json", ...headers } }, { search });
  };
  const mutation = `mutation { ${note(0)} }`;

  areRefused([
    ["a mutation by GET", 405, /GET requests only support query/, () => get([["query", mutation]])],
    [
      "a query twice",
      400,
      /given twice/,
      () =>
        get([
          ["query", "{ __typename }"],
          ["query", "{ jobs { nodes { id } } }"],
        ]),
    ],
    [
      "a variable twice by GET",
      400,
      /names a key twice/,
      () =>
        get([
          ["query", "{ __typename }"],
          ["variables", '{"a":1,"a":2}'],
        ]),
    ],
    [
      "aliases by GET",
      400,
      /more than 100 aliases/,
      () => get([["query", `{ ${many(300, (i) => `a${i}:__typename`)} }`]]),
    ],
    ...["PUT", "PATCH", "DELETE"].map((method): Attack => [
      `a query by ${method}`,
      405,
      /Ask by POST/,
      () => send({ method, body: '{"query":"{ __typename }"}' }),
    ]),
    [
      "an answer in HTML wanted",
      406,
      /accept one of them/,
      () => post(JSON.stringify({ query: mutation }), { accept: "text/html" }),
    ],
  ]);

  it("headers of 20 kB: 431, and 400 small ones are no reason", async () => {
    const answer = await exchange(
      world.url,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nX-Flood: ${"x".repeat(20_000)}\r\n\r\n`,
    );
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\nContent-Type: application\/json/);
    expect(JSON.parse(body)).toEqual({
      errors: [{ message: "The headers are too large.", extensions: { code: "BAD_USER_INPUT" } }],
    });
    const small = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`x-${i}`, "y"]));
    expect(await post('{"query":"{ __typename }"}', small)).toMatchObject({
      status: 200,
      body: { data: { __typename: "Query" } },
    });
  });

  it.each([
    "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "NONSENSE\r\n\r\n",
  ])("what is no HTTP: 400, in JSON", async (bytes) => {
    const [head = "", body = ""] = (await exchange(world.url, bytes)).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(JSON.parse(body).errors[0].message).toBe("The request is malformed.");
  });

  it("a host that is none is no failure of ours", async () => {
    const bytes = `GET /graphql?query={__typename} HTTP/1.1\r\nHost: [\r\nConnection: close\r\nAuthorization: Bearer ${key}\r\n\r\n`;
    expect(await exchange(world.url, bytes)).toMatch(/^HTTP\/1\.1 (?:200|400) /);
  });

  it("a body that trickles in: 408 in time, and the connection ends", async () => {
    const trickle = async () => {
      const request = begin(graphql(), "POST", {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "content-length": 1_000,
      });
      const timer = setInterval(() => request.write(" "), 100);
      const start = performance.now();
      const answer = await answerOf(request);
      clearInterval(timer);
      expectRefusal(answer, 408, /did not arrive in time/);
      expect(answer.headers["connection"]).toBe("close");
      expect(performance.now() - start).toBeGreaterThanOrEqual(requestTimeoutMs - 50);
      expect(performance.now() - start).toBeLessThan(requestTimeoutMs + 2_000);
    };
    await unharmed(trickle);
  });

  it("without a key: 401, whatever it is", async () => {
    const nobody = { authorization: `Bearer hg_${randomUUID()}` };
    for (const body of ["{", "[".repeat(megabyte), JSON.stringify({ query: "{a".repeat(9_000) })])
      expect(await post(body, nobody)).toMatchObject({ status: 401 });
  });
});

describe("a limit", () => {
  const passes = async (query: string, variables = {}) => {
    const { status, body } = await ask(query, variables);
    expect(body.errors).toBeUndefined();
    expect(status).toBe(200);
  };

  it("lets a document pass that just reaches it", async () => {
    await passes(`{ ${many(documentLimits.rootFields, (i) => `a${i}: __typename`)} }`);
    await passes(`{ providers { ${many(documentLimits.aliases, (i) => `a${i}: id`)} } }`);
    await passes(`{ __typename ${many(documentLimits.directives, () => "")} providers { id @include(if: true) } }`);
    await passes(
      `query ($ids: [ID!]!) { __typename nodes(ids: []) { id } a: nodes(ids: $ids) @skip(if: true) { id } }`,
      {
        ids: Array.from({ length: jsonLimits.values - 1 }, () => "x"),
      },
    );
  });

  it("is told in docs/graphql-over-http.md", async () => {
    const text = await readFile(new URL("../../docs/graphql-over-http.md", import.meta.url), "utf8");
    const numbersOf = (table: string | undefined) =>
      [...(table ?? "").matchAll(/^\|[^|]+\| *([\d,]+) *\|/gmu)].map(([, number = ""]) =>
        Number(number.replace(",", "")),
      );
    const [, document, request] = text.split("| of a ");
    expect(numbersOf(document)).toEqual(Object.values(documentLimits));
    expect(numbersOf(request)).toEqual(Object.values(jsonLimits));
  });

  it("lets the introspection of tools pass", async () => {
    const { getIntrospectionQuery } = await import("graphql");
    await passes(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, specifiedByUrl: true }));
  });
});
