import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { createApiKey, listApiKeys } from "../../src/accounts/api-keys.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { loadConfig } from "../../src/config.js";
import { createLogger } from "../../src/lib/logger.js";
import type { WriteName } from "../../src/schema/writes/write-input.js";
import { startServer } from "../../src/server.js";
import { freshDatabase } from "../support/database.js";
import { mutation, startMutationWorld } from "../graph/mutations/mutation-world.js";
import type { MutationWorld } from "../graph/mutations/mutation-world.js";

let world: MutationWorld;
let keyId: string;
let apiKey: string;
beforeAll(async () => {
  world = await startMutationWorld({ hasMember: true, requestTimeoutMs: 3_000 });
  apiKey = await world.key();
  const { id } = await ensureWorkspace(world.database);
  keyId = (await listApiKeys(world.database, id)).at(-1)?.id ?? "";
});
afterAll(() => world.close());
beforeEach(async () => {
  // Reading writes down what is still held.
  await events();
  await world.database.db.query("delete from audit_events");
});

const tenant = () => world.sandbox.workable("acme-demo");
/** A candidate whom no other test here writes to. */
let given = 0;
const next = () => tenant().data.candidates[given++]?.id ?? "";

function write(name: WriteName, input: object, key = apiKey) {
  return world.write(name, input, "", { key });
}

/** Writes a note of which no answer comes, and which cannot be looked up. */
async function losingAnswer<T>(run: () => Promise<T>): Promise<T> {
  tenant().fault({ kind: "drop", after: true, method: "POST", path: /\/comments$/, times: 1 });
  tenant().fault({ kind: "status", status: 500, method: "GET", path: /\/activities/ });
  try {
    return await run();
  } finally {
    tenant().clearFaults();
  }
}

/** The events that a reader sees, without their place and time. */
async function events() {
  const fields = "actorKind actorId action accountId detail";
  const { data } = await world.ask(`{ auditEvents { nodes { ${fields} } } }`, {}, { key: apiKey });
  return data.auditEvents.nodes as { actorKind: string; actorId: string; action: string; detail: object }[];
}

const told = (action: string, detail: object) => ({
  ...{ actorKind: "api_key", actorId: keyId, action, accountId: world.accountId("workable") },
  detail: { provider: "workable", ...detail },
});

describe("a write", () => {
  it("is recorded with the mutation, the provider, the account and the key, each time that it is asked for", async () => {
    const input = { candidateId: world.id("workable", "Candidate", next()), body: "Hello", idempotencyKey: "once" };
    await write("createActivity", input);
    await write("createActivity", input);
    expect(await events()).toEqual([
      told("write.done", { mutation: "createActivity", replayed: true }),
      told("write.done", { mutation: "createActivity", replayed: false }),
    ]);
  });

  it("is recorded with the kind of refusal when it is refused, by us or by the provider", async () => {
    const candidateId = world.id("workable", "Candidate", next());
    await write("createActivity", { candidateId, body: "x", visibility: "nonsense" });
    await write("setCandidateTags", { candidateId: world.id("workable", "Candidate", "no-such"), tags: ["a"] });
    await write("createActivity", { candidateId: "no id at all", body: "x" });
    const refused = await events();
    expect(refused.map(({ action }) => action)).toEqual(["write.refused", "write.refused", "write.refused"]);
    expect(refused[0]).toEqual({
      ...{ actorKind: "api_key", actorId: keyId, action: "write.refused", accountId: null },
      detail: { mutation: "createActivity", replayed: false, code: "NOT_FOUND" },
    });
    expect(refused[1]).toEqual(
      told("write.refused", { mutation: "setCandidateTags", replayed: false, code: "NOT_FOUND" }),
    );
  });

  it("is recorded as unknown when no answer told what became of it", async () => {
    const input = { candidateId: world.id("workable", "Candidate", next()), body: "Lost" };
    const { errors } = await losingAnswer(() => write("createActivity", input));
    expect(errors?.[0]?.extensions).toMatchObject({ outcome: "UNKNOWN" });
    expect(await events()).toEqual([
      told("write.unknown", { mutation: "createActivity", replayed: false, code: "PROVIDER_UNAVAILABLE" }),
    ]);
  });

  it("is not recorded when it was a dry run, or when the key may not write", async () => {
    const input = { candidateId: world.id("workable", "Candidate", next()), body: "Dry", dryRun: true };
    await write("createActivity", input);
    await write("createActivity", { ...input, candidateId: "no id at all" });
    await write("createActivity", { ...input, dryRun: false }, await world.key("default", ["ats:read"]));
    expect(await events()).toEqual([]);
  });
});

describe("the table", () => {
  it("holds nothing of what was written, refused or read: no name, address, note, file or token", async () => {
    const canaries = [
      "Zephyrine",
      "Quillfeather",
      "zephyrine.q@example.com",
      "+1 555 0177",
      "Canary note body",
      "Tagcanary",
    ];
    const [name, surname, email, phone, body, tag] = canaries;
    const job = tenant().data.jobs.find(({ state }) => state === "published");
    const candidateId = world.id("workable", "Candidate", next());
    const person = { firstName: name, lastName: surname, email, phone };
    await write("createCandidate", { ...person, jobId: world.id("workable", "Job", job?.shortcode ?? "") });
    await write("createCandidate", { ...person, jobId: body });
    await write("createActivity", { candidateId, body, idempotencyKey: `${body ?? ""} key`, clientMutationId: email });
    await write("setCandidateTags", { candidateId, tags: [tag] });
    await write("createAttachment", {
      ...{ candidateId, fileName: `${surname ?? ""}.txt`, contentBase64: Buffer.from(body ?? "").toString("base64") },
    });
    await losingAnswer(() => write("createActivity", { candidateId, body: `${body ?? ""} again` }));
    await world.ask(`{ candidates(first: 5, filter: { email: { eq: "${email ?? ""}" } }) { nodes { name } } }`);
    const recorded = await events();
    expect(recorded.map(({ action }) => action)).toEqual([
      ...["write.unknown", "write.done", "write.done", "write.done", "write.refused", "write.done"],
    ]);
    const { rows } = await world.database.db.query<{ row: string }>(
      "select audit_events::text as row from audit_events",
    );
    const table = rows.map(({ row }) => row).join("\n");
    expect(table).toContain("createAttachment");
    for (const canary of [...canaries, apiKey, apiKey.slice(3), tenant().token]) expect(table).not.toContain(canary);
  });
});

describe("a server that is closed", () => {
  it("has written down what was done in its last moment", async () => {
    const { store, close } = await freshDatabase();
    const { id: workspaceId } = await ensureWorkspace(store);
    const { key } = await createApiKey(store, { workspaceId, name: "test", scopes: ["ats:write"] });
    const config = { ...loadConfig({}), port: 0 };
    const logger = createLogger({ level: "silent" });
    const server = await startServer({ config, store, encryptionKeys: [Buffer.alloc(32, 7)], logger });
    const requests = Array.from({ length: 20 }, () =>
      fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
        body: JSON.stringify({ query: mutation("reinstateApplication"), variables: { input: { applicationId: "x" } } }),
      }),
    );
    const answers = await Promise.all(requests);
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 200));
    await server.close();
    const { rows } = await store.db.query("select action from audit_events");
    expect(rows).toEqual(requests.map(() => ({ action: "write.refused" })));
    await close();
  });
});
