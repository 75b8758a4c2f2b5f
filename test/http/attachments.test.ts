import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { accountGlobalId, recordId } from "../../src/schema/relay/global-id.js";
import { attachmentId, contentUrl, startAttachmentWorld } from "./attachment-world.js";
import type { AttachmentWorld, Download } from "./attachment-world.js";

let world: AttachmentWorld;
beforeAll(async () => {
  world = await startAttachmentWorld();
});
afterAll(() => world.close());
afterEach(() => {
  for (const control of [world.sandbox.workable("acme-demo"), world.sandbox.applicantstack("acme-demo")]) {
    control.clearFaults();
    control.clearCalls();
  }
  Reflect.deleteProperty(world.sandbox.applicantstack("acme-demo").settings, "fileKeySeconds");
});

/** Lets ApplicantStack's links live as long as is told whenever a record is served. */
function linksLive(seconds: () => number): void {
  const { settings } = world.sandbox.applicantstack("acme-demo");
  Object.defineProperty(settings, "fileKeySeconds", { get: seconds, configurable: true });
}

/** The résumé of the first ApplicantStack candidate who has one. */
function applicantStackResume() {
  const { candidates } = world.sandbox.applicantstack("acme-demo").data;
  const candidate = candidates.find(({ files }) => files.some(({ isResume }) => isResume));
  const file = candidate?.files.find(({ isResume }) => isResume);
  if (!candidate || !file) throw new Error("The sandbox has no résumé.");
  const id = attachmentId(world.accounts.applicantstack, `${candidate.serial}/${file.serial}`);
  return { id, name: file.name, bytes: `%PDF-1.4\n% invented file ${file.serial}\n%%EOF\n` };
}

/** How often the ApplicantStack sandbox was asked for records and for files. */
function applicantStackCalls() {
  const calls = world.sandbox.applicantstack("acme-demo").calls();
  const files = calls.filter(({ path }) => path.startsWith("/x/attachment/")).length;
  return { records: calls.length - files, files };
}

function errorOf({ body }: Download): { message: string; extensions: Record<string, unknown> } {
  const { errors } = JSON.parse(body.toString()) as { errors: [ReturnType<typeof errorOf>] };
  expect(errors).toHaveLength(1);
  return errors[0];
}

describe("the content of an attachment", () => {
  it("is the file byte for byte, with its name, type and length, to be saved and neither shown nor kept", async () => {
    const content = randomBytes(300_000);
    const { status, headers, body } = await world.get(await world.upload("work sample.pdf", content));
    expect(status).toBe(200);
    expect(body.equals(content)).toBe(true);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": 'attachment; filename="work sample.pdf"',
      "content-length": "300000",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "content-security-policy": "sandbox",
    });
  });

  it("is found under the id that the graph gives", async () => {
    const { data } = await world.ask(
      `{ candidates(first: 40, filter: { provider: { eq: "applicantstack" } }) { nodes { attachments { nodes { id fileName } } } } }`,
    );
    const attachments = data.candidates.nodes.flatMap((candidate: any) => candidate.attachments.nodes);
    const { name, bytes } = applicantStackResume();
    const { id } = attachments.find(({ fileName }: any) => fileName === name);
    const { status, headers, body } = await world.get(id);
    expect(status).toBe(200);
    expect(body.toString()).toBe(bytes);
    expect(headers["content-type"]).toBe("application/pdf");
    expect(headers["content-disposition"]).toBe(`attachment; filename="${name}"`);
  });

  it("has a head without a body, with the same headers", async () => {
    const id = await world.upload("cv.pdf", Buffer.alloc(5_000, 7));
    const got = await world.get(id);
    const { status, headers, body } = await world.get(id, { method: "HEAD" });
    expect(status).toBe(200);
    expect(body).toHaveLength(0);
    expect({ ...headers, date: "" }).toEqual({ ...got.headers, date: "" });
    expect(headers["content-length"]).toBe("5000");
  });

  it("goes to five clients at once, to each its own", async () => {
    const contents = Array.from({ length: 5 }, () => randomBytes(2_000_000));
    const ids: string[] = [];
    for (const content of contents) ids.push(await world.upload("sample.bin", content));
    const downloads = await Promise.all(ids.map((id) => world.get(id)));
    expect(downloads.map(({ body }, index) => contents[index]?.equals(body))).toEqual([true, true, true, true, true]);
  });

  it.each([
    ['Zoë\'s "best" work.pdf', `attachment; filename="Zoe's 'best' work.pdf"`, "Zo%C3%AB%27s%20%22best%22%20work.pdf"],
    ["Lebenslauf Müller.pdf", 'attachment; filename="Lebenslauf Muller.pdf"', "Lebenslauf%20M%C3%BCller.pdf"],
    ["履歴書.docx", 'attachment; filename="___.docx"', "%E5%B1%A5%E6%AD%B4%E6%9B%B8.docx"],
    ["two\r\nlines: x.pdf", 'attachment; filename="two lines: x.pdf"', null],
  ])("keeps the name %j", async (name, plain, extended) => {
    const { status, headers } = await world.get(await world.upload(name, Buffer.from("%PDF")));
    expect(status).toBe(200);
    expect(headers["content-disposition"]).toBe(extended === null ? plain : `${plain}; filename*=UTF-8''${extended}`);
  });
});

