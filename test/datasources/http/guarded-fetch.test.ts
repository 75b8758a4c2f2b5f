import { afterEach, describe, expect, it, vi } from "vitest";
import { isForbiddenAddress } from "../../../src/datasources/http/forbidden-address.js";
import { checkRedirect, createAllowList, createSocketLookup } from "../../../src/datasources/http/guarded-address.js";
import { createGuardedFetch } from "../../../src/datasources/http/guarded-fetch.js";
import { forbiddenUrls, malformedUrls } from "./forbidden-urls.js";
import {
  allClosed,
  canary,
  endWorld,
  fetchFrom,
  guarded,
  host,
  lookups,
  refusalOf,
  settings,
  textOf,
  toAnswer,
} from "./guarded-world.js";

afterEach(endWorld);

describe("an address that must not be fetched", () => {
  it("is refused in every spelling, without a lookup and without a connection", async () => {
    const server = await canary();
    const fetch = guarded([], { "example.com": [["127.0.0.1"]] });
    expect(forbiddenUrls.length).toBeGreaterThan(90);
    for (const address of forbiddenUrls) {
      const error = await refusalOf(fetch.file(address.replaceAll("PORT", String(server.port)), settings()));
      expect([address, error.code, error.retryable]).toEqual([address, "BAD_USER_INPUT", false]);
      expect(error.message, address).toContain("leads to a place that is not fetched from");
    }
    expect([lookups, server.connections()]).toEqual([[], 0]);
  });

  it.each(malformedUrls)("%j is refused: %s", async (address, message) => {
    const server = await canary();
    const fetch = guarded([`${host}:${server.port}`]);
    const error = await refusalOf(fetch.file(address.replaceAll("PORT", String(server.port)), settings()));
    expect(error).toMatchObject({ code: "BAD_USER_INPUT", retryable: false });
    expect(error.message).toContain(message);
    expect([lookups, server.connections()]).toEqual([[], 0]);
  });

  it("is one of more than 8192 characters", async () => {
    const error = await refusalOf(guarded().file(`http://${host}/${"a".repeat(8192)}`, settings()));
    expect([error.code, error.message]).toEqual(["BAD_USER_INPUT", "The file's address is not a valid URL"]);
    expect(lookups).toEqual([]);
  });

  it.each([
    ["127.0.0.1"],
    ["::1"],
    ["8.8.8.8", "127.0.0.1"],
    ["127.0.0.1", "8.8.8.8"],
    ["2606:4700::1111", "8.8.8.8", "::1"],
    ["8.8.8.8", "10.0.0.7"],
    ["169.254.169.254"],
    ["::ffff:127.0.0.1"],
    ["fe80::1%lo"],
    ["not an address"],
  ])("is that of a name which leads to %j, %j, %j", async (...addresses) => {
    const server = await canary();
    for (const scheme of ["http", "https"]) {
      const fetch = guarded([], { "cdn.example.test": [addresses] });
      const error = await refusalOf(fetch.file(`${scheme}://cdn.example.test:${server.port}/cv.pdf`, settings()));
      expect(error.code).toBe("BAD_USER_INPUT");
      expect(error.message).toContain("leads to a place that is not fetched from");
    }
    expect([lookups.length, server.connections()]).toEqual([2, 0]);
  });
});

describe("a name that there is not", () => {
  it("is of a host that cannot be reached, as the system's own lookup tells", async () => {
    const fetch = createGuardedFetch({ userAgent: "hiregraph-test", allow: [] });
    try {
      const error = await refusalOf(fetch.file("https://no-such-host.invalid/cv.pdf", settings()));
      expect([error.code, error.message]).toEqual([
        "PROVIDER_UNAVAILABLE",
        "The file's host could not be reached or hung up",
      ]);
    } finally {
      fetch.close();
    }
  });
});

