import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { errorOf, startProxyWorld, tokens } from "./proxy-world.js";
import type { ProxyWorld } from "./proxy-world.js";

interface Arrived {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  rawHeaders: string[];
  body: Buffer;
}

let world: ProxyWorld;
let arrived: Arrived[] = [];
let onCall: RequestListener;
const answerOk: RequestListener = (_request, response) => response.end("ok");

beforeAll(async () => {
  world = await startProxyWorld((request, response) => {
    void buffer(request).then((body) => {
      const { method = "", url = "", headers, rawHeaders } = request;
      arrived.push({ method, url, headers, rawHeaders, body });
      onCall(request, response);
    });
  });
});
afterAll(() => world.close());
beforeEach(() => {
  arrived = [];
  onCall = answerOk;
});

/** What arrived at the provider; throws unless it was exactly one call. */
function only(): Arrived {
  const [first, ...others] = arrived;
  if (!first || others.length > 0) throw new Error(`${arrived.length} calls`);
  return first;
}

describe("a call that is passed on", () => {
  it("carries the account's own credentials and our user agent, at each provider's own address", async () => {
    await world.call(`${world.workable}/jobs`);
    expect(only()).toMatchObject({ method: "GET", url: "/acme/spi/v3/jobs", body: Buffer.alloc(0) });
    expect(only().headers).toEqual({
      host: `127.0.0.1:${world.canary.port}`,
      connection: "keep-alive",
      authorization: `Bearer ${tokens.workable}`,
      accept: "application/json",
      "user-agent": "hiregraph",
    });
    arrived = [];
    await world.call(`${world.applicantstack}/api/jobs`);
    expect(only().url).toBe("/api/jobs");
    expect(only().headers).toMatchObject({ token: tokens.applicantstack, publisher: "Hiregraph" });
    expect(only().headers).not.toHaveProperty("authorization");
    arrived = [];
    await world.call(`${world.sagehr}/employees`);
    expect(only().url).toBe("/acme/api/employees");
    expect(only().headers).toMatchObject({ "x-auth-token": tokens.sagehr });
  });

  it("takes along what is said of the call, and nothing of who makes it or over which way", async () => {
    const told = {
      accept: "text/csv",
      "accept-language": "fi",
      "content-type": "application/x.made-up; a=b",
      "if-none-match": '"1"',
      "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT",
      range: "bytes=0-9",
      "idempotency-key": "key-1",
      "x-request-id": "request-1",
    };
    const kept = {
      cookie: "a=b",
      host: "evil.test",
      origin: "https://evil.test",
      referer: "https://evil.test/",
      forwarded: "for=192.0.2.1;host=evil.test",
      "x-forwarded-for": "192.0.2.1",
      "x-forwarded-host": "evil.test",
      "x-forwarded-proto": "https",
      "x-real-ip": "192.0.2.1",
      "x-http-method-override": "DELETE",
      "x-original-url": "/admin",
      "x-auth-token": "mine",
      token: "mine",
      "proxy-authorization": "Basic bWluZQ==",
      "user-agent": "made-up-client",
      te: "trailers",
      "accept-encoding": "gzip",
      via: "1.1 made-up",
      "x-made-up": "1",
    };
    await world.call(`${world.workable}/jobs`, { method: "POST", body: "12345", headers: { ...told, ...kept } });
    expect(only().headers).toEqual({
      ...told,
      "content-length": "5",
      host: `127.0.0.1:${world.canary.port}`,
      connection: "keep-alive",
      authorization: `Bearer ${tokens.workable}`,
      "user-agent": "hiregraph",
    });
    expect(only().rawHeaders.filter((name) => /^(?:authorization|host)$/iu.test(name))).toHaveLength(2);
  });

  it("is refused when a header would change what it means and cannot be passed on", async () => {
    const headers = [
      "Content-Encoding: gzip",
      "If-Match: x",
      "If-Range: x",
      "If-Unmodified-Since: x",
      "Content-Range: x",
    ];
    for (const header of headers) {
      const [name = "", value = ""] = header.split(": ");
      const reply = await world.call(`${world.workable}/jobs`, {
        method: "PUT",
        body: "x",
        headers: { [name]: value },
      });
      expect([name, reply.status]).toEqual([name, 400]);
      expect(errorOf(reply).message).toBe(`The header ${name.toLowerCase()} cannot be passed on.`);
    }
    expect(arrived).toEqual([]);
  });

  it("has its query byte for byte, and its path as it was escaped", async () => {
    const query = `?a='"<>[]|^\`{}\\&b=%zz%2f..%2F+&&=&a=1&c=/../x?y;z%00%0d%0a`;
    await world.call(`${world.workable}/jobs/A%20b:c@d,(e)=*'!$&~/%C3%A4${query}`);
    expect(only().url).toBe(`/acme/spi/v3/jobs/A%20b:c@d,(e)=*'!$&~/%C3%A4${query}`);
    arrived = [];
    await world.call(`${world.workable}/jobs?`);
    expect(only().url).toBe("/acme/spi/v3/jobs?");
  });

  it("has any method but those that open tunnels or show a call", async () => {
    const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "MKCOL", "SEARCH", "M-SEARCH"];
    for (const method of methods) {
      const reply = await world.call(`${world.workable}/jobs`, { method });
      expect([method, reply.status, reply.body.toString()]).toEqual([method, 200, "ok"]);
    }
    expect(arrived.map(({ method }) => method)).toEqual(methods);
    arrived = [];
    expect((await world.call(`${world.workable}/jobs`, { method: "TRACE" })).status).toBe(404);
    await expect(world.call(`${world.workable}/jobs`, { method: "CONNECT" })).rejects.toThrow();
    expect(arrived).toEqual([]);
  });

  it("has its body as it is, whatever its type says, with the length or in chunks as it came", async () => {
    const body = randomBytes(200_000);
    for (const type of ["application/json", "multipart/form-data", "no type at all", "application/graphql"]) {
      arrived = [];
      await world.call(`${world.workable}/x`, { method: "POST", body, headers: { "content-type": type } });
      expect(only().body.equals(body)).toBe(true);
      expect(only().headers).toMatchObject({ "content-type": type, "content-length": "200000" });
      expect(only().headers).not.toHaveProperty("transfer-encoding");
    }
    for (const method of ["POST", "DELETE", "GET"]) {
      arrived = [];
      const chunks = Readable.from([body.subarray(0, 7), body.subarray(7)], { objectMode: false });
      await world.call(`${world.workable}/x`, { method, body: chunks, headers: { "transfer-encoding": "chunked" } });
      expect(only().body.equals(body)).toBe(true);
      expect(only()).toMatchObject({ method, headers: { "transfer-encoding": "chunked" } });
      expect(only().headers).not.toHaveProperty("content-length");
    }
  });

  it("is told of no body where there is none", async () => {
    await world.call(`${world.workable}/x`, { method: "DELETE" });
    expect(only().headers).not.toHaveProperty("content-length");
    expect(only().headers).not.toHaveProperty("transfer-encoding");
  });

  it("is refused with a transfer coding that would be lost on the way", async () => {
    const socket = connect(Number(new URL(world.url).port), "127.0.0.1");
    socket.write(`POST ${world.workable}/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n`);
    socket.write(`Authorization: Bearer ${world.apiKey}\r\nConnection: close\r\n\r\n1\r\na\r\n0\r\n\r\n`);
    expect((await buffer(socket)).toString()).toMatch(/^HTTP\/1\.1 400 .*transfer-encoding cannot be passed on/su);
    expect(arrived).toEqual([]);
  });
});

