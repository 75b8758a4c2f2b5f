import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { createUpstreamCounter } from "../../../src/datasources/http/counter.js";
import type { Http } from "../../../src/datasources/http/http.js";
import type { ProxyOutcome, ProxyRequest } from "../../../src/datasources/http/proxy-call.js";
import type { SessionOptions } from "../../../src/datasources/http/session.js";
import { sleep, startServer, testHttp, testProvider, type TestServer } from "./http-world.js";

let http: Http | undefined;
let server: TestServer | undefined;
afterEach(async () => {
  http?.close();
  await server?.stop();
});

const requestOf = (method: string, written: string): ProxyRequest => ({ method, written, body: null, headers: {} });

function answerOf(outcome: ProxyOutcome) {
  if (!("answer" in outcome)) throw outcome.failure;
  return outcome.answer;
}

function optionsOf(url: string, more: Partial<SessionOptions> = {}, concurrency = 4): SessionOptions {
  return {
    provider: testProvider(url, { concurrency }),
    account: { id: "account-1", provider: "workable", subdomain: "acme", settings: {} },
    credentials: { token: "first" },
    counter: createUpstreamCounter(),
    signal: new AbortController().signal,
    deadline: Date.now() + 3_000,
    ...more,
  };
}

it("counts as a call of its request, and is made each time", async () => {
  server = await startServer((_, outgoing) => outgoing.end("{}"));
  http = testHttp();
  const counter = createUpstreamCounter();
  const [one, two] = [http.session(optionsOf(server.url, { counter })), http.session(optionsOf(server.url))];
  for (const session of [one, one, two]) {
    answerOf(await session.proxy(requestOf("GET", "/x"))).body.destroy();
  }
  expect(server.asked).toEqual(["/x", "/x", "/x"]);
  expect(counter.report().calls).toBe(2);
});

it("keeps queries from joining reads that began before a write of a client", async () => {
  server = await startServer((incoming, outgoing) => {
    setTimeout(() => outgoing.end('{"ok":true}'), incoming.method === "GET" ? 150 : 0);
  });
  http = testHttp();
  const [one, two, three] = [1, 2, 3].map(() => http?.session(optionsOf(server?.url ?? "")));
  const before = one?.get("/x");
  await sleep(20);
  const pass = async (method: string) => {
    const outcome = await http?.session(optionsOf(server?.url ?? "")).proxy(requestOf(method, "/x"));
    if (outcome) answerOf(outcome).body.destroy();
  };
  await pass("OPTIONS");
  const joined = two?.get("/x");
  expect(server.asked).toEqual(["/x", "/x"]);
  await pass("POST");
  const after = three?.get("/x");
  await Promise.all([before, joined, after]);
  expect(server.asked).toEqual(["/x", "/x", "/x", "/x"]);
});

it("asks for the credentials when its turn has come, and has them renewed after a 401 without going again", async () => {
  const tokens: (string | undefined)[] = [];
  server = await startServer((incoming, outgoing) => {
    tokens.push(incoming.headers.authorization);
    setTimeout(() => outgoing.writeHead(tokens.length === 1 ? 401 : 200).end("made up"), 50);
  });
  http = testHttp();
  let token = "first";
  const refused: unknown[] = [];
  const renewal = {
    current: () => Promise.resolve({ token }),
    renew: (credentials: unknown) => {
      refused.push(credentials);
      token = "second";
      return Promise.resolve(true);
    },
  };
  const session = http.session(optionsOf(server.url, { renewal }, 1));
  const outcomes = await Promise.all([1, 2].map(() => session.proxy(requestOf("GET", "/x"))));
  expect(outcomes.map((outcome) => answerOf(outcome).status)).toEqual([401, 200]);
  expect([tokens, refused]).toEqual([["Bearer first", "Bearer second"], [{ token: "first" }]]);
});

it("passes a 401 on when nothing can be renewed, and when that fails", async () => {
  server = await startServer((_, outgoing) => outgoing.writeHead(401).end("made up"));
  http = testHttp();
  const renewal = {
    current: () => Promise.resolve({ token: "first" }),
    renew: () => Promise.reject(new Error("made-up failure")),
  };
  for (const options of [optionsOf(server.url), optionsOf(server.url, { renewal })]) {
    const { status, body } = answerOf(await http.session(options).proxy(requestOf("GET", "/x")));
    expect([status, await text(body)]).toEqual([401, "made up"]);
  }
});

it("frees its place when credentials cannot be had, and when no answer came", async () => {
  server = await startServer((incoming, outgoing) => {
    if (incoming.url === "/drop") incoming.socket.destroy();
    else outgoing.end("made up");
  });
  http = testHttp();
  const renewal = { current: () => Promise.reject(new Error("made-up failure")), renew: () => Promise.resolve(false) };
  await expect(http.session(optionsOf(server.url, { renewal }, 1)).proxy(requestOf("GET", "/x"))).rejects.toThrow();
  const session = http.session(optionsOf(server.url, {}, 1));
  expect(await session.proxy(requestOf("GET", "/drop"))).toMatchObject({ isSent: true, isLate: false });
  expect(answerOf(await session.proxy(requestOf("GET", "/x"))).status).toBe(200);
});

it("is not sent when it is given up while it waits for its place, or finds none in time", async () => {
  server = await startServer(() => undefined);
  http = testHttp({ requestTimeoutMs: 600 });
  const options = optionsOf(server.url, {}, 1);
  const hanging = http.session(options).proxy(requestOf("GET", "/hang"));
  await sleep(20);
  const stop = new AbortController();
  const given = http.session({ ...options, signal: stop.signal }).proxy(requestOf("POST", "/x"));
  const late = http.session({ ...options, deadline: Date.now() + 200 }).proxy(requestOf("POST", "/x"));
  await sleep(20);
  stop.abort();
  expect(await given).toMatchObject({ failure: { code: "PROVIDER_UNAVAILABLE" }, isSent: false, isLate: false });
  expect(await late).toMatchObject({ failure: { code: "PROVIDER_UNAVAILABLE" }, isSent: false });
  expect(await hanging).toMatchObject({ failure: { code: "PROVIDER_UNAVAILABLE" }, isSent: true, isLate: true });
  expect(server.asked).toEqual(["/hang"]);
});

it("gives its place back with the head of the answer, so that a slow transfer keeps nobody waiting", async () => {
  server = await startServer((incoming, outgoing) => {
    outgoing.writeHead(200).flushHeaders();
    if (incoming.url === "/short") outgoing.end("short");
  });
  http = testHttp();
  const session = http.session(optionsOf(server.url, {}, 1));
  const long = answerOf(await session.proxy(requestOf("GET", "/long")));
  const short = answerOf(await session.proxy(requestOf("GET", "/short")));
  expect(await text(short.body)).toBe("short");
  long.body.destroy();
});
