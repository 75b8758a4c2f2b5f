import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { multipart, post, uploadParts } from "../../http/multipart.js";
import { done, mutation, startMutationWorld, withoutCall } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
let host: Server;
let origin: string;
let fetched: string[] = [];
/** Addresses that lead nowhere any more. */
const gone = new Set<string>();
beforeAll(async () => {
  host = createServer((request, response) => {
    fetched.push(request.url ?? "");
    if (request.url === "/gone.pdf" || gone.has(request.url ?? "")) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "application/pdf" }).end(`served ${request.url ?? ""}`);
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const place = `127.0.0.1:${String((host.address() as AddressInfo).port)}`;
  origin = `http://${place}`;
  world = await startMutationWorld({ fetchAllow: [place] });
  valid = validInputs(world);
});
afterAll(async () => {
  await world.close();
  host.close();
});
afterEach(() => {
  fetched = [];
  delete world.sandbox.applicantstack("acme-demo").settings["attachmentForm"];
});

const inBase64 = (fileName: string, content: string | Buffer, kind?: string) => ({
  ...{ fileName, contentBase64: Buffer.from(content).toString("base64") },
  ...(kind !== undefined && { kind }),
});
/** Bytes that no encoding of text leaves as they are. */
const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256));

/** What takes the content of a usual input out of it. */
const noContent = { contentBase64: undefined, fileName: undefined };

const workable = () => world.sandbox.workable("acme-demo").data;

