import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { startCanary } from "../datasources/http/canary.js";
import { waitUntil } from "../support/wait-until.js";
import { startAttachmentWorld } from "./attachment-world.js";
import type { AttachmentWorld } from "./attachment-world.js";

const megabyte = 1_048_576;

let world: AttachmentWorld;
let onFile: RequestListener;
let asked: IncomingMessage[] = [];
beforeAll(async () => {
  world = await startAttachmentWorld((request, response) => {
    asked.push(request);
    onFile(request, response);
  });
});
afterAll(() => world.close());
afterEach(() => {
  asked = [];
});

let links = 0;
/** A file that the host of files answers for with this listener. */
function fileOf(listener: RequestListener, name = "cv.pdf"): Promise<string> {
  onFile = listener;
  links += 1;
  return world.linkTo(`http://127.0.0.1:${world.store.port}/made-up-${links}/${name}?signature=made-up`, name);
}

/** How many bytes arrive before the connection is cut or the file ends. */
async function receive(answer: IncomingMessage): Promise<{ bytes: number; isWhole: boolean }> {
  let bytes = 0;
  answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
  answer.on("error", () => undefined).resume();
  await new Promise((resolve) => answer.once("close", resolve));
  return { bytes, isWhole: answer.complete };
}

/** Answers with megabytes as fast as they are taken; tells of the latest answer how many were handed over. */
function flood(megabytes: number, headers: Record<string, string> = {}) {
  const state = { written: 0, isClosed: false };
  const listener: RequestListener = (_request, response) => {
    Object.assign(state, { written: 0, isClosed: false });
    response.writeHead(200, { "content-type": "application/pdf", ...headers });
    response.on("close", () => (state.isClosed = true));
    const write = (): void => {
      if (response.destroyed) return;
      if (state.written === megabytes) {
        response.end();
        return;
      }
      state.written += 1;
      response.write(Buffer.alloc(megabyte, 37), write);
    };
    write();
  };
  return { state, listener };
}

describe("a file on its way", () => {
  it("is fetched without anything of ours: no key, no token of the account", async () => {
    const id = await fileOf((_request, response) => response.end("%PDF-1.7"));
    const { status, body } = await world.get(id);
    expect([status, body.toString()]).toEqual([200, "%PDF-1.7"]);
    const [{ headers, method } = {}] = asked;
    expect(method).toBe("GET");
    expect(headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(headers)).not.toMatch(/sandbox-workable-token|hg_/);
  });

  it("has no length where none was told, and is whole all the same", async () => {
    const { listener } = flood(3);
    const { headers, body } = await world.get(await fileOf(listener));
    expect(headers).not.toHaveProperty("content-length");
    expect(body).toHaveLength(3 * megabyte);
  });

  it("is cut for the client when it is cut at the provider, so that a part is not taken for the whole", async () => {
    for (const headers of [{ "content-length": String(2 * megabyte) }, {}]) {
      const id = await fileOf((_request, response) => {
        response.writeHead(200, headers);
        response.write(Buffer.alloc(megabyte, 37), () => setTimeout(() => response.destroy(), 50));
      });
      const answer = await world.open(id);
      expect(answer.statusCode).toBe(200);
      const { bytes, isWhole } = await receive(answer);
      expect(isWhole).toBe(false);
      expect(bytes).toBeLessThanOrEqual(megabyte);
    }
  });

  it("is given up at the provider when the client hangs up", async () => {
    const { state, listener } = flood(90);
    const answer = await world.open(await fileOf(listener));
    await once(answer, "data");
    answer.destroy();
    await waitUntil(() => state.isClosed);
    expect(state.written).toBeLessThan(90);
    await waitUntil(() => world.store.open() === 0);
  });

  it("is given up when the client hangs up before the link has answered", async () => {
    const id = await fileOf(() => undefined);
    const opening = world.open(id).catch(() => null);
    await waitUntil(() => asked.length === 1);
    const hangUp = new Promise((resolve) => asked[0]?.socket.once("close", resolve));
    world.hangUp();
    await hangUp;
    expect(await opening).toBeNull();
  });

  it("comes no faster than the client takes it", async () => {
    const { state, listener } = flood(80);
    const answer = await world.open(await fileOf(listener));
    answer.pause();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const heldBack = state.written;
    // What sockets and streams hold on the way.
    expect(heldBack).toBeLessThan(30);
    expect(await receive(answer)).toEqual({ bytes: 80 * megabyte, isWhole: true });
    expect(state.written).toBe(80);
  });

  it("is not read beyond its first bytes for a head", async () => {
    const { state, listener } = flood(80, { "content-length": String(80 * megabyte) });
    const { status, headers } = await world.get(await fileOf(listener), { method: "HEAD" });
    expect([status, headers["content-length"]]).toEqual([200, String(80 * megabyte)]);
    await waitUntil(() => state.isClosed);
    expect(state.written).toBeLessThan(30);
  });
});

describe("a file that is not to be passed on", () => {
  it(
    "is one of more than 100 MB: refused when that is announced, cut when it turns out",
    { timeout: 60_000 },
    async () => {
      const announced = flood(1, { "content-length": String(100 * megabyte + 1) });
      const answer = await world.get(await fileOf(announced.listener));
      expect(answer.status).toBe(502);
      expect(answer.body.toString()).toMatch(/"message":"[^"]*more than the 104857600 bytes/);
      const endless = flood(200);
      const { bytes, isWhole } = await receive(await world.open(await fileOf(endless.listener)));
      expect(isWhole).toBe(false);
      expect(bytes).toBeLessThanOrEqual(100 * megabyte);
      expect(bytes).toBeGreaterThan(90 * megabyte);
    },
  );

  it("is one in a network that is not public, unless the provider itself is there or the operator allows it", async () => {
    const secret = await startCanary((_request, response) => response.end("made-up-secret"));
    const direct = await world.linkTo(`http://127.0.0.1:${secret.port}/made-up`, "direct.pdf");
    const location = `http://127.0.0.1:${secret.port}/made-up`;
    const redirected = await fileOf((_request, response) => response.writeHead(302, { location }).end());
    for (const id of [direct, redirected]) {
      const answer = await world.get(id);
      expect(answer.status).toBe(502);
      expect(answer.body.toString()).toMatch(/PROVIDER_BAD_RESPONSE/);
      expect(answer.body.toString()).not.toContain(String(secret.port));
    }
    expect(secret.connections()).toBe(0);
    await secret.stop();
  });
});