describe("a name that resolves to something else later", () => {
  it("is asked for once, and the address of that answer is the one that is connected to", async () => {
    const server = await canary();
    const fetch = guarded([`${host}:${server.port}`], { [host]: [["::1"], ["127.0.0.1"]] });
    const address = `http://${host}:${server.port}/cv.pdf`;
    expect(await textOf(await fetch.file(address, settings()))).toBe("%PDF-1.7");
    expect([lookups.length, server.connections("::1"), server.connections("127.0.0.1")]).toEqual([1, 1, 0]);
    await textOf(await fetch.file(address, settings()));
    expect([lookups.length, server.connections("::1"), server.connections("127.0.0.1")]).toEqual([2, 1, 1]);
  });

  it("hands a socket what was checked, and is checked anew for each connection", () => {
    const answers = [["8.8.8.8", "2606:4700::1111"], ["8.8.4.4"], ["127.0.0.1"]];
    let asked = 0;
    const lookup = createSocketLookup((_, __, callback) => {
      asked += 1;
      callback(null, toAnswer(answers.shift() ?? []));
    }, isForbiddenAddress);
    const given: unknown[] = [];
    const ask = (all: boolean) => {
      lookup("cdn.example.com", { all }, (error, address, family) => given.push([error?.code, address, family]));
    };
    ask(true);
    expect(given.pop()).toEqual([undefined, toAnswer(["8.8.8.8", "2606:4700::1111"]), undefined]);
    ask(false);
    expect(given.pop()).toEqual([undefined, "8.8.4.4", 4]);
    ask(true);
    expect(given.pop()).toEqual(["BAD_USER_INPUT", [], undefined]);
    ask(true);
    expect(given.pop()).toEqual(["ENOTFOUND", [], undefined]);
    expect(asked).toBe(4);
  });
});

describe("a redirect", () => {
  async function redirecting(location: string, status = 302) {
    const target = await canary();
    const asked: unknown[] = [];
    const server = await canary((incoming, outgoing) => {
      asked.push(incoming.url);
      const to = location.replaceAll("PORT", String(target.port));
      outgoing.writeHead(status, { location: to, "set-cookie": "session=1" }).end();
    });
    const zone = { [host]: [["127.0.0.1"]], "evil.example.test": [["127.0.0.1", "8.8.8.8"]] };
    const file = guarded([`${host}:${server.port}`], zone).file(`http://${host}:${server.port}/cv.pdf`, settings());
    return { target, server, asked, file };
  }

  it.each([
    ["http://127.0.0.1:PORT/", "redirects to a place that is not fetched from"],
    ["http://[::1]:PORT/", "redirects to a place that is not fetched from"],
    ["http://[::ffff:7f00:1]:PORT/", "redirects to a place that is not fetched from"],
    ["//2130706433:PORT/", "redirects to a place that is not fetched from"],
    ["http://localhost:PORT/", "redirects to a place that is not fetched from"],
    ["http://169.254.169.254/latest/meta-data/", "redirects to a place that is not fetched from"],
    ["http://evil.example.test:PORT/", "leads to a place that is not fetched from"],
    // The same host as before, at a port for which nobody vouches.
    [`http://${host}:PORT/`, "leads to a place that is not fetched from"],
    ["file:///etc/passwd", "does not begin with http"],
    ["http://kim:pass@evil.example.test:PORT/", "user name or a password"],
    ["http://[", "not a valid URL"],
  ])("to %s is refused", async (location, message) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { target, server, file } = await redirecting(location, status);
      const error = await refusalOf(file);
      expect(error.code).toBe("BAD_USER_INPUT");
      expect(error.message).toContain(message);
      expect([server.connections(), target.connections()]).toEqual([1, 0]);
      await allClosed(server);
    }
  });

  it("is followed five times, relative ones and cookies of the host left aside, and not a sixth time", async () => {
    const asked: [string | undefined, object][] = [];
    const server = await canary((incoming, outgoing) => {
      asked.push([incoming.url, incoming.headers]);
      const hops = Number(incoming.url?.slice(2));
      if (hops === 0) outgoing.end("there");
      else outgoing.writeHead(307, { location: `./h${hops - 1}`, "set-cookie": "session=1" }).end("moved");
    });
    const file = await fetchFrom(server, "/h5");
    expect([await textOf(file), file.fileName]).toEqual(["there", "h0"]);
    expect(asked.map(([url]) => url)).toEqual(["/h5", "/h4", "/h3", "/h2", "/h1", "/h0"]);
    for (const [, headers] of asked) {
      expect(headers).toEqual({
        "user-agent": "hiregraph-test",
        accept: "*/*",
        "accept-encoding": "identity",
        host: `${host}:${server.port}`,
        connection: "close",
      });
    }
    expect(lookups).toHaveLength(6);
    expect((await refusalOf(fetchFrom(server, "/h6"))).message).toContain("redirects more than 5 times");
  });

  it("whose own body goes on for ever is let go of", async () => {
    const server = await canary((incoming, outgoing) => {
      if (incoming.url === "/there") outgoing.write("begun");
      else outgoing.writeHead(302, { location: "/there" }).write("moved");
    });
    const file = await fetchFrom(server);
    await vi.waitFor(() => {
      expect([server.connections(), server.open()]).toEqual([2, 1]);
    });
    file.body.destroy();
  });

  it("from https to http is refused, even within what is allowed", () => {
    const allowList = createAllowList(["files.example.test:80"]);
    const from = new URL("https://files.example.com/cv.pdf");
    expect(() => checkRedirect("http://files.example.com/cv.pdf", from, allowList)).toThrow("from https to http");
    expect(() => checkRedirect("http://files.example.test/", from, allowList)).toThrow("from https to http");
    expect(checkRedirect("/other.pdf", from, allowList).href).toBe("https://files.example.com/other.pdf");
    expect(checkRedirect("https://a.example.com", new URL("http://a.example.com"), allowList).protocol).toBe("https:");
  });

  it("has its address read as UTF-8", () => {
    const location = Buffer.from("/Jürgen.pdf").toString("latin1");
    const to = checkRedirect(location, new URL("https://files.example.com"), createAllowList([]));
    expect(to.pathname).toBe("/J%C3%BCrgen.pdf");
  });

  it("that names no address is no file", async () => {
    const server = await canary((_, outgoing) => outgoing.writeHead(302).end());
    expect((await refusalOf(fetchFrom(server))).message).toContain("answered with status 302");
  });
});

