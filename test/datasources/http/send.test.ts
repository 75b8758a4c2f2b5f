import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { deliveryOf } from "../../../src/datasources/http/translate.js";
import { FileContent } from "../../../src/datasources/write.js";
import type { WriteRequest, WriteSession } from "../../../src/datasources/write.js";
import { failureOf, openSession, testHttp, testProvider } from "./http-world.js";

interface Received {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

const received: Received[] = [];
let answer: (request: Received) => { status: number; body?: string; type?: string } | "drop" | "hang";
let server: Server;
let base: string;
const http = testHttp({ requestTimeoutMs: 900 });

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks) };
      received.push(request);
      const reply = answer(request);
      if (reply === "hang") return;
      if (reply === "drop") outgoing.destroy();
      else outgoing.writeHead(reply.status, { "content-type": reply.type ?? "application/json" }).end(reply.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  http.close();
  server.closeAllConnections();
  server.close();
});

function open(baseUrl = base): { session: WriteSession; calls: () => number } {
  received.length = 0;
  const { session, counter } = openSession(http, testProvider(baseUrl), { timeoutMs: 900 });
  return { session, calls: () => counter.report().calls };
}

const ok = () => ({ status: 201, body: '{"id":"1"}' });
const post: WriteRequest = { method: "POST", path: "/things", body: { json: { name: "A" } } };

/** A file of a size that three does not divide, in chunks of odd sizes. */
function oddFile(size: number, name = "report.pdf"): FileContent {
  const bytes = Buffer.from(Array.from({ length: size }, (_, index) => index % 251));
  const chunks = function* () {
    for (let at = 0, step = 1; at < size; at += step, step = (step * 7 + 1) % 4099) yield bytes.subarray(at, at + step);
  };
  return new FileContent(name, "application/pdf", size, () => Readable.from(chunks(), { objectMode: false }));
}

async function bytesOf(file: FileContent): Promise<Buffer> {
  return Buffer.concat(await file.open().toArray());
}

describe("a write", () => {
  it("sends JSON with the account's credentials and gives the parsed answer", async () => {
    answer = ok;
    const { session, calls } = open();
    expect(await session.send({ ...post, query: { stage: "offer", ids: [1, 2] } })).toEqual({
      status: 201,
      body: { id: "1" },
    });
    expect(received).toHaveLength(1);
    const [request] = received;
    expect(request).toMatchObject({ method: "POST", url: "/things?stage=offer&ids%5B%5D=1&ids%5B%5D=2" });
    expect(request?.headers).toMatchObject({
      authorization: "Bearer made-up-secret-token",
      "content-type": "application/json",
    });
    expect(JSON.parse(String(request?.body))).toEqual({ name: "A" });
    expect(calls()).toBe(1);
  });

  it.each(["PUT", "PATCH", "DELETE", "POST"] as const)("goes without a body by %s", async (method) => {
    answer = () => ({ status: 202, type: "text/plain" });
    expect(await open().session.send({ method, path: "/things" })).toEqual({ status: 202, body: null });
    expect(received[0]).toMatchObject({ method, body: Buffer.alloc(0) });
  });

  it("takes text as text, where it is no JSON", async () => {
    answer = () => ({ status: 201, type: "text/plain", body: "Created" });
    expect((await open().session.send(post)).body).toBe("Created");
  });

  it("streams a file in JSON as its base64, with the length told beforehand", async () => {
    answer = ok;
    const file = oddFile(100_003);
    await open().session.send({ ...post, body: { json: { a: { name: "x", data: file }, b: [file], c: "“end”" } } });
    const [request] = received;
    const base64 = (await bytesOf(file)).toString("base64");
    expect(JSON.parse(String(request?.body))).toEqual({ a: { name: "x", data: base64 }, b: [base64], c: "“end”" });
    expect(Number(request?.headers["content-length"])).toBe(request?.body.length);
  });

  it("sends a form as multipart, with names that cannot break out of it", async () => {
    answer = ok;
    const file = oddFile(5_000, 'a"b\r\nc: d.pdf');
    const form = [
      { name: "applicant[first_name]", value: "Émile" },
      { name: "applicant[attachment]", value: file },
    ];
    await open().session.send({ ...post, body: { form } });
    const [request] = received;
    const contentType = request?.headers["content-type"] ?? "";
    const response = new Response(new Uint8Array(request?.body ?? []), { headers: { "content-type": contentType } });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- a small form of our own, parsed by another's parser
    const parsed = await response.formData();
    expect(parsed.get("applicant[first_name]")).toBe("Émile");
    const sent = parsed.get("applicant[attachment]") as File;
    expect(Buffer.from(await sent.arrayBuffer())).toEqual(await bytesOf(file));
    expect(String(request?.body)).toContain('filename="a%22b%0D%0Ac: d.pdf"');
  });

  it("is not sent a second time when no answer came", async () => {
    for (const reply of ["drop", "hang"] as const) {
      answer = () => reply;
      const { session, calls } = open();
      await failureOf(session.send(post));
      expect(calls()).toBe(1);
      expect(received).toHaveLength(1);
    }
  });

  it("is sent again after a 429, and counted", async () => {
    answer = () => (received.length === 1 ? { status: 429 } : ok());
    const { session, counter } = openSession(http, testProvider(base), { timeoutMs: 5_000, accountId: "limited" });
    received.length = 0;
    expect((await session.send(post)).status).toBe(201);
    expect(received).toHaveLength(2);
    expect(counter.report().calls).toBe(2);
  });

  it("makes reads of the same session anew afterwards", async () => {
    answer = () => ({ status: 200, body: String(received.length) });
    const { session } = open();
    expect([await session.get("/n"), await session.get("/n")]).toEqual([1, 1]);
    await session.send(post);
    expect(await session.get("/n")).toBe(3);
  });
});

describe("what is known of a write that failed", () => {
  it.each([
    [{ status: 422, body: "{}" }, "PROVIDER_REJECTED", "refused"],
    [{ status: 404, body: "{}" }, "NOT_FOUND", "refused"],
    [{ status: 401, body: "{}" }, "ACCOUNT_NEEDS_RELINK", "refused"],
    [{ status: 403, body: "{}" }, "FORBIDDEN", "refused"],
    [{ status: 500, body: "" }, "PROVIDER_UNAVAILABLE", "answered"],
    [{ status: 503, body: "" }, "PROVIDER_UNAVAILABLE", "answered"],
    [{ status: 504, body: "" }, "PROVIDER_UNAVAILABLE", "unanswered"],
    [{ status: 200, body: '{"cut' }, "PROVIDER_BAD_RESPONSE", "answered"],
    [{ status: 200, body: "<html>", type: "text/html" }, "PROVIDER_BAD_RESPONSE", "answered"],
    ["drop", "PROVIDER_UNAVAILABLE", "answered"],
    ["hang", "PROVIDER_UNAVAILABLE", "unanswered"],
  ] as const)("after %j: %s, %s", async (reply, code, delivery) => {
    answer = () => reply;
    const error = await failureOf(open().session.send(post));
    expect(error.code).toBe(code);
    expect(deliveryOf(error)).toBe(delivery);
    expect(JSON.stringify(error)).not.toContain("made-up-secret-token");
  });

  it("is that it never left, where nobody listens", async () => {
    const { session } = open("http://127.0.0.1:1");
    expect(deliveryOf(await failureOf(session.send(post)))).toBe("unsent");
  });
});
