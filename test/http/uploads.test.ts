import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { parseGlobalId, recordId } from "../../src/schema/relay/global-id.js";
import { waitUntil } from "../support/wait-until.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";
import { answerOf, beginPost, multipart, post, uploadParts } from "./multipart.js";
import type { Part } from "./multipart.js";

const megabyte = 1_048_576;
/** Shorter than an upload over a slow line takes. */
const requestTimeoutMs = 1_500;
const mutation = `mutation ($input: CreateAttachmentInput!) {
  createAttachment(input: $input) { attachment { id fileName } userErrors { code message field } }
}`;

let world: World;
let key: string;
let applicationId: string;
/** Where uploads are kept aside, and nothing else is. */
let folder: string;
const usualFolder = process.env["TMPDIR"];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiregraph-uploads-"));
  process.env["TMPDIR"] = folder;
  world = await startWorld({ accounts: [], requestTimeoutMs });
  const { data } = workable();
  const account = await world.link({
    ...{ provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" },
    settings: { memberId: data.members[0]?.id ?? "" },
  });
  workable().rateLimit = null;
  applicationId = recordId("Application", parseGlobalId(account)?.accountId ?? "", data.candidates[0]?.id ?? "");
  key = await world.key();
});
afterAll(async () => {
  await world.close();
  if (usualFolder === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usualFolder;
  await rm(folder, { recursive: true });
});
afterEach(async () => {
  workable().clearFaults();
  workable().clearCalls();
  await waitUntil(async () => (await readdir(folder)).length === 0);
});

const workable = () => world.sandbox.workable("acme-demo");
const graphql = () => `${world.url}/graphql`;
const operation = (input: object = { applicationId, file: null }) => ({ query: mutation, variables: { input } });

function attach(name: string, content: Buffer): Part[] {
  return uploadParts(operation(), { "variables.input.file": { name, content } });
}

describe("an upload", () => {
  it("arrives at the provider byte for byte, under its own name", async () => {
    const content = randomBytes(3 * megabyte + 1);
    const { status, data, errors } = await post(graphql(), key, multipart(attach("Müllers Zeugnis.bin", content)));
    expect(errors).toBeUndefined();
    expect([status, data.createAttachment.userErrors]).toEqual([200, []]);
    expect(data.createAttachment.attachment.fileName).toBe("Müllers Zeugnis.bin");
    const arrived = workable().data.files.filter(({ name }) => name === "Müllers Zeugnis.bin");
    expect(arrived.map((file) => file.content?.equals(content))).toEqual([true]);
  });

  it("may take longer than a request", async () => {
    const body = multipart(attach("slow.bin", randomBytes(megabyte)));
    const request = beginPost(graphql(), key, body);
    request.write(body.bytes.subarray(0, megabyte / 2));
    await sleep(requestTimeoutMs + 500);
    request.end(body.bytes.subarray(megabyte / 2));
    const { status, data, errors } = await answerOf(request);
    expect(errors).toBeUndefined();
    expect([status, data.createAttachment.userErrors]).toEqual([200, []]);
    expect(workable().data.files.filter(({ name }) => name === "slow.bin")).toHaveLength(1);
  });

  it("is written though the client hangs up while the provider takes it", async () => {
    const body = multipart(attach("left.bin", randomBytes(megabyte)));
    workable().fault({ kind: "delay", delayMs: 300, times: 1 });
    const request = beginPost(graphql(), key, body).on("error", () => undefined);
    request.end(body.bytes);
    await waitUntil(() => workable().calls().length === 1);
    request.destroy();
    expect(workable().data.files.some(({ name }) => name === "left.bin")).toBe(false);
    await waitUntil(() => workable().data.files.some(({ name }) => name === "left.bin"));
    // What was made is looked up, though nobody waits for it any longer.
    await waitUntil(() =>
      workable()
        .calls()
        .some(({ method, status }) => method === "GET" && status === 200),
    );
  });

  it("is refused with 413 when it is larger than 25 MB, and nothing of it is sent on", async () => {
    const content = Buffer.alloc(26 * megabyte, 1);
    const { status, data, errors } = await post(graphql(), key, multipart(attach("large.bin", content)));
    expect(status).toBe(413);
    expect(data).toBeUndefined();
    expect(errors).toEqual([{ message: "A file is larger than 25 MB.", extensions: { code: "BAD_USER_INPUT" } }]);
    expect(workable().calls()).toEqual([]);
  });

  it("leaves nothing behind when it begins after the answer, which was that another one is too large", async () => {
    const body = multipart(
      uploadParts(operation({ applicationId, file: null, second: null }), {
        "variables.input.file": { name: "large.bin", content: Buffer.alloc(26 * megabyte, 1) },
        "variables.input.second": { name: "late.bin", content: Buffer.alloc(megabyte, 2) },
      }),
    );
    const request = beginPost(graphql(), key, body).on("error", () => undefined);
    const lateBytes = 2 * megabyte;
    request.write(body.bytes.subarray(0, -lateBytes));
    expect((await answerOf(request)).status).toBe(413);
    await waitUntil(async () => (await readdir(folder)).length === 0);
    await new Promise<void>((resolve) => request.end(body.bytes.subarray(-lateBytes), resolve));
    await sleep(200);
    expect(await readdir(folder)).toEqual([]);
    request.destroy();
  });

  it("is not read without a key", async () => {
    const request = beginPost(graphql(), null, multipart(attach("unread.bin", Buffer.alloc(20 * megabyte))));
    request.flushHeaders();
    const { status, errors } = await answerOf(request);
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions).toEqual({ code: "UNAUTHENTICATED" });
    request.destroy();
  });

  it("leaves nothing behind when the client gives it up, and nothing is sent on", async () => {
    const body = multipart(attach("given-up.bin", Buffer.alloc(8 * megabyte)));
    const request = beginPost(graphql(), key, body).on("error", () => undefined);
    request.write(body.bytes.subarray(0, 6 * megabyte));
    await waitUntil(async () => (await readdir(folder)).length === 1);
    request.destroy();
    await waitUntil(async () => (await readdir(folder)).length === 0);
    expect(workable().calls()).toEqual([]);
  });
});

