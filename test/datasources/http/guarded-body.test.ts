import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { isWebPage } from "../../../src/datasources/http/guarded-body.js";
import { createGuardedFetch } from "../../../src/datasources/http/guarded-fetch.js";
import { allClosed, canary, endWorld, fetchFrom, refusalOf, settings, textOf } from "./guarded-world.js";
import { sleep } from "./http-world.js";

afterEach(endWorld);

describe("a file", () => {
  it("comes with its name, type and size", async () => {
    const server = await canary((_, outgoing) => {
      const headers = {
        "content-type": "application/pdf",
        "content-disposition": 'attachment; filename="Kim Doe.pdf"',
      };
      outgoing.writeHead(200, { ...headers, "content-length": 8 }).end("%PDF-1.7");
    });
    const file = await fetchFrom(server, "/download?id=7");
    expect(file).toMatchObject({ status: 200, fileName: "Kim Doe.pdf", contentType: "application/pdf", sizeBytes: 8 });
    expect(await textOf(file)).toBe("%PDF-1.7");
    await allClosed(server);
  });

  it("may be empty, of unknown size and type, and named by its address alone", async () => {
    const server = await canary((_, outgoing) => {
      outgoing.write("");
      outgoing.end();
    });
    const file = await fetchFrom(server, "/a/Kim%20Doe.pdf?x=/y.doc");
    expect(file).toMatchObject({ fileName: "Kim Doe.pdf", contentType: null, sizeBytes: null });
    expect(await textOf(file)).toBe("");
  });

  it("comes whole, byte by byte as it was sent, when it is large", async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
    const server = await canary((_, outgoing) => outgoing.end(bytes));
    const file = await fetchFrom(server, "/a", { maxBytes: bytes.length });
    const chunks: Buffer[] = [];
    for await (const chunk of file.body) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  });

  it.each([204, 205, 206, 304, 400, 404, 429, 503])("is none with status %i", async (status) => {
    const server = await canary((_, outgoing) => outgoing.writeHead(status).end());
    const error = await refusalOf(fetchFrom(server));
    expect(error).toMatchObject({
      code: "BAD_USER_INPUT",
      retryable: status === 429 || status >= 500,
      details: { status },
    });
    expect([error.message, server.connections()]).toEqual([`The file's address answered with status ${status}`, 1]);
    await allClosed(server);
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ])("that is packed with %s unasked is unpacked within the limit", async (encoding, pack) => {
    const server = await canary((incoming, outgoing) => {
      const body = pack("x".repeat(incoming.url === "/small" ? 900 : 5_000_000));
      outgoing.writeHead(200, { "content-encoding": encoding, "content-length": body.length }).end(body);
    });
    const file = await fetchFrom(server, "/small", { maxBytes: 1000 });
    expect([file.sizeBytes, await textOf(file)]).toEqual([null, "x".repeat(900)]);
    const error = await refusalOf(fetchFrom(server, "/bomb", { maxBytes: 100_000 }).then(textOf));
    expect(error.message).toContain("more than the 100000 bytes");
    await allClosed(server);
  });
});

describe("a web page", () => {
  const pages: [string | undefined, string | Buffer][] = [
    ["text/html", "%PDF"],
    ["Text/HTML; charset=utf-8", ""],
    ["application/xhtml+xml", "x"],
    ["application/pdf", "<!DOCTYPE html><title>Sign in</title>"],
    [undefined, "\n\t \u{FEFF}<HTML lang=en>"],
    [undefined, "<!-- a --> <!-- b --><head>"],
    ["application/octet-stream", '<?xml version="1.0"?>\n<!DOCTYPE  html PUBLIC "x">'],
    [undefined, "<script>location='/login'</script>"],
    [undefined, Buffer.from("\u{FEFF}<html>", "utf16le")],
    [undefined, Buffer.from("\u{FEFF}<html>", "utf16le").swap16()],
  ];

  it.each(pages)("of type %j is no file: %j", async (type, body) => {
    const server = await canary((_, outgoing) => {
      outgoing.writeHead(200, type === undefined ? {} : { "content-type": type }).end(body);
    });
    const error = await refusalOf(fetchFrom(server));
    expect(error).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(error.message).toContain("answered with a web page, not a file");
    await allClosed(server);
  });

  it("is seen though it arrives in pieces", async () => {
    const server = await canary((_, outgoing) => {
      outgoing.write(" <");
      setTimeout(() => outgoing.end("html>"), 30);
    });
    expect((await refusalOf(fetchFrom(server))).message).toContain("web page");
  });

  it.each([
    ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["application/xml", '<?xml version="1.0"?><Candidate><Title>x</Title></Candidate>'],
    ["text/plain", "a < b, <html> is a tag"],
    ["text/plain", "<kim@example.com> wrote"],
    ["text/plain", "<paragraph>"],
    ["text/plain", "<!-- a --><!-- b -->x"],
  ])("is not what %s begins with: %j", async (type, body) => {
    const server = await canary((_, outgoing) => outgoing.writeHead(200, { "content-type": type }).end(body));
    expect(await textOf(await fetchFrom(server))).toBe(body);
  });
});

