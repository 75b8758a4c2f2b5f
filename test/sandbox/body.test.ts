import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isFormBody, type FormBody } from "../../src/sandbox/body.js";
import type { ProviderDefinition } from "../../src/sandbox/core.js";
import { emptyResponse } from "../../src/sandbox/response.js";
import { startProviderServer, type ProviderServer } from "../../src/sandbox/server.js";

const seen: unknown[] = [];
const listener: ProviderDefinition<null> = {
  provider: "workable",
  defaultTenant: { subdomain: "ear", token: "x" },
  defaultRateLimit: null,
  createTenant: () => ({
    data: null,
    handle: (request) => {
      seen.push(request.body);
      return emptyResponse(204);
    },
  }),
  unknownTenant: () => emptyResponse(404),
};

type Body = NonNullable<RequestInit["body"]>;

let server: ProviderServer<null>;

beforeAll(async () => {
  server = await startProviderServer(listener, [listener.defaultTenant], 0, () => new Date());
});
afterAll(() => server.stop());

/** The body as the tenant got it. */
async function received(body: Body | null, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(`${server.origin}/ear/x`, { method: "POST", body, ...init });
  expect(answer.status).toBe(204);
  return seen.at(-1);
}

async function receivedForm(body: Body, init: RequestInit = {}): Promise<FormBody> {
  const form = await received(body, init);
  if (!isFormBody(form)) throw new Error("The body is no form");
  return form;
}

describe("a request's body in the sandbox", () => {
  it("is parsed JSON with every method that has one, text when it is no JSON, undefined when it is empty", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect(await received(JSON.stringify({ method }), { method })).toEqual({ method });
    }
    expect(await received("{broken")).toBe("{broken");
    expect(await received(null)).toBeUndefined();
    expect(await received(JSON.stringify({ isForm: "no" }))).not.toSatisfy(isFormBody);
  });

  it("is a form with fields in their order, repeated ones too, when it is URL-encoded", async () => {
    const form = await receivedForm(
      new URLSearchParams([
        ["tag", "a & b"],
        ["name", "Žana"],
        ["tag", "é+1"],
      ]),
    );
    expect(form.fields).toEqual([
      ["tag", "a & b"],
      ["name", "Žana"],
      ["tag", "é+1"],
    ]);
    expect(form.files).toEqual([]);
  });

  it("is a form with fields and files, byte for byte, when it is multipart", async () => {
    const bytes = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
    const sent = new FormData();
    sent.append("note", "line one\r\nline two --x--");
    sent.append("file", new Blob([bytes], { type: "application/pdf" }), 'my "best" Lebenslauf é 100%.pdf');
    sent.append("file", new Blob([]), "empty");
    const form = await receivedForm(sent);
    expect(form.fields).toEqual([["note", "line one\r\nline two --x--"]]);
    expect(form.files.map(({ field, fileName, contentType }) => [field, fileName, contentType])).toEqual([
      ["file", 'my "best" Lebenslauf é 100%.pdf', "application/pdf"],
      ["file", "empty", "application/octet-stream"],
    ]);
    expect(form.files.map((file) => [...file.content])).toEqual([[...bytes], []]);
  });

  it("takes a boundary in quotation marks and an unknown length", async () => {
    const text = '--a b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--a b--\r\n';
    const headers = { "content-type": 'multipart/form-data; boundary="a b"' };
    const stream = new ReadableStream({
      start: (controller) => {
        for (const character of text) controller.enqueue(Buffer.from(character));
        controller.close();
      },
    });
    expect((await receivedForm(stream, { headers, duplex: "half" })).fields).toEqual([["x", "1"]]);
  });

  it("stays text when it claims to be multipart and is cut off or has no boundary", async () => {
    const cut = '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1';
    expect(await received(cut, { headers: { "content-type": "multipart/form-data; boundary=b" } })).toBe(cut);
    expect(await received(cut, { headers: { "content-type": "multipart/form-data" } })).toBe(cut);
    expect(await received("--b\r\nx", { headers: { "content-type": "multipart/form-data; boundary=b" } })).toBe(
      "--b\r\nx",
    );
  });

  it("may have 40 MB, of which a form's file holds no second copy", async () => {
    const file = Buffer.alloc(40 * 1024 * 1024, "b");
    const sent = new FormData();
    sent.append("file", new Blob([file]), "large.bin");
    const [received] = (await receivedForm(sent)).files;
    expect(received?.content.equals(file)).toBe(true);
    expect(received?.content.buffer.byteLength).toBeLessThan(file.length + 1024);
  });

  it("that ends too early is left unanswered, and the next call is answered", async () => {
    const before = seen.length;
    const { port } = new URL(server.origin);
    await new Promise<void>((resolve) => {
      const call = httpRequest({ port, path: "/ear/x", method: "POST", headers: { "content-length": "100" } });
      call.on("error", () => {
        resolve();
      });
      call.write("half", () => call.destroy());
      call.on("close", () => {
        resolve();
      });
    });
    expect(await received("1")).toBe(1);
    expect(seen.length).toBe(before + 1);
  });
});
