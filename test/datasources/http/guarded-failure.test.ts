import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startRawCanary, startTlsCanary } from "./canary.js";
import {
  allClosed,
  canary,
  endWorld,
  fetchFrom,
  guarded,
  host,
  keep,
  refusalOf,
  settings,
  textOf,
} from "./guarded-world.js";
import { secret, sleep } from "./http-world.js";
import { selfSigned } from "./self-signed.js";

afterEach(endWorld);

/** What a process that was started with one more root certificate gets from each host, all of them at 127.0.0.1. */
async function inProcessThatTrusts(cert: string, port: number, hosts: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "hiregraph-test-"));
  await writeFile(join(folder, "root.pem"), cert);
  const places = hosts.map((name) => `${name}:${port}`);
  const source = new URL("../../../src/datasources/http/guarded-fetch.ts", import.meta.url).href;
  const script = `
    import { text } from "node:stream/consumers";
    import { createGuardedFetch } from ${JSON.stringify(source)};
    const places = ${JSON.stringify(places)};
    const lookup = (name, options, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]);
    const fetch = createGuardedFetch({ userAgent: "hiregraph-test", allow: places, lookup });
    const options = { maxBytes: 1000, timeoutMs: 5000, signal: new AbortController().signal };
    const answer = (place) => fetch.file("https://" + place, options).then((file) => text(file.body));
    const answers = await Promise.all(places.map((place) => answer(place).catch((error) => error.message)));
    console.log(JSON.stringify(answers));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, "root.pem") } },
  );
  await rm(folder, { recursive: true });
  return JSON.parse(stdout) as string[];
}

describe("a call that fails", () => {
  it.each([
    ["HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf", "PROVIDER_UNAVAILABLE", "could not be reached or hung up"],
    ["", "PROVIDER_UNAVAILABLE", "could not be reached or hung up"],
    ["this is not HTTP\r\n\r\n", "PROVIDER_BAD_RESPONSE", "not readable HTTP"],
    [
      "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 6\r\n\r\nno zip",
      "PROVIDER_BAD_RESPONSE",
      "not readable HTTP",
    ],
  ])("with the answer %j is %s", async (answer, code, message) => {
    const server = keep(await startRawCanary((socket) => socket.once("data", () => socket.end(answer))));
    const error = await refusalOf(fetchFrom(server).then(textOf));
    expect([error.code, error.cause]).toEqual([code, undefined]);
    expect(error.message).toContain(message);
    expect(server.connections()).toBe(1);
    await allClosed(server);
  });

  it("because of headers without an end is a bad response", async () => {
    const answer = `HTTP/1.1 200 OK\r\na: ${"x".repeat(100_000)}`;
    const server = keep(await startRawCanary((socket) => socket.once("data", () => socket.write(answer))));
    expect((await refusalOf(fetchFrom(server))).code).toBe("PROVIDER_BAD_RESPONSE");
    await allClosed(server);
  });

  it("holds no connection that the host turns into another protocol", async () => {
    const answer = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n";
    const server = keep(await startRawCanary((socket) => socket.once("data", () => socket.write(answer))));
    expect((await refusalOf(fetchFrom(server))).code).toBe("PROVIDER_UNAVAILABLE");
    await allClosed(server);
  });

  it("is unavailable when nobody listens, or the name does not exist", async () => {
    const server = await canary();
    await server.stop();
    const unreachable = { code: "PROVIDER_UNAVAILABLE", retryable: true };
    expect(await refusalOf(fetchFrom(server))).toMatchObject(unreachable);
    expect(await refusalOf(guarded().file("http://nobody.example.test/", settings()))).toMatchObject(unreachable);
  });

  it("shows an https host its name and does not take a certificate that nobody vouches for", async () => {
    const names: string[] = [];
    const server = keep(await startTlsCanary(selfSigned(host), (name) => names.push(name)));
    const fetch = guarded([`${host}:${server.port}`]);
    const error = await refusalOf(fetch.file(`https://${host}:${server.port}/cv.pdf?key=${secret}`, settings()));
    expect([error.code, error.message]).toEqual(["BAD_USER_INPUT", expect.stringContaining("a valid certificate")]);
    expect(names).toEqual([host]);
  });

  it("takes a certificate that is vouched for, and only from the host that it names", async () => {
    const identity = selfSigned(host);
    const server = keep(await startTlsCanary(identity, () => undefined));
    const answers = await inProcessThatTrusts(identity.cert, server.port, [host, "other.example.test", "127.0.0.1"]);
    expect(answers).toEqual([
      "%PDF-1.7",
      "The file's address is of a host without a valid certificate",
      "The file's address is of a host without a valid certificate",
    ]);
  });

  it("ends with its signal, before the answer and within the body", async () => {
    const server = await canary((incoming, outgoing) => {
      if (incoming.url === "/body") outgoing.write("begun");
    });
    const given = { code: "PROVIDER_UNAVAILABLE", retryable: false };
    expect(await refusalOf(fetchFrom(server, "/", { signal: AbortSignal.abort() }))).toMatchObject(given);
    for (const path of ["/mute", "/body"]) {
      const abort = new AbortController();
      setTimeout(() => {
        abort.abort();
      }, 50);
      const error = await refusalOf(fetchFrom(server, path, { signal: abort.signal }).then(textOf));
      expect(error).toMatchObject(given);
      expect(error.message).toContain("the request was given up");
    }
    await allClosed(server);
  });

  it("while nobody reads the body is told to who reads it later", async () => {
    const server = await canary((_, outgoing) => {
      outgoing.write("begun");
      setTimeout(() => outgoing.destroy(), 20);
    });
    const [file, begun] = [await fetchFrom(server), await fetchFrom(server)];
    expect(String((await once(begun.body, "data"))[0])).toBe("begun");
    begun.body.pause();
    await allClosed(server);
    await sleep(20);
    for (const { body } of [file, begun]) {
      const error = await refusalOf(body.toArray());
      expect([error.code, error.message]).toEqual([
        "PROVIDER_UNAVAILABLE",
        "The file's host could not be reached or hung up",
      ]);
    }
  });

  it("lets go of the connection when the body is no longer wanted, or the fetch is closed", async () => {
    const server = await canary((_, outgoing) => outgoing.write("begun"));
    const fetch = guarded([`${host}:${server.port}`]);
    const address = `http://${host}:${server.port}/${secret}`;
    const [unwanted, unread, read] = [
      await fetch.file(address, settings()),
      await fetch.file(address, settings()),
      await fetch.file(address, settings()),
    ];
    unwanted.body.destroy();
    await vi.waitFor(() => {
      expect(server.open()).toBe(2);
    });
    const reading = refusalOf(textOf(read));
    fetch.close();
    expect((await reading).code).toBe("PROVIDER_UNAVAILABLE");
    await allClosed(server);
    expect((await refusalOf(textOf(unread))).code).toBe("PROVIDER_UNAVAILABLE");
  });
});
