import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { startConnectWorld, twoAccounts } from "./connect-world.js";
import type { ConnectWorld } from "./connect-world.js";
import { createVisitor } from "./visitor.js";

let world: ConnectWorld;

beforeAll(async () => {
  world = await startConnectWorld({ sandbox: { tenants: twoAccounts } });
});
afterAll(() => world.close());
afterEach(async () => {
  world.sandbox.workableWww.clearFaults();
  await world.forgetAccounts();
});

const userOf = (subdomain: string) => `${subdomain}/${world.sandbox.workable(subdomain).data.members[0]?.id ?? ""}`;
const grants = () => world.sandbox.workableWww.data.grants();
const jobsOf = async () => (await world.ask("{ jobs(first: 1) { complete nodes { title } } }")).data.jobs;

async function linkByConsent(input: Parameters<ConnectWorld["makeLink"]>[0], subdomain: string) {
  const visitor = createVisitor();
  const { url } = await world.makeLink({ provider: "workable", ...input });
  return visitor.get(await visitor.consent(url, { user: userOf(subdomain) }));
}

/** Where the browser is sent after a consent that led to nothing, and what is told there. */
async function failureOf(disturb: () => void): Promise<{ query: Record<string, string>; text: string }> {
  const visitor = createVisitor();
  const { url } = await world.makeLink({ provider: "workable" });
  const address = await visitor.consent(url, { user: userOf("acme-demo") });
  disturb();
  const { location } = await visitor.get(address);
  const { text } = await visitor.get(location ?? "");
  return { query: Object.fromEntries(new URL(location ?? "").searchParams), text };
}

describe("linking again by consent", () => {
  it("keeps the account's id and puts the new grant in the place of the old one", async () => {
    await linkByConsent({}, "acme-demo");
    const [before] = await world.linked();
    const [old] = grants();
    expect((await linkByConsent({ accountId: before?.id ?? "" }, "acme-demo")).status).toBe(200);
    expect((await world.linked()).map(({ id }) => id)).toEqual([before?.id]);
    world.sandbox.workableWww.data.revokeGrant(old?.id ?? "");
    expect(await jobsOf()).toMatchObject({ complete: true, nodes: [{ title: expect.any(String) as string }] });
  });

  it("mends an account whose key was refused", async () => {
    const id = await world.link({ provider: "workable", subdomain: "acme-demo", token: "revoked" });
    expect(await jobsOf()).toBeNull();
    await linkByConsent({ accountId: id }, "acme-demo");
    expect(await world.linked()).toMatchObject([{ id, status: "OK" }]);
    expect(await jobsOf()).toMatchObject({ complete: true });
  });

  it("by a key after consent uses the key, also where a token was renewed before", async () => {
    await linkByConsent({}, "acme-demo");
    world.sandbox.workableWww.data.expireAccessTokens();
    expect(await jobsOf()).toMatchObject({ complete: true });
    const { url } = await world.makeLink({ provider: "workable" });
    const entered = { subdomain: "acme-demo", token: "sandbox-workable-token" };
    expect((await createVisitor().submit(`${url}?provider=workable&with=key`, entered)).status).toBe(200);
    for (const { id } of grants()) world.sandbox.workableWww.data.revokeGrant(id);
    expect(await jobsOf()).toMatchObject({ complete: true });
  });

  it("takes no other account than the link is for, and says which that is", async () => {
    const id = await world.link({ provider: "workable", subdomain: "acme-demo", token: "revoked" });
    const visitor = createVisitor();
    const { url } = await world.makeLink({ accountId: id });
    const { location } = await visitor.get(await visitor.consent(url, { user: userOf("globex-demo") }));
    expect((await visitor.get(location ?? "")).text).toContain("This link is for “acme-demo” and no other");
    expect(await world.linked()).toHaveLength(1);
  });
});

describe("a consent that leads to nothing", () => {
  it.each([
    [
      "the provider is away",
      { kind: "status", status: 503, path: /token/ },
      "unavailable",
      "Workable could not be reached just now",
    ],
    [
      "the provider hangs up",
      { kind: "drop", path: /accounts/ },
      "unavailable",
      "Workable could not be reached just now",
    ],
    [
      "our application is not accepted",
      { kind: "status", status: 401, path: /token/, body: '{"error":"invalid_client"}' },
      "misconfigured",
      "Please tell whoever sent you this link",
    ],
    [
      "the code is not taken",
      { kind: "status", status: 400, path: /token/, body: '{"error":"invalid_grant"}' },
      "failed",
      "The sign-in at Workable was not completed",
    ],
    [
      "nobody's account is reached",
      {
        kind: "status",
        status: 200,
        path: /accounts/,
        body: '{"accounts":[]}',
        headers: { "content-type": "application/json" },
      },
      "nothing",
      "has no account that can be linked",
    ],
  ] as const)("because %s is told in plain words, and the link can be used on", async (_, fault, problem, words) => {
    const { query, text } = await failureOf(() => {
      world.sandbox.workableWww.fault({ ...fault, times: 1 });
    });
    expect(query).toEqual({ provider: "workable", problem });
    expect(text).toContain(words);
    expect(text).toContain("Continue to Workable");
    expect(await world.linked()).toEqual([]);
  });
});

describe("one link", () => {
  it("links one account, however many consents come back at once", async () => {
    const { url } = await world.makeLink({ provider: "workable" });
    const trips = await Promise.all(
      ["acme-demo", "globex-demo"].map(async (subdomain) => {
        const visitor = createVisitor();
        return { visitor, address: await visitor.consent(url, { user: userOf(subdomain) }) };
      }),
    );
    const answers = await Promise.all(trips.map(({ visitor, address }) => visitor.get(address)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await world.linked()).toHaveLength(1);
  });

  it("asks for no more than it is for", async () => {
    await linkByConsent({ scopes: ["hris:read"] }, "acme-demo");
    expect(grants().at(-1)?.scopes).toEqual(["r_jobs", "r_account", "r_employees", "r_timeoff"]);
  });

  it("promises nothing of a key, which opens whatever it was made for", async () => {
    const { url } = await world.makeLink({ provider: "workable", scopes: ["hris:read"] });
    const visitor = createVisitor();
    const limit = "The key below is not held to this list";
    expect((await visitor.get(`${url}?provider=workable&with=key`)).text).toContain(limit);
    expect((await visitor.get(url)).text).not.toContain(limit);
  });
});