describe("the allow-list", () => {
  it("is of hosts with ports, and opens no other port, name or address", async () => {
    const [server, other] = [await canary(), await canary()];
    const fetch = guarded([`127.0.0.1:${server.port}`, `[::1]:${server.port}`, `LocalHost:${server.port}`], {
      localhost: [["127.0.0.1"]],
      [host]: [["127.0.0.1"]],
    });
    for (const name of ["127.0.0.1", "127.1", "[::1]", "localhost", "LOCALHOST."]) {
      expect(await textOf(await fetch.file(`http://${name}:${server.port}/cv.pdf`, settings()))).toBe("%PDF-1.7");
    }
    expect(server.connections()).toBe(5);
    for (const place of [
      `127.0.0.1:${other.port}`,
      `127.0.0.2:${server.port}`,
      `${host}:${server.port}`,
      "localhost",
    ]) {
      expect((await refusalOf(fetch.file(`http://${place}/`, settings()))).code).toBe("BAD_USER_INPUT");
    }
    expect([server.connections(), other.connections()]).toEqual([5, 0]);
  });

  it("takes the scheme's port where an address names none", () => {
    expect([...createAllowList(["Files.Example.test.:80", "files.example.test:443", "[0:0::1]:8080"])]).toEqual([
      "files.example.test:80",
      "files.example.test:443",
      "[::1]:8080",
    ]);
  });

  it.each([
    "",
    "files.example.test",
    "http://files.example.test:80",
    "a:b@c:80",
    "a.test:80/x",
    "*",
    "a:99999",
    "::1:80",
  ])("refuses the entry %j", (entry) => {
    expect(() => guarded([entry])).toThrow("must be written as host:port");
  });
});
