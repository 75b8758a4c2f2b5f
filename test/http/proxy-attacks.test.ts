import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startProxyWorld } from "./proxy-world.js";
import type { ProxyWorld } from "./proxy-world.js";

let world: ProxyWorld;
let arrived: (string | undefined)[] = [];
beforeAll(async () => {
  world = await startProxyWorld((request, response) => {
    arrived.push(request.url);
    response.end("ok");
  });
});
afterAll(() => world.close());

/** Puts a target onto the line as it is, letters that no client would send included; gives the whole answer. */
async function ask(target: string, headers = `Host: 127.0.0.1\r\n`, method = "GET"): Promise<string> {
  const socket = connect(Number(new URL(world.url).port), "127.0.0.1");
  const head = `${method} ${target} HTTP/1.1\r\n${headers}Authorization: Bearer ${world.apiKey}\r\n`;
  socket.write(Buffer.from(`${head}Connection: close\r\n\r\n`, "latin1"));
  return text(socket);
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/u.exec(answer)?.[1]);

/** What stands behind the account's id. `{here}` is the provider's own host and port. */
const attacks = [
  // Dot segments, plain and escaped, in every mixture.
  "/..",
  "/.",
  "/../",
  "/../../../other/spi/v3/jobs",
  "/jobs/../../../../other",
  "/jobs/..",
  "/jobs/.",
  "/jobs/./1",
  "/jobs/../../v3/jobs",
  "/%2e%2e/x",
  "/%2E%2E/x",
  "/.%2e/x",
  "/%2e./x",
  "/%2e/x",
  "/jobs/%2e%2e",
  "/...",
  "/..../x",
  "/..%20/x",
  "/%20../x",
  "/..%09/x",
  "/..%00/x",
  "/..%0d%0a/x",
  // Delimiters that are escaped, once and more often.
  "/..%2fx",
  "/..%2Fx",
  "/jobs%2f..%2f..%2f..%2fother",
  "/jobs%2Fx",
  "/%2f%2fevil.test/x",
  "/..%5cx",
  "/..%5C..%5Cx",
  "/jobs%5cx",
  "/%252e%252e/x",
  "/%252e%252e%252fx",
  "/%25252e%25252e/x",
  "/..%252fx",
  "/..%255cx",
  "/%25%32%65%25%32%65/x",
  "/jobs%253f",
  "/jobs%3fx=1",
  "/jobs%23x",
  // Long, broken and foreign forms of the same letters.
  "/%c0%ae%c0%ae/x",
  "/%c0%af..",
  "/..%c0%afx",
  "/..%c1%9cx",
  "/%e0%80%ae%e0%80%ae/x",
  "/%f0%80%80%ae/x",
  "/%u002e%u002e/x",
  "/%uff0e%uff0e/x",
  "/%ef%bc%8e%ef%bc%8e/x",
  "/..%ef%bc%8fx",
  "/..%ef%bc%bcx",
  "/%e2%80%a5/x",
  "/%e2%80%a4%e2%80%a4/x",
  "/..%e2%88%95x",
  "/..%e2%81%84x",
  "/%ef%bc%85%32%65/x",
  "/.%e2%80%8b./x",
  "/%ed%a0%80",
  "/%",
  "/%2",
  "/%zz",
  "/jobs/%e4",
  // Empty segments, other hosts and ports.
  "//",
  "//evil.test/x",
  "///evil.test",
  "/jobs//1",
  "/jobs//",
  "//127.0.0.1:1/x",
  "/http://{here}/x",
  "/https://evil.test/x",
  "",
  "?x=1",
  // Backslashes, parameters of segments, fragments.
  "/\\evil.test",
  "/\\..\\x",
  "/jobs\\..\\..\\x",
  "/..;/x",
  "/.;x=1/x",
  "/jobs;x=1",
  "/jobs/..;x=1/..;x=1/x",
  "/jobs%3b/x",
  "/..%3b/x",
  "/jobs#x",
  "/jobs?x#y",
  "/#/../x",
  // Control characters and letters that belong into no path.
  "/jobs%00",
  "/jobs%0d%0aHost:%20evil.test",
  "/jobs%0a",
  "/jobs%09",
  "/jobs%7f",
  "/jobs%c2%85",
  "/jobs%e2%80%a8",
  "/jobs\tx",
  "/jobs\u0000",
  "/jobs\u0001x",
  "/jobs\u007f",
  "/jobs\u00e4",
  "/jobs?x=\u00e4",
  "/jobs\u00c0\u00ae",
  '/jobs"x',
  "/jobs<x>",
  "/jobs[1]",
  "/jobs{1}",
  "/jobs|x",
  "/jobs^x",
  "/jobs`x",
  "/jobs x",
];

