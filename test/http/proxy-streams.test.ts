import { createHash } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { waitUntil } from "../support/wait-until.js";
import { errorOf, startProxyWorld } from "./proxy-world.js";
import type { ProxyWorld } from "./proxy-world.js";

const megabyte = 1_048_576;
const hundredMegabytes = 100 * megabyte;
/** Two thirds of what a request may take. */
const silenceMs = 800;

let world: ProxyWorld;
let way: string;
let onCall: RequestListener;
let calls = 0;
beforeAll(async () => {
  const listener: RequestListener = (request, response) => {
    calls += 1;
    onCall(request, response);
  };
  world = await startProxyWorld(listener, { HIREGRAPH_REQUEST_TIMEOUT_MS: String(silenceMs * 1.5) });
  way = `${world.applicantstack}/x`;
});
afterAll(() => world.close());
beforeEach(() => {
  calls = 0;
});

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes in use that cannot be freed. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A body of so many bytes, made as it is read. */
function content(bytes: number, onMade: (made: number) => void = () => undefined): Readable {
  let made = 0;
  return new Readable({
    read() {
      if (made === bytes) {
        this.push(null);
        return;
      }
      const chunk = Buffer.alloc(Math.min(65_536, bytes - made), made / 65_536);
      made += chunk.length;
      onMade(made);
      this.push(chunk);
    },
  });
}

async function digestOf(stream: AsyncIterable<Buffer>, onChunk: (read: number) => void = () => undefined) {
  const hash = createHash("sha256");
  let read = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    read += chunk.length;
    onChunk(read);
  }
  return hash.digest("hex");
}

/** Notes the most that was held above what was held at first, at every tenth megabyte. */
function memoryWatch() {
  const atFirst = heldBytes();
  let next = 0;
  const watch = {
    most: 0,
    at: (bytes: number) => {
      if (bytes < next) return;
      next += 10 * megabyte;
      watch.most = Math.max(watch.most, heldBytes() - atFirst);
    },
  };
  return watch;
}

/** How many bytes arrive before the connection is cut or the answer ends. */
async function receive(answer: IncomingMessage): Promise<{ bytes: number; isWhole: boolean }> {
  let bytes = 0;
  answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
  answer.on("error", () => undefined).resume();
  await new Promise((resolve) => answer.once("close", resolve));
  return { bytes, isWhole: answer.complete };
}

describe("a body of a hundred megabytes", () => {
  it("comes down whole, with less than 50 MB held at any time", { timeout: 60_000 }, async () => {
    onCall = (_request, response) => void content(hundredMegabytes).pipe(response);
    const memory = memoryWatch();
    const digest = await digestOf(await world.open(way), memory.at);
    expect(digest).toBe(await digestOf(content(hundredMegabytes)));
    expect(memory.most).toBeLessThan(50 * megabyte);
  });

  it.each([{ "content-length": String(hundredMegabytes) }, { "transfer-encoding": "chunked" }])(
    "goes up whole with %j, with less than 50 MB held at any time",
    { timeout: 60_000 },
    async (headers) => {
      const memory = memoryWatch();
      onCall = (request, response) => void digestOf(request, memory.at).then((digest) => response.end(digest));
      const { status, body } = await world.call(way, { method: "PUT", headers, body: content(hundredMegabytes) });
      expect([status, body.toString()]).toEqual([200, await digestOf(content(hundredMegabytes))]);
      expect(memory.most).toBeLessThan(50 * megabyte);
    },
  );

  it("comes no faster than the client takes it, and a client's pause is no silence of the provider", async () => {
    let made = 0;
    onCall = (_request, response) => void content(hundredMegabytes, (bytes) => (made = bytes)).pipe(response);
    const answer = await world.open(way);
    await sleep(1.5 * silenceMs);
    // What sockets and streams hold on the way.
    expect(made).toBeLessThan(30 * megabyte);
    expect(await receive(answer)).toEqual({ bytes: hundredMegabytes, isWhole: true });
  });

  it("goes up no faster than the provider takes it", async () => {
    let made = 0;
    let arrived: IncomingMessage | undefined;
    onCall = (request, response) => {
      arrived = request;
      request.on("end", () => response.end("taken"));
    };
    const body = content(hundredMegabytes, (bytes) => (made = bytes));
    const calling = world.call(way, { method: "PUT", headers: { "transfer-encoding": "chunked" }, body });
    await sleep(silenceMs / 2);
    expect(made).toBeLessThan(30 * megabyte);
    arrived?.resume();
    expect((await calling).body.toString()).toBe("taken");
    expect(made).toBe(hundredMegabytes);
  });
});