describe("the files of a new candidate", () => {
  it("become the résumé and comments in their order at Workable, a call each", async () => {
    const given = {
      ...inputOf(valid, "workable", "createCandidate"),
      attachments: [
        inBase64("first.txt", "one", "COVER_LETTER"),
        inBase64("cv.pdf", bytes, "RESUME"),
        { url: `${origin}/second.pdf` },
        inBase64("third.bin", bytes),
        inBase64("old cv.pdf", "four", "RESUME"),
      ],
    };
    const written = await world.write("createCandidate", given, "candidate { id remoteId }");
    const { id, remoteId } = done(written, "candidate");
    expect(written.payload.steps.map(({ name, status }: any) => `${name}: ${status}`)).toEqual([
      ...["candidate: DONE", "attachment 1: DONE", "attachment 2: DONE", "attachment 3: DONE", "attachment 4: DONE"],
    ]);
    const comment = `POST /spi/v3/candidates/${String(remoteId)}/comments`;
    expect(written.calls.slice(1)).toEqual([comment, comment, comment, comment]);
    expect(fetched).toEqual(["/second.pdf"]);
    const entries = workable().activities.filter(
      ({ candidate, action }) => candidate?.id === remoteId && action === "comment",
    );
    expect(entries.map(({ body }) => body)).toEqual([
      ...["Cover letter: first.txt", "second.pdf", "third.bin", "Résumé: old cv.pdf"],
    ]);
    const files = workable().files.filter(({ candidateId }) => candidateId === remoteId);
    const contentOf = (name: string) => files.find((one) => one.name === name)?.content;
    expect(contentOf("first.txt")?.toString()).toBe("one");
    expect(contentOf("second.pdf")?.toString()).toBe("served /second.pdf");
    expect(contentOf("third.bin")?.equals(bytes)).toBe(true);
    expect(contentOf("cv.pdf")?.equals(bytes)).toBe(true);
    const later = await world.read(
      id,
      "Candidate",
      "attachments(first: 20) { nodes { fileName } } activities(first: 20) { nodes { kind body } }",
    );
    expect(later.attachments.nodes.map(({ fileName }: any) => fileName).sort()).toEqual([
      ...["cv.pdf", "first.txt", "old cv.pdf", "second.pdf", "third.bin"],
    ]);
    expect(later.activities.nodes.filter(({ kind }: any) => kind === "NOTE").map(({ body }: any) => body)).toEqual(
      entries.map(({ body }) => body),
    );
  });

  it("are gone on with after one was refused, each written once", async () => {
    const given = {
      ...inputOf(valid, "workable", "createCandidate"),
      attachments: ["a.txt", "b.txt", "c.txt"].map((name) => inBase64(name, name)),
      idempotencyKey: "three files",
    };
    const path = /\/comments$/u;
    world.sandbox.workable("acme-demo").fault({ kind: "delay", delayMs: 1, path, times: 1 });
    world.sandbox.workable("acme-demo").fault({ kind: "status", status: 422, body: "{}", path, times: 1 });
    const refused = await world.write("createCandidate", given, "candidate { id }");
    expect(refused.payload.userErrors).toMatchObject([{ code: "PROVIDER_REJECTED" }]);
    expect(refused.payload.steps.map(({ status }: any) => status)).toEqual(["DONE", "DONE", "REFUSED", "NOT_DONE"]);
    const written = await world.write("createCandidate", given, "candidate { remoteId }");
    const { remoteId } = done(written, "candidate");
    expect(written.writes).toHaveLength(2);
    const files = workable().files.filter(({ candidateId }) => candidateId === remoteId);
    expect(files.map(({ name }) => name)).toEqual(["a.txt", "b.txt", "c.txt"]);
    expect(workable().candidates.filter(({ email }) => email === given["email" as keyof typeof given])).toHaveLength(1);
  });

  it.each([
    ["was taken, and is told as done", true],
    ["was not taken, and is refused for its address", false],
  ])("is looked up when its address is gone before it is known whether it %s", async (_what, isTaken) => {
    const path = `/fleeting-${String(isTaken)}.pdf`;
    const given = {
      ...inputOf(valid, "workable", "createAttachment"),
      ...{ fileName: undefined, contentBase64: undefined, url: `${origin}${path}`, idempotencyKey: path },
    };
    const tenant = world.sandbox.workable("acme-demo");
    tenant.fault({ kind: "drop", method: "POST", path: /comments/u, times: 1, ...(isTaken && { after: true }) });
    tenant.fault({ kind: "status", status: 503, method: "GET", path: /activities/u });
    const lost = await world.write("createAttachment", given);
    expect(lost.errors).toMatchObject([{ extensions: { outcome: "UNKNOWN" } }]);
    tenant.clearFaults();
    gone.add(path);
    const again = await world.write("createAttachment", given, "attachment { fileName }");
    expect(again.errors).toBeUndefined();
    expect(again.writes).toEqual([]);
    expect(again.payload).toMatchObject(
      isTaken
        ? { userErrors: [], attachment: { fileName: path.slice(1) } }
        : { userErrors: [{ code: "BAD_USER_INPUT", field: ["url"] }], attachment: null },
    );
    gone.delete(path);
    const later = await world.write("createAttachment", given, "attachment { fileName }");
    expect(later.payload).toMatchObject({ userErrors: [], replayed: isTaken });
    expect(tenant.data.files.filter(({ name }) => name === path.slice(1))).toHaveLength(1);
  });

  it("are refused soon when they only look like base64", async () => {
    const contentBase64 = `AAAA${"=".repeat(4_000_000)}A`;
    const given = { ...inputOf(valid, "workable", "createAttachment"), fileName: "x.pdf", contentBase64 };
    const begun = performance.now();
    const errors = withoutCall(await world.write("createAttachment", given));
    expect(errors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["contentBase64"] }]);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it("are refused without a call when one of them is no file", async () => {
    const given = inputOf(valid, "workable", "createCandidate");
    const good = inBase64("good.pdf", "good");
    const wrong: [object, string[]][] = [
      [{ fileName: "x.pdf", contentBase64: "no base64!" }, ["attachments", "1", "contentBase64"]],
      [{ fileName: "x.pdf", contentBase64: "" }, ["attachments", "1", "contentBase64"]],
      [{ contentBase64: "eHg=" }, ["attachments", "1", "fileName"]],
      [{ fileName: "../../etc/passwd", contentBase64: "eHg=" }, ["attachments", "1", "fileName"]],
      [{ fileName: "..", contentBase64: "eHg=" }, ["attachments", "1", "fileName"]],
      [{ fileName: "x".repeat(256), contentBase64: "eHg=" }, ["attachments", "1", "fileName"]],
      [{ url: `${origin}/gone.pdf` }, ["attachments", "1", "url"]],
      [{ url: "http://127.0.0.1:9/secret.pdf" }, ["attachments", "1", "url"]],
      [{ url: "file:///etc/passwd" }, ["attachments", "1", "url"]],
      [inBase64("cv.exe", "x", "RESUME"), ["attachments", "1"]],
      [inBase64("cv.pdf", Buffer.alloc(5 * 1_048_576 + 1, 1), "RESUME"), ["attachments", "1"]],
    ];
    for (const [bad, field] of wrong) {
      const written = await world.write("createCandidate", { ...given, attachments: [good, bad] });
      expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field }]);
    }
    const resume = inBase64("cv.pdf", Buffer.alloc(5 * 1_048_576, 1), "RESUME");
    done(
      await world.write("createCandidate", { ...given, attachments: [good, resume] }, "candidate { id }"),
      "candidate",
    );
  });
});

