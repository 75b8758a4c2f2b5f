import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { personalFields } from "../../src/schema/personal.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
let key: string;
let rawKey: string;
beforeAll(async () => {
  world = await startWorld();
  world.sandbox.workable("acme-demo").rateLimit = null;
  key = await world.key(undefined, ["ats:read", "hris:read"]);
  rawKey = await world.key(undefined, ["ats:read", "hris:read", "raw:read"]);
});
afterAll(() => world.close());
beforeEach(() => {
  world.sandbox.workable("acme-demo").clearCalls();
});

const workable = `filter: { provider: { eq: "workable" } }`;

/** Every text of the sandbox's candidates and employees that tells of a person. */
function secretsOfWorkable(): string[] {
  const { candidates, employees } = world.sandbox.workable("acme-demo").data;
  const people = [...candidates, ...employees].flatMap((row) => [row.email, row.phone, row.lastname]);
  // "Anonymized candidate" is nobody's name.
  return people.filter((text): text is string => typeof text === "string" && text.length > 4 && text !== "candidate");
}

describe("a key without pii:read", () => {
  it("gets null and empty lists for fields that tell of a person, each with the reason FORBIDDEN, and all others", async () => {
    const query = `{ candidates(first: 3, ${workable}) { nodes {
      id remoteId firstName name headline emails { value } phones { value } source sourceCategory remoteCreatedAt customFields { key }
      missing { field reason } } } }`;
    const { data, errors } = await world.ask(query, {}, { key });
    expect(errors).toBeUndefined();
    for (const candidate of data.candidates.nodes) {
      expect(candidate).toMatchObject({
        firstName: null,
        name: null,
        headline: null,
        emails: [],
        phones: [],
        customFields: [],
      });
      expect(candidate.source).toBeNull();
      expect(candidate.sourceCategory).toEqual(expect.any(String));
      expect(candidate.remoteCreatedAt).toEqual(expect.any(String));
      const forbidden = candidate.missing
        .filter(({ reason }: any) => reason === "FORBIDDEN")
        .map(({ field }: any) => field);
      expect(forbidden).toEqual(
        expect.arrayContaining(["firstName", "emails", "address", "customFields", "remoteData"]),
      );
    }
    const open = (await world.ask(query)).data.candidates.nodes[0];
    expect(open.name).toEqual(expect.any(String));
    expect(open.missing.filter(({ reason }: any) => reason === "FORBIDDEN")).toEqual([]);
  });

  it("makes no call for what it may not see", async () => {
    const query = `{ candidates(first: 10, ${workable}) { nodes { id coverLetter education { school } address { city } applications { nodes { answers { text } } } } } }`;
    const answer = await world.ask(query, {}, { key });
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions.upstream.calls).toBe(1);
    expect(world.sandbox.workable("acme-demo").calls()).toHaveLength(1);
    const planned = await world.ask(query, {}, { key, headers: { "hiregraph-dry-run": "true" } });
    expect((planned.extensions as any).plan.total).toBe(1);
  });

  it.each([
    `candidates(filter: { email: { eq: "someone@example.com" } }) { nodes { id } }`,
    `candidates(filter: { name: { contains: "a" } }) { nodes { id } }`,
    `employees(filter: { workEmail: { contains: "a" } }) { nodes { id } }`,
    `users(filter: { email: { eq: "a@example.com" } }) { nodes { id } }`,
    `users(orderBy: { field: NAME }) { nodes { id } }`,
    `attachments(filter: { fileName: { contains: "cv" } }) { nodes { id } }`,
  ])("may not filter or order by it either: %s", async (field) => {
    const answer = await world.ask(`{ ${field} }`, {}, { key });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect(answer.errors?.[0]?.message).toContain("pii:read");
    expect(world.sandbox.workable("acme-demo").calls()).toHaveLength(0);
    const planned = await world.ask(`{ ${field} }`, {}, { key, headers: { "hiregraph-dry-run": "true" } });
    expect(planned.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
  });

  it("finds nothing of a person in any answer, whatever it selects", async () => {
    const people = `name: name
      missing { field reason } customFields { key value } remoteData account { displayName }`;
    const query = `{
      candidates(first: 40, ${workable}) { nodes { ${people} id remoteUrl source emails { value } applications { nodes { answers { text } outcome
        candidate { name emails { value } } stageHistory { actor { name user { name emails { value } } } } } }
        activities(first: 5) { nodes { body actorName userRef: id } } attachments { nodes { fileName fileUrl kind } } } }
      employees(first: 40, ${workable}) { nodes { ${people} workEmail jobTitle managerName phones { value } } }
      users(first: 40, ${workable}) { nodes { ${people} emails { value } roles } }
    }`;
    const answer = await world.ask(query, {}, { key: rawKey });
    expect(answer.errors).toBeUndefined();
    const text = JSON.stringify(answer);
    expect(answer.data.candidates.nodes[0].remoteData).toMatchObject({ id: expect.any(String), email: "[redacted]" });
    expect(secretsOfWorkable().filter((secret) => text.includes(secret))).toEqual([]);
    const open = JSON.stringify(await world.ask(query.replaceAll("remoteData", "")));
    expect(secretsOfWorkable().some((secret) => open.includes(secret))).toBe(true);
  });
});

describe("the list of fields that tell of a person", () => {
  it("names only fields that exist", async () => {
    const { data } = await world.ask(`{ __schema { types { name fields { name } inputFields { name } } } }`);
    for (const [model, fields] of Object.entries(personalFields)) {
      const types = data.__schema.types.filter(({ name }: any) => [model, `${model}Filter`].includes(name));
      const known = types.flatMap((type: any) =>
        [...(type.fields ?? []), ...(type.inputFields ?? [])].map(({ name }: any) => name),
      );
      expect(known).toEqual(expect.arrayContaining([...fields]));
    }
  });
});