describe("a client that hangs up", () => {
  it("ends the call that has no answer yet", async () => {
    let isClosed = false;
    onCall = (request) => request.socket.once("close", () => (isClosed = true));
    const calling = world.open(way).catch(() => null);
    await waitUntil(() => calls === 1);
    world.hangUp();
    await waitUntil(() => isClosed, silenceMs / 2);
    expect(await calling).toBeNull();
  });

  it("ends the call whose answer is on its way", async () => {
    let isClosed = false;
    onCall = (_request, response) => {
      response.once("close", () => (isClosed = true));
      content(hundredMegabytes).pipe(response);
    };
    const answer = await world.open(way);
    await once(answer, "data");
    answer.destroy();
    await waitUntil(() => isClosed, silenceMs / 2);
  });

  it("ends the call whose body is on its way", async () => {
    let isCutOff = false;
    onCall = (request) => request.resume().once("aborted", () => (isCutOff = true));
    const body = new Readable({ read: () => undefined });
    body.push("half");
    const calling = world.open(way, { method: "POST", headers: { "content-length": "8" }, body }).catch(() => null);
    await waitUntil(() => calls === 1);
    world.hangUp();
    await waitUntil(() => isCutOff, silenceMs / 2);
    expect(await calling).toBeNull();
  });
});

describe("a provider that fails", () => {
  it("has the client's connection cut when it breaks off, so that a part is not taken for the whole", async () => {
    for (const headers of [{ "content-length": String(2 * megabyte) }, {}]) {
      onCall = (_request, response) => {
        response.writeHead(200, headers);
        response.write(Buffer.alloc(megabyte), () => setTimeout(() => response.destroy(), 50));
      };
      const answer = await world.open(way);
      expect(answer.statusCode).toBe(200);
      expect((await receive(answer)).isWhole).toBe(false);
      expect(calls).toBe(1);
      calls = 0;
    }
  });

  it("has the client's connection cut when it falls silent amid the answer", async () => {
    onCall = (_request, response) => response.write("half");
    const answer = await world.open(way);
    const startedAtMs = performance.now();
    expect(await receive(answer)).toEqual({ bytes: 4, isWhole: false });
    expect(performance.now() - startedAtMs).toBeGreaterThan(silenceMs - 100);
    expect(performance.now() - startedAtMs).toBeLessThan(2 * silenceMs);
  });

  it("is waited for as long as something comes now and then", async () => {
    onCall = (_request, response) => {
      const timer = setInterval(() => response.write("."), silenceMs / 4);
      setTimeout(() => {
        clearInterval(timer);
        response.end();
      }, 2 * silenceMs);
    };
    const { status, body } = await world.call(way);
    expect([status, body.length]).toEqual([200, 7]);
  });

  it("is told with 502 when it hangs up without an answer, and the call is not made again", async () => {
    onCall = (request) => request.socket.destroy();
    for (const method of ["GET", "POST"]) {
      const reply = await world.call(way, { method });
      expect([method, reply.status]).toEqual([method, 502]);
      expect(errorOf(reply)).toMatchObject({
        message: `ApplicantStack could not be reached or hung up (${method} /x)`,
        extensions: { code: "PROVIDER_UNAVAILABLE", provider: "applicantstack" },
      });
      expect(reply.headers).toMatchObject({
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      });
    }
    expect(calls).toBe(2);
  });

  it("is told with 502 when what it answers is no HTTP, or turns the connection into something else", async () => {
    for (const answer of [
      "made-up\r\n\r\n",
      "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
      "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n",
      `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(40_000)}\r\n\r\n`,
    ]) {
      onCall = (request) => request.socket.end(answer);
      const reply = await world.call(way);
      expect(reply.status).toBe(502);
      expect(errorOf(reply).extensions["code"]).toMatch(/^PROVIDER_(?:BAD_RESPONSE|UNAVAILABLE)$/u);
    }
  });

  it("is told with 504 when it does not answer in time", async () => {
    let isClosed = false;
    onCall = (request) => request.socket.once("close", () => (isClosed = true));
    const startedAtMs = performance.now();
    const reply = await world.call(way);
    expect(reply.status).toBe(504);
    expect(errorOf(reply)).toMatchObject({
      message: "ApplicantStack did not answer within 0.8 s (GET /x)",
      extensions: { code: "PROVIDER_UNAVAILABLE" },
    });
    expect(performance.now() - startedAtMs).toBeLessThan(2 * silenceMs);
    await waitUntil(() => isClosed);
  });

  it("is told with 504 when it takes a part of the body and then nothing", async () => {
    onCall = () => undefined;
    const body = content(hundredMegabytes);
    const reply = await world.call(way, { method: "PUT", headers: { "transfer-encoding": "chunked" }, body });
    expect(reply.status).toBe(504);
    expect(errorOf(reply).message).toBe("ApplicantStack did not answer within 0.8 s (PUT /x)");
  });

  it("is told with 502 when nobody listens there", async () => {
    const gone = await startProxyWorld(() => undefined);
    await gone.canary.stop();
    const reply = await gone.call(`${gone.workable}/jobs`, { method: "POST", body: "x" });
    expect(reply.status).toBe(502);
    expect(errorOf(reply).message).toBe("Workable could not be reached (POST /jobs)");
    await gone.close();
  });
});