describe("a path that leads elsewhere, or that some server might read so", () => {
  it.each(attacks)("is refused with 400 and without a call: %j", async (attack) => {
    for (const way of [world.workable, world.applicantstack]) {
      const answer = await ask(way + attack.replace("{here}", `127.0.0.1:${world.canary.port}`));
      expect([way, statusOf(answer)]).toEqual([way, 400]);
    }
    expect(world.canary.connections()).toBe(0);
  });

  it("has more than fifty forms here", () => {
    expect(new Set(attacks).size).toBeGreaterThan(100);
  });

  it("is refused in GraphQL's form, without a word of what was asked", async () => {
    for (const attack of ["/../made-up", "/%zz/made-up", "//made-up"]) {
      const answer = await ask(world.workable + attack);
      expect(answer).toMatch(/\{"errors":\[\{"message":"[^"]+","extensions":\{"code":"BAD_USER_INPUT"\}\}\]\}$/u);
      expect(answer).not.toContain("made-up");
    }
    expect(world.canary.connections()).toBe(0);
  });

  it("is refused with every method", async () => {
    for (const method of ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
      expect([method, statusOf(await ask(`${world.workable}/../x`, undefined, method))]).toEqual([method, 400]);
    }
    expect(world.canary.connections()).toBe(0);
  });
});

describe("an address of ours that is written otherwise", () => {
  it.each([
    ["with a host in it", (way: string) => `http://evil.test${way}/jobs`],
    ["with the provider's host in it", (way: string) => `http://127.0.0.1:${world.canary.port}${way}/jobs`],
    ["with an escaped route", (way: string) => way.replace("proxy", "%70roxy") + "/jobs"],
  ])("is refused: %s", async (_how, write) => {
    expect(statusOf(await ask(write(world.workable)))).toBe(400);
    expect(world.canary.connections()).toBe(0);
  });

  it.each<readonly [string, (way: string) => string]>([
    ["with an empty segment before the route", (way: string) => `/${way}/jobs`],
    ["with an empty segment before the id", (way: string) => way.replace("/proxy/", "/proxy//") + "/jobs"],
    ["below another route", (way: string) => `/x/..${way}/jobs`],
    ["with a dot segment before the id", (way: string) => way.replace("/proxy/", "/proxy/../proxy/") + "/jobs"],
    ...["@evil.test/", ":1/x", ".evil.test/x", "\\x", ";x/", "%00/", "%2f..%2f"].map(
      (more) => [`with ${more} after the id`, (way: string) => way + more] as const,
    ),
    ["in capitals", (way: string) => way.replace("proxy", "PROXY") + "/jobs"],
  ])("leads nowhere: %s", async (_how, write) => {
    expect([400, 404]).toContain(statusOf(await ask(write(world.workable))));
    expect(world.canary.connections()).toBe(0);
  });
});

describe("a path that is only odd", () => {
  it.each([
    "/",
    "/jobs/",
    "/.well-known/x",
    "/jobs/a..b",
    "/jobs/..a",
    "/jobs/a%2eb",
    "/jobs/%61",
    "/jobs/1:2@3,4+5=6&7$8!9*(0)~'",
    "/jobs/%20x%22%3c%7b",
    "/jobs/%C3%A4%E4%BD%A0",
    "/jobs?/../..//\\;%2e%2e",
    "/jobs??",
  ])("goes through as it is: %s", async (path) => {
    arrived = [];
    expect(statusOf(await ask(world.workable + path))).toBe(200);
    expect(statusOf(await ask(world.applicantstack + path))).toBe(200);
    expect(arrived).toEqual([`/acme/spi/v3${path}`, path]);
  });

  it("goes to the provider whatever host the client names", async () => {
    arrived = [];
    const headers = "Host: evil.test\r\nX-Forwarded-Host: evil.test\r\nForwarded: host=evil.test\r\n";
    expect(statusOf(await ask(`${world.workable}/jobs`, headers))).toBe(200);
    expect(arrived).toEqual(["/acme/spi/v3/jobs"]);
  });
});