describe("an answer that is passed back", () => {
  it("has its status, its headers and its bytes, and what keeps browsers from taking it for ours", async () => {
    const content = randomBytes(100_000);
    onCall = (_request, response) => {
      response.writeHead(207, [
        ...["X-Rate-Limit-Remaining", "7", "ETag", '"v1"', "Content-Type", "text/html", "Link", "<a>", "Link", "<b>"],
        ...["Content-Disposition", 'attachment; filename="b\u{e4}.html"', "X-Made-Up", "1", "Content-Length", "100000"],
        ...["Set-Cookie", "a=b", "Cache-Control", "public, max-age=60", "Content-Security-Policy", "default-src *"],
        ...["Strict-Transport-Security", "max-age=1", "Alt-Svc", 'h2="evil.test"', "Clear-Site-Data", '"*"'],
        ...["Refresh", "0; url=https://evil.test", "Connection", "keep-alive, x-hop", "X-Hop", "1"],
        ...["Proxy-Authenticate", "Basic", "Upgrade", "h2c"],
      ]);
      response.end(content);
    };
    const answer = await world.open(`${world.sagehr}/x`);
    const { date, connection, "keep-alive": keepAlive, ...headers } = answer.headers;
    expect([answer.statusCode, typeof date, connection, keepAlive]).toEqual([207, "string", "close", undefined]);
    expect(headers).toEqual({
      "x-rate-limit-remaining": "7",
      etag: '"v1"',
      "content-type": "text/html",
      link: "<a>, <b>",
      "content-disposition": 'attachment; filename="b\u{e4}.html"',
      "x-made-up": "1",
      "content-length": "100000",
      "cache-control": "private, no-store",
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
    });
    expect(answer.rawHeaders).toContain("X-Rate-Limit-Remaining");
    expect((await buffer(answer)).equals(content)).toBe(true);
  });

  it("is told without its body for HEAD and for what has not changed", async () => {
    onCall = (request, response) => {
      const isKnown = request.headers["if-none-match"] === '"v1"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"v1"', "content-length": "5" });
      response.end(request.method === "HEAD" || isKnown ? undefined : "12345");
    };
    const head = await world.call(`${world.workable}/x`, { method: "HEAD" });
    expect(head).toMatchObject({
      status: 200,
      headers: { etag: '"v1"', "content-length": "5" },
      body: Buffer.alloc(0),
    });
    const same = await world.call(`${world.workable}/x`, { headers: { "if-none-match": '"v1"' } });
    expect(same).toMatchObject({ status: 304, headers: { etag: '"v1"' }, body: Buffer.alloc(0) });
    expect((await world.call(`${world.workable}/x`)).body.toString()).toBe("12345");
    expect(arrived.map(({ method }) => method)).toEqual(["HEAD", "GET", "GET"]);
  });

  it("is passed back packed when the provider packs it unasked", async () => {
    const packed = gzipSync("made-up");
    onCall = (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(packed);
    const { headers, body } = await world.call(`${world.workable}/x`);
    expect([headers["content-encoding"], body.equals(packed)]).toEqual(["gzip", true]);
  });

  it("is begun as soon as the provider has told its status, before there is content", async () => {
    onCall = (_request, response) => {
      response.writeHead(200).flushHeaders();
      setTimeout(() => response.end("late"), 300);
    };
    const startedAtMs = performance.now();
    const answer = await world.open(`${world.workable}/x`);
    expect(performance.now() - startedAtMs).toBeLessThan(250);
    expect((await buffer(answer)).toString()).toBe("late");
  });

  it.each([400, 401, 403, 404, 409, 418, 422, 429, 500, 503, 504])(
    "has the status %i as it is, once",
    async (status) => {
      onCall = (_request, response) => response.writeHead(status, { "x-made-up": "1" }).end(`made-up ${status}`);
      const reply = await world.call(`${world.sagehr}/x`, { method: "POST", body: "x" });
      expect(reply).toMatchObject({ status, headers: { "x-made-up": "1" }, body: Buffer.from(`made-up ${status}`) });
      expect(arrived).toHaveLength(1);
      // The pause that a 429 asks for is the next one's to wait for.
      if (status === 429) await new Promise((resolve) => setTimeout(resolve, 1_050));
    },
  );
});