describe("a body that comes slowly", () => {
  it("is waited for as long as something comes now and then", async () => {
    onCall = (request, response) => void buffer(request).then((body) => response.end(body));
    const body = new Readable({ read: () => undefined });
    const timer = setInterval(() => body.push("."), silenceMs / 4);
    setTimeout(() => {
      clearInterval(timer);
      body.push(null);
    }, 2 * silenceMs);
    const reply = await world.call(way, { method: "POST", headers: { "transfer-encoding": "chunked" }, body });
    expect([reply.status, reply.body.length]).toEqual([200, 7]);
  });

  it("is given up at the provider when nothing more comes", async () => {
    let isCutOff = false;
    onCall = (request) => request.resume().once("aborted", () => (isCutOff = true));
    const body = new Readable({ read: () => undefined });
    body.push("half");
    const calling = world.call(way, { method: "POST", headers: { "content-length": "8" }, body });
    await waitUntil(() => isCutOff, 2 * silenceMs);
    const reply = await calling;
    expect(reply.status).toBe(504);
    expect(errorOf(reply).message).toBe(
      "ApplicantStack was not waited for, because the request was given up (POST /x)",
    );
  });
});

describe("an answer that comes before the body has gone up", () => {
  /** A connection that is written onto by hand, because Node's client ends its own as soon as it has an answer. */
  const line = () => {
    const socket = connect(Number(new URL(world.url).port), "127.0.0.1");
    let heard = "";
    socket.on("data", (chunk: Buffer) => (heard += chunk.toString()));
    const head = (method: string) =>
      `${method} ${way} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.apiKey}\r\n`;
    return { socket, heard: () => heard, head };
  };

  it("is passed back at once, and the connection of the client goes on", async () => {
    let isCut = false;
    onCall = (request, response) => {
      if (request.method === "GET") {
        response.end("second");
        return;
      }
      request.socket.once("close", () => (isCut = true));
      response.writeHead(413).end("too large", () => setTimeout(() => request.socket.destroy(), 50));
    };
    const { socket, heard, head } = line();
    socket.write(`${head("POST")}Content-Length: ${5 * megabyte}\r\n\r\n`);
    socket.write(Buffer.alloc(megabyte));
    await waitUntil(() => heard().includes("too large"));
    expect(heard()).toMatch(/^HTTP\/1\.1 413 /u);
    await waitUntil(() => isCut);
    socket.write(Buffer.alloc(4 * megabyte));
    socket.write(`${head("GET")}\r\n`);
    await waitUntil(() => heard().includes("second"));
    expect(heard()).toMatch(/too large.*HTTP\/1\.1 200 .*second/su);
    socket.destroy();
  });

  it("does not keep the rest of the body from the provider that goes on reading", async () => {
    let taken = 0;
    onCall = (request, response) => {
      response.end("accepted");
      request.on("data", (chunk: Buffer) => (taken += chunk.length));
    };
    const { socket, heard, head } = line();
    socket.write(`${head("POST")}Content-Length: 3000\r\n\r\n${"x".repeat(1_000)}`);
    await waitUntil(() => heard().includes("accepted"));
    socket.write("x".repeat(2_000));
    await waitUntil(() => taken === 3_000);
    socket.destroy();
  });

  it("has the call ended when the rest of the body is cut off", async () => {
    let isCutOff = false;
    onCall = (request, response) => {
      response.end("accepted");
      request.resume().socket.once("close", () => (isCutOff = true));
    };
    const { socket, heard, head } = line();
    socket.write(`${head("POST")}Content-Length: 3000\r\n\r\n${"x".repeat(1_000)}`);
    await waitUntil(() => heard().includes("accepted"));
    socket.destroy();
    await waitUntil(() => isCutOff, silenceMs / 2);
  });
});