describe("a file that is uploaded", () => {
  it.each(["workable", "applicantstack"] as const)("reaches %s byte for byte", async (provider) => {
    const input = inputOf(valid, provider, "createAttachment");
    const operation = {
      query: mutation("createAttachment", "attachment { fileName }"),
      variables: { input: { ...input, ...noContent, file: null } },
    };
    const body = multipart(uploadParts(operation, { "variables.input.file": { name: "naïve.bin", content: bytes } }));
    const answer = await post(`${world.url}/graphql`, await world.key(), body);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.createAttachment).toMatchObject({ userErrors: [], attachment: { fileName: "naïve.bin" } });
    const held =
      provider === "workable"
        ? workable().files.findLast(({ name }) => name === "naïve.bin")?.content
        : world.sandbox
            .applicantstack("acme-demo")
            .data.candidates.flatMap(({ files }) => files)
            .find(({ name }) => name === "naïve.bin")?.content;
    expect(held?.equals(bytes)).toBe(true);
  });

  it("is the same file under the same key when it is uploaded again, and another one is not", async () => {
    const employee = { ...inputOf(valid, "sagehr", "createEmployeeDocument"), ...noContent };
    const upload = async (content: Buffer) => {
      const operation = {
        query: mutation("createEmployeeDocument", "employee { id }"),
        variables: { input: { ...employee, file: null, idempotencyKey: "uploaded" } },
      };
      const parts = uploadParts(operation, { "variables.input.file": { name: "paper.pdf", content } });
      return post(`${world.url}/graphql`, await world.key(), multipart(parts));
    };
    const first = await upload(bytes);
    expect(first.data.createEmployeeDocument).toMatchObject({ userErrors: [], replayed: false });
    const again = await upload(bytes);
    expect(again.data.createEmployeeDocument).toMatchObject({ userErrors: [], replayed: true });
    const other = await upload(bytes.subarray(1));
    expect(other.errors?.[0]?.extensions["code"]).toBe("CONFLICT");
    const { documents } = world.sandbox.sagehr("acme-demo").data;
    const own = documents.filter(({ document }) => document.file_name === "paper.pdf");
    expect(own.map(({ content }) => content?.equals(bytes))).toEqual([true]);
  });
});

describe("a file at ApplicantStack, which may take one of two forms", () => {
  it.each([
    ["json", 1],
    ["multipart", 2],
  ])("arrives as %s in %i calls", async (form, calls) => {
    world.sandbox.applicantstack("acme-demo").settings["attachmentForm"] = form;
    const input = {
      ...inputOf(valid, "applicantstack", "createAttachment"),
      ...inBase64(`${form}.bin`, bytes, "RESUME"),
    };
    const written = await world.write("createAttachment", input, "attachment { id }");
    done(written, "attachment");
    expect(written.calls).toHaveLength(calls);
    const files = world.sandbox.applicantstack("acme-demo").data.candidates.flatMap((row) => row.files);
    const own = files.find(({ name }) => name === `${form}.bin`);
    expect([own?.isResume, own?.content?.equals(bytes)]).toEqual([true, true]);
  });
});
