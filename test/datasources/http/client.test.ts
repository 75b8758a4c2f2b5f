import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createClient, type Client } from "../../../src/datasources/http/client.js";
import { waitUntil } from "../../support/wait-until.js";
import { startServer, type TestServer } from "./http-world.js";

let server: TestServer;
let client: Client;

afterEach(async () => {
  client.close();
  await server.stop();
});

async function start(listener: Parameters<typeof startServer>[0], maxBodyBytes = 1000): Promise<void> {
  server = await startServer(listener);
  client = createClient({ userAgent: "hiregraph-test", maxBodyBytes });
}

const send = (path = "/", timeoutMs = 2000, signal = new AbortController().signal) =>
  client.send({ method: "GET", url: server.url + path, headers: { token: "t" }, timeoutMs, signal });

describe("the HTTP client", () => {
  it("gives status, headers and text, also of refusals, and says who it is", async () => {
    await start((incoming, outgoing) => {
      outgoing
        .writeHead(418, { "x-seen": `${incoming.headers["user-agent"] ?? ""} ${String(incoming.headers["token"])}` })
        .end("häh");
    });
    expect(await send()).toMatchObject({ status: 418, headers: { "x-seen": "hiregraph-test t" }, text: "häh" });
  });

  it("uses a connection again", async () => {
    await start((_, outgoing) => outgoing.end("{}"));
    for (let turn = 0; turn < 20; turn += 1) await send();
    expect([server.asked.length, server.connections()]).toEqual([20, 1]);
  });

  it("ends a call whose connection is turned into another protocol, and the connection", async () => {
    let isEnded = false;
    await start(({ socket }) => {
      socket.once("close", () => (isEnded = true));
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n");
    });
    await expect(send("/", 300)).rejects.toMatchObject({ reason: "unreadable" });
    await waitUntil(() => isEnded);
  });

  it("follows no redirect and retries nothing", async () => {
    await start((incoming, outgoing) => {
      if (incoming.url === "/moved") outgoing.writeHead(302, { location: "/elsewhere" }).end();
      else outgoing.writeHead(503, { "retry-after": "0" }).end();
    });
    expect((await send("/moved")).status).toBe(302);
    expect((await send("/busy")).status).toBe(503);
    expect(server.asked).toEqual(["/moved", "/busy"]);
  });

  it("stops a body that grows too large, whatever its headers say", async () => {
    let sent = 0;
    await start((incoming, outgoing) => {
      if (incoming.url === "/told") outgoing.end("x".repeat(1001));
      else if (incoming.url === "/zipped") {
        outgoing.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(1_000_000)));
      } else {
        const timer = setInterval(() => {
          sent += 1;
          outgoing.write("x".repeat(100));
        }, 1);
        outgoing.on("close", () => {
          clearInterval(timer);
        });
      }
    });
    await expect(send("/told")).rejects.toMatchObject({ reason: "too-large" });
    await expect(send("/zipped")).rejects.toMatchObject({ reason: "too-large" });
    await expect(send("/endless")).rejects.toMatchObject({ reason: "too-large" });
    expect(sent).toBeLessThan(100);
  });

  it("reads a body of just the size that is allowed", async () => {
    await start((_, outgoing) => outgoing.end("x".repeat(1000)));
    expect((await send()).text).toHaveLength(1000);
  });

  it("tells a time-out, an abort, a cut line and an unreadable answer apart", async () => {
    await start((incoming, outgoing) => {
      if (incoming.url === "/drop") outgoing.destroy();
      if (incoming.url === "/half") {
        outgoing.writeHead(200, { "content-length": "50" }).write("half");
        setTimeout(() => outgoing.destroy(), 20);
      }
      if (incoming.url === "/noise") outgoing.socket?.end("this is not HTTP\r\n\r\n");
      if (incoming.url === "/badzip") outgoing.writeHead(200, { "content-encoding": "gzip" }).end("no zip at all");
      if (incoming.url === "/slow") outgoing.writeHead(200).write("begun");
    });
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 30);
    await expect(send("/hang", 60)).rejects.toMatchObject({ reason: "timeout" });
    await expect(send("/slow", 60)).rejects.toMatchObject({ reason: "timeout" });
    await expect(send("/hang", 2000, abort.signal)).rejects.toMatchObject({ reason: "aborted" });
    await expect(send("/hang", 2000, AbortSignal.abort())).rejects.toMatchObject({ reason: "aborted" });
    await expect(send("/drop")).rejects.toMatchObject({ reason: "connection" });
    await expect(send("/half")).rejects.toMatchObject({ reason: "connection" });
    await expect(send("/noise")).rejects.toMatchObject({ reason: "unreadable" });
    await expect(send("/badzip")).rejects.toMatchObject({ reason: "unreadable" });
  });
});