describe("a multipart request that is not of the specification's form", () => {
  const file: Part = { name: "0", fileName: "cv.pdf", content: "%PDF" };
  const operations = (): Part => ({ name: "operations", content: JSON.stringify(operation()) });
  const map: Part = { name: "map", content: '{"0":["variables.input.file"]}' };

  it.each<[string, number, RegExp, () => Part[]]>([
    ["without operations", 400, /map/, () => [map, file]],
    ["with nothing in it", 400, /operations/, () => []],
    ["whose operations are no JSON", 400, /operations/, () => [{ name: "operations", content: "{" }, map, file]],
    ["without a map", 400, /map/, () => [operations(), file]],
    ["whose map is no JSON", 400, /map/, () => [operations(), { name: "map", content: "[" }, file]],
    ["whose map is a list", 400, /map/, () => [operations(), { name: "map", content: "[]" }, file]],
    ["with the file before the map", 400, /map/, () => [operations(), file, map]],
    ["without the file that the map names", 400, /File missing/, () => [operations(), map]],
    ["with a file of another name", 400, /File missing/, () => [operations(), map, { ...file, name: "1" }]],
    [
      "whose map names no place in the operations",
      400,
      /map must put each file/,
      () => [operations(), mapTo("variables.inpt.file"), file],
    ],
    [
      "whose map names a field that there is not",
      400,
      /map must put each file/,
      () => [operations(), mapTo("variables.input.filé"), file],
    ],
    [
      "whose map puts the file where something is",
      400,
      /map must put each file .* where that is null/,
      () => [operations(), mapTo("variables.input.applicationId"), file],
    ],
    [
      "whose map puts the file where none belongs",
      400,
      /ID cannot represent/,
      () => [
        { name: "operations", content: JSON.stringify(operation({ applicationId: null })) },
        mapTo("variables.input.applicationId"),
        file,
      ],
    ],
    [
      "whose map puts two files in one place",
      400,
      /map must put each file/,
      () => [
        operations(),
        { name: "map", content: '{"0":["variables.input.file"],"1":["variables.input.file"]}' },
        file,
      ],
    ],
    [
      "whose map goes on without end",
      400,
      /map must put each file/,
      () => [operations(), mapTo(`variables.input.file${".a".repeat(400_000)}`), file],
    ],
    [
      "whose map makes a list of a thousand million",
      400,
      /map must put each file/,
      () => [operations(), mapTo("variables.input.file.999999999"), file],
    ],
    [
      "whose map puts one file in thousands of places",
      400,
      /got invalid value/,
      () => {
        const places = Array.from({ length: 9_000 }, (_, index) => `variables.input.file.${index}`);
        const variables = { file: Array(9_000).fill(null) };
        return [
          { name: "operations", content: JSON.stringify(operation(variables)) },
          { name: "map", content: JSON.stringify({ 0: places }) },
          file,
        ];
      },
    ],
    ["whose map puts the file in place of the query", 400, /./, () => [operations(), mapTo("query"), file]],
    ["with more than ten files", 413, /10 max file uploads/, () => [operations(), mapOf(11), file]],
  ])("%s is answered with 4xx", async (_what, expected, message, parts) => {
    const { status, data, errors } = await post(graphql(), key, multipart(parts()));
    expect(status).toBe(expected);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions["code"]).toMatch(/^(?:BAD_USER_INPUT|BAD_REQUEST)$/);
    expect(workable().calls()).toEqual([]);
  });

  it("is held to the limits of other requests", async () => {
    const variables = `{"input":{"file":null},"n":[${"1,".repeat(200_000)}1]}`;
    const content = `{"query":"{ __typename }","variables":${variables}}`;
    const { status, errors } = await post(graphql(), key, multipart([{ name: "operations", content }, map, file]));
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining("more than 10000 values"),
      extensions: { code: "QUERY_TOO_EXPENSIVE" },
    });
  });

  it("is answered with 400 when it has no boundary, or ends before its end", async () => {
    const { contentType, bytes } = multipart([operations(), map, file]);
    const bodies = [
      { contentType: "multipart/form-data", bytes },
      { contentType, bytes: bytes.subarray(0, -20) },
    ];
    for (const body of bodies) {
      const { status, errors } = await post(graphql(), key, body);
      expect(status).toBe(400);
      expect(errors).toEqual([
        { message: "The multipart request could not be read.", extensions: { code: "BAD_USER_INPUT" } },
      ]);
    }
  });

  it("reaches nothing of this process through the paths of its map", async () => {
    for (const path of ["__proto__.polluted", "constructor.prototype.polluted", "variables.__proto__.polluted"]) {
      const { status } = await post(graphql(), key, multipart([operations(), mapTo(path), file]));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    }
  });
});

function mapTo(path: string): Part {
  return { name: "map", content: JSON.stringify({ 0: [path] }) };
}

function mapOf(files: number): Part {
  const entries = Array.from({ length: files }, (_, index) => [String(index), [`variables.files.${index}`]]);
  return { name: "map", content: JSON.stringify(Object.fromEntries(entries)) };
}