describe("a redirect", () => {
  const locationOf = async (location: string, way: string, status = 302) => {
    onCall = (_request, response) => response.writeHead(status, { location }).end("moved");
    arrived = [];
    const reply = await world.call(`${way}/a/b?c=d`);
    expect(reply).toMatchObject({ status, body: Buffer.from("moved") });
    expect(arrived).toHaveLength(1);
    return reply.headers.location;
  };

  it("is not followed, and leads through us when it stays below the account's address", async () => {
    const { workable, applicantstack } = world;
    const home = `http://127.0.0.1:${world.canary.port}`;
    for (const status of [301, 302, 303, 307, 308, 201]) {
      expect(await locationOf("/acme/spi/v3/jobs/1?x='1'#y", workable, status)).toBe(`${workable}/jobs/1?x=%271%27#y`);
    }
    expect(await locationOf(`${home}/acme/spi/v3/jobs`, workable)).toBe(`${workable}/jobs`);
    expect(await locationOf("c?x", workable)).toBe(`${workable}/a/c?x`);
    expect(await locationOf("../../v3/c", workable)).toBe(`${workable}/c`);
    expect(await locationOf("/anything", applicantstack)).toBe(`${applicantstack}/anything`);
  });

  it("has no location when that leads elsewhere", async () => {
    const { workable } = world;
    const { port } = world.canary;
    for (const location of [
      "https://evil.test/acme/spi/v3/jobs",
      "//evil.test/acme/spi/v3/jobs",
      "\\\\evil.test\\acme\\spi\\v3\\jobs",
      `http://localhost:${port}/acme/spi/v3/jobs`,
      `https://127.0.0.1:${port}/acme/spi/v3/jobs`,
      `http://127.0.0.1:${port + 1}/acme/spi/v3/jobs`,
      `http://user:word@127.0.0.1:${port}/acme/spi/v3/jobs`,
      "/other/spi/v3/jobs",
      "/acme/spi/v33/jobs",
      "/acme/spi/v3",
      "../../../../other/spi/v3/jobs",
      "/acme/spi/v3/..%2f..%2f..%2fother",
      "/acme/spi/v3//evil.test",
      "javascript:alert(1)",
      "http://[",
    ]) {
      expect([location, await locationOf(location, workable)]).toEqual([location, undefined]);
    }
  });

  it("is made for the address under which we are known outside", async () => {
    const outside = await startProxyWorld(
      (_request, response) => response.writeHead(302, { location: "/acme/spi/v3/x" }).end(),
      { HIREGRAPH_PUBLIC_URL: "https://api.example.com/hiregraph" },
    );
    const { headers } = await outside.call(`${outside.workable}/jobs`);
    expect(headers.location).toBe(`/hiregraph${outside.workable}/x`);
    await outside.close();
  });
});