describe("who may have the content of an attachment", () => {
  it("is nobody without a live key", async () => {
    const id = await world.upload("cv.pdf", Buffer.from("%PDF"));
    for (const key of [null, `hg_${"x".repeat(43)}`]) {
      const answer = await world.get(id, { key });
      expect(answer.status).toBe(401);
      expect(answer.headers["www-authenticate"]).toMatch(/^Bearer realm="hiregraph"/);
      expect(errorOf(answer).extensions["code"]).toBe("UNAUTHENTICATED");
    }
    expect(world.sandbox.workable("acme-demo").calls()).toEqual([]);
  });

  it.each([
    ["recruiting data", "ats:read", ["ats:write", "hris:read", "pii:read", "raw:read"]],
    ["what tells of a person", "pii:read", ["ats:read", "raw:read"]],
  ] as const)(
    "is nobody whose key cannot read %s, whether the file is there or not",
    async (_what, missing, scopes) => {
      const key = await world.key(undefined, scopes);
      const id = await world.upload("cv.pdf", Buffer.from("%PDF"));
      for (const asked of [id, attachmentId(world.accounts.workable, "none/none"), "none"]) {
        const answer = await world.get(asked, { key });
        expect(answer.status).toBe(403);
        expect(errorOf(answer)).toEqual({
          message: `This needs an API key with the scope ${missing}.`,
          extensions: { code: "FORBIDDEN" },
        });
      }
      expect(world.sandbox.workable("acme-demo").calls()).toEqual([]);
    },
  );

  it("is everybody whose key can read both, and nothing more", async () => {
    const id = await world.upload("cv.pdf", Buffer.from("%PDF"));
    const key = await world.key(undefined, ["ats:read", "pii:read"]);
    expect((await world.get(id, { key })).status).toBe(200);
  });

  it("is told the same of what is unknown, gone, malformed and another workspace's", async () => {
    const own = await world.upload("cv.pdf", Buffer.from("%PDF"));
    const stranger = await world.key("another workspace");
    const { workable, applicantstack } = world.accounts;
    const [candidate] = world.sandbox.workable("acme-demo").data.candidates;
    const asked: [id: string, key?: string][] = [
      [own, stranger],
      [attachmentId(accountGlobalId("Zz0Zz0Zz0Zz0"), "1/cv.pdf")],
      [attachmentId(workable, `${candidate?.id ?? ""}/no such file.pdf`)],
      [attachmentId(workable, "no-such-candidate/cv.pdf")],
      [attachmentId(workable, "no slash")],
      [attachmentId(workable, "../jobs/cv.pdf")],
      [attachmentId(workable, "a?b#c/cv.pdf")],
      [attachmentId(applicantstack, "a0none/a6none")],
      [attachmentId(applicantstack, "../a6none")],
      [recordId("Candidate", workable, candidate?.id ?? "")],
      [workable],
      [`${own}=`],
      [own.slice(0, -3)],
      ["none"],
      ["\0\r\n"],
      ["x".repeat(4_000)],
    ];
    const answers = await Promise.all(asked.map(([id, key]) => world.get(id, key === undefined ? {} : { key })));
    expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 404));
    const told = answers.map(({ body, headers }) => JSON.stringify([body.toString(), { ...headers, date: "" }]));
    expect(new Set(told).size).toBe(1);
    expect(errorOf(answers[0] as Download)).toEqual({
      message: "There is no such attachment.",
      extensions: { code: "NOT_FOUND" },
    });
  });

  it("is told nothing by other methods", async () => {
    const url = contentUrl(world, await world.upload("cv.pdf", Buffer.from("%PDF")));
    const headers = { authorization: `Bearer ${world.apiKey}` };
    for (const method of ["POST", "DELETE"]) expect((await fetch(url, { method, headers })).status).toBe(404);
  });
});