describe("the look at how a body begins", () => {
  it("takes no time over what is made to confuse it", () => {
    const startedAt = performance.now();
    for (const part of ["<!---->", "<!--", "\n", "<?xml ", "<!doctype "]) {
      expect(isWebPage(Buffer.from(`${part.repeat(2000)}x`))).toBe(false);
    }
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe("a file that is too large", () => {
  it("is refused by its announced size, before its body", async () => {
    let written = 0;
    const server = await canary((_, outgoing) => {
      outgoing.writeHead(200, { "content-length": 1001 }).flushHeaders();
      outgoing.on("close", () => (written = outgoing.writableLength));
    });
    const error = await refusalOf(fetchFrom(server, "/", { maxBytes: 1000 }));
    expect(error).toMatchObject({ code: "BAD_USER_INPUT", retryable: false });
    expect(error.message).toContain("more than the 1000 bytes that are allowed");
    await allClosed(server);
    expect(written).toBe(0);
  });

  it("is cut off when it was not announced", async () => {
    let sent = 0;
    const server = await canary((_, outgoing) => {
      const timer = setInterval(() => {
        sent += 100;
        outgoing.write("x".repeat(100));
      }, 2);
      outgoing.on("close", () => {
        clearInterval(timer);
      });
    });
    const file = await fetchFrom(server, "/", { maxBytes: 1000 });
    const error = await refusalOf(textOf(file));
    expect([error.code, error.message]).toEqual([
      "BAD_USER_INPUT",
      expect.stringContaining("more than the 1000 bytes"),
    ]);
    await allClosed(server);
    expect(sent).toBeLessThan(20_000);
  });

  it("is refused at once when its first piece is too large, and is none when it just fits", async () => {
    const server = await canary((incoming, outgoing) => {
      outgoing.write("x".repeat(incoming.url === "/fits" ? 1000 : 1001));
      outgoing.end();
    });
    expect((await refusalOf(fetchFrom(server, "/", { maxBytes: 1000 }))).code).toBe("BAD_USER_INPUT");
    expect(await textOf(await fetchFrom(server, "/fits", { maxBytes: 1000 }))).toHaveLength(1000);
  });

  it("is not read ahead of who takes it", async () => {
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024, "x");
    const server = await canary((_, outgoing) => {
      const push = () => {
        do sent += piece.length;
        while (outgoing.write(piece) && sent < 200_000_000);
        outgoing.once("drain", push);
      };
      push();
    });
    const file = await fetchFrom(server, "/", { maxBytes: 200_000_000 });
    await sleep(300);
    // What the system's buffers on both sides hold, which differs between machines.
    expect(sent).toBeLessThan(30_000_000);
    file.body.destroy();
    await allClosed(server);
  });
});

describe("a host that is slow", () => {
  const timeoutMs = 200;

  it.each(["/mute", "/head-alone", "/redirects"])("is given up when no file begins in time: %s", async (path) => {
    const server = await canary((incoming, outgoing) => {
      if (incoming.url === "/head-alone") outgoing.writeHead(200, { "content-length": 9 }).flushHeaders();
      // Each hop alone would be in time.
      if (incoming.url === "/redirects") {
        setTimeout(() => outgoing.writeHead(302, { location: "/redirects" }).end(), timeoutMs / 2);
      }
    });
    const startedAt = performance.now();
    const error = await refusalOf(fetchFrom(server, path, { timeoutMs }));
    expect(error).toMatchObject({ code: "PROVIDER_UNAVAILABLE", retryable: true });
    expect(error.message).toContain("did not answer within 0.2 s");
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs * 8);
    await allClosed(server);
  });

  it("is given up when its name is not resolved in time", async () => {
    const fetch = createGuardedFetch({ userAgent: "hiregraph-test", lookup: () => undefined });
    const error = await refusalOf(fetch.file("http://cdn.example.test/", settings({ timeoutMs })));
    expect([error.code, error.retryable]).toEqual(["PROVIDER_UNAVAILABLE", true]);
  });

  it("is given up when its body stalls, or drips", async () => {
    const server = await canary((incoming, outgoing) => {
      outgoing.write("begun");
      if (incoming.url !== "/drip") return;
      const timer = setInterval(() => outgoing.write("."), 20);
      outgoing.on("close", () => {
        clearInterval(timer);
      });
    });
    for (const path of ["/stall", "/drip"]) {
      const file = await fetchFrom(server, path, { timeoutMs });
      const startedAt = performance.now();
      const error = await refusalOf(textOf(file));
      expect(error).toMatchObject({ code: "PROVIDER_UNAVAILABLE", retryable: true });
      expect(error.message).toContain("or sent too little");
      expect(performance.now() - startedAt).toBeGreaterThan(timeoutMs - 20);
      expect(performance.now() - startedAt).toBeLessThan(timeoutMs * 8);
    }
    await allClosed(server);
  });

  it("is not blamed for a reader who takes his time, and gets longer for more", async () => {
    const server = await canary((_, outgoing) => {
      let left = 12;
      const timer = setInterval(() => {
        left -= 1;
        outgoing.write("x".repeat(5000));
        if (left > 0) return;
        clearInterval(timer);
        outgoing.end();
      }, 30);
    });
    const file = await fetchFrom(server, "/", { timeoutMs });
    await sleep(timeoutMs * 2);
    expect(await textOf(file)).toHaveLength(60_000);
    expect(await textOf(await fetchFrom(server, "/", { timeoutMs }))).toHaveLength(60_000);
  });
});