describe("a link that has stopped working", () => {
  it("is read again when the record says that it has expired, and is not tried before", async () => {
    const { id, bytes } = applicantStackResume();
    linksLive(() => (applicantStackCalls().records === 1 ? -60 : 600));
    const { status, body } = await world.get(id);
    expect(status).toBe(200);
    expect(body.toString()).toBe(bytes);
    expect(applicantStackCalls()).toEqual({ records: 2, files: 1 });
  });

  it.each([403, 404, 410])("is read again once when it answers %d", async (status) => {
    const { id, bytes } = applicantStackResume();
    world.sandbox.applicantstack("acme-demo").fault({ kind: "status", status, path: /^\/x\/attachment/, times: 1 });
    const { body } = await world.get(id);
    expect(body.toString()).toBe(bytes);
    expect(applicantStackCalls()).toEqual({ records: 2, files: 2 });
  });

  it("is read again when it leads to a page to sign in on", async () => {
    const { id, bytes } = applicantStackResume();
    const location = `${world.sandbox.urls.applicantstack.replace("{subdomain}", "acme-demo")}/public/login`;
    const fault = { kind: "redirect", location, path: /^\/x\/attachment/ } as const;
    world.sandbox.applicantstack("acme-demo").fault({ ...fault, times: 1 });
    expect((await world.get(id)).body.toString()).toBe(bytes);
    world.sandbox.applicantstack("acme-demo").fault(fault);
    const answer = await world.get(id);
    expect(answer.status).toBe(502);
    expect(errorOf(answer).extensions["code"]).toBe("PROVIDER_BAD_RESPONSE");
    expect(answer.body.toString()).not.toMatch(/Sign in|login|apikey/);
  });

  it("is given up after the second time", async () => {
    const { id } = applicantStackResume();
    linksLive(() => -60);
    const answer = await world.get(id);
    expect(answer.status).toBe(502);
    expect(errorOf(answer).extensions).toEqual({
      code: "PROVIDER_BAD_RESPONSE",
      provider: "applicantstack",
      accountId: world.accounts.applicantstack,
    });
    expect(answer.body.toString()).not.toMatch(/Access denied|apikey/);
    expect(applicantStackCalls()).toEqual({ records: 2, files: 1 });
  });

  it("is no attachment any longer when the record is gone by then", async () => {
    const { id } = applicantStackResume();
    const control = world.sandbox.applicantstack("acme-demo");
    linksLive(() => {
      control.fault({ kind: "status", status: 404, path: /^\/api\/candidate/ });
      return -60;
    });
    expect((await world.get(id)).status).toBe(404);
  });
});

describe("a provider that gives no file", () => {
  it("is told of with 502 when a web page comes in its place, and nothing of the page", async () => {
    const id = await world.upload("cv.pdf", Buffer.from("%PDF"));
    const body = "<!doctype html><title>made-up-secret</title>";
    world.sandbox.workable("acme-demo").fault({ kind: "html200", path: /^\/files/, body });
    const answer = await world.get(id);
    expect(answer.status).toBe(502);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(errorOf(answer).extensions).toEqual({
      code: "PROVIDER_BAD_RESPONSE",
      provider: "workable",
      accountId: world.accounts.workable,
    });
    expect(answer.body.toString()).not.toMatch(/made-up-secret|doctype/);
    const head = await world.get(id, { method: "HEAD" });
    expect([head.status, head.body.length]).toEqual([502, 0]);
  });

  it.each([
    ["its files fail", { kind: "status", status: 503, path: /^\/files/ }],
    ["its files hang up", { kind: "drop", path: /^\/files/ }],
    ["its API fails", { kind: "status", status: 500, path: /^\/spi/ }],
    ["its API hangs up", { kind: "drop", path: /^\/spi/ }],
  ] as const)("is told of with 503 when %s", async (_what, fault) => {
    const id = await world.upload("cv.pdf", Buffer.from("%PDF"));
    world.sandbox.workable("acme-demo").fault(fault);
    const answer = await world.get(id);
    expect(answer.status).toBe(503);
    expect(errorOf(answer).extensions).toMatchObject({
      code: "PROVIDER_UNAVAILABLE",
      provider: "workable",
      accountId: world.accounts.workable,
    });
  });

  it("is told of with 502 when it does not take the account's credentials", async () => {
    const id = await world.upload("cv.pdf", Buffer.from("%PDF"));
    world.sandbox.workable("acme-demo").fault({ kind: "status", status: 401, path: /^\/spi/ });
    const answer = await world.get(id);
    expect(answer.status).toBe(502);
    expect(errorOf(answer).extensions["code"]).toBe("ACCOUNT_NEEDS_RELINK");
  });

  it("is told of with 503 and when to try again while it asks for a pause", async () => {
    const account = { provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" } as const;
    const workspace = "a workspace that has to pause";
    const id = attachmentId(await world.link({ ...account, workspace }), "any/cv.pdf");
    const headers = { "retry-after": "120" };
    world.sandbox.workable("acme-demo").fault({ kind: "status", status: 429, headers, path: /^\/spi/ });
    const answer = await world.get(id, { key: await world.key(workspace) });
    expect(answer.status).toBe(503);
    const { code, retryAfter } = errorOf(answer).extensions;
    expect(code).toBe("PROVIDER_RATE_LIMITED");
    expect(retryAfter).toBeGreaterThan(100);
    expect(answer.headers["retry-after"]).toBe(String(retryAfter));
  });
});
