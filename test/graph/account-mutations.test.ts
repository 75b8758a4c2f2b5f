import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { recordId } from "../../src/schema/relay/global-id.js";
import { startConnectWorld, twoAccounts } from "../http/connect/connect-world.js";
import type { ConnectWorld } from "../http/connect/connect-world.js";
import { createVisitor } from "../http/connect/visitor.js";

let world: ConnectWorld;

beforeAll(async () => {
  world = await startConnectWorld({ sandbox: { tenants: twoAccounts } });
});
afterAll(() => world.close());
afterEach(() => world.forgetAccounts());

type Name = "createLinkToken" | "linkAccount" | "updateLinkedAccount" | "unlinkAccount" | "refreshAccount";

const account = "linkedAccount { id provider subdomain externalId displayName status issues { code capability hint } }";
const told = "userErrors { code field message providerMessage } clientMutationId";

async function change(name: Name, input: object, fields = account, key?: string) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} ${told} } }`;
  const answer = await world.ask(query, { input }, key === undefined ? {} : { key });
  return {
    payload: answer.data === null ? null : (answer.data[name] ?? null),
    errors: answer.errors,
    upstream: answer.extensions.upstream,
  };
}

const sage = {
  provider: "sagehr",
  subdomain: "acme-demo",
  credentials: [{ name: "token", value: "sandbox-sagehr-token" }],
};
const linkSage = () => world.link({ provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token" });
const linkWorkable = () =>
  world.link({ provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" });
const localId = (id: string) => Buffer.from(id, "base64").toString().replace("LinkedAccount:", "");

async function actions(): Promise<string[]> {
  const { data } = await world.ask("{ auditEvents(first: 5) { nodes { action accountId } } }");
  return data.auditEvents.nodes.map(({ action }: { action: string }) => action);
}

describe("linkAccount", () => {
  it("links an account whose key works, which can be used in the same answer", async () => {
    const input = { ...sage, externalId: "customer-1", displayName: "Acme", clientMutationId: "m1" };
    const nested =
      "linkedAccount { id status capabilities { model canList } employees(first: 1) { nodes { name } complete } }";
    const { payload, upstream } = await change("linkAccount", input, nested);
    expect(payload).toMatchObject({ userErrors: [], clientMutationId: "m1" });
    expect(payload.linkedAccount).toMatchObject({
      status: "OK",
      employees: { nodes: [{ name: expect.any(String) }], complete: true },
    });
    expect(payload.linkedAccount.capabilities).toContainEqual({ model: "Employee", canList: true });
    expect(upstream.calls).toBe(world.sandbox.sagehr("acme-demo").calls().length);
    expect(await world.linked()).toMatchObject([{ externalId: "customer-1", displayName: "Acme", status: "OK" }]);
    expect(await actions()).toContain("account.linked");
  });

  it("gives the same account a new key under its old id, and keeps what it was called", async () => {
    const first = await change("linkAccount", { ...sage, externalId: "customer-1", displayName: "Acme" });
    const again = await change("linkAccount", { ...sage, subdomain: "https://ACME-demo.sage.hr/dashboard" });
    expect(again.payload.linkedAccount).toEqual(first.payload.linkedAccount);
    expect((await actions())[0]).toBe("account.relinked");
  });

  it.each([
    [
      "a wrong key",
      { credentials: [{ name: "token", value: "mistyped" }] },
      ["credentials", "token"],
      /^The key was not accepted\./,
    ],
    [
      "a key with a line break",
      { credentials: [{ name: "token", value: "a\r\nb: c" }] },
      ["credentials", "token"],
      /^This cannot be the API key\./,
    ],
    ["no key", { credentials: [] }, ["credentials", "token"], /^Enter the API key\.$/],
    ["a subdomain that nobody has", { subdomain: "nobody" }, ["subdomain"], /^Sage HR knows no account “nobody”/],
    [
      "an address elsewhere",
      { subdomain: "acme.example.com" },
      ["subdomain"],
      /^This does not look like a Sage HR address\./,
    ],
    [
      "a provider that there is not",
      { provider: "greenhouse" },
      ["provider"],
      /^provider must be one of workable, applicantstack, sagehr\.$/,
    ],
    [
      "a value that is not asked for",
      { credentials: [...sage.credentials, { name: "x", value: "y" }] },
      ["credentials"],
      /^Sage HR is linked with token and nothing else\.$/,
    ],
    [
      "a value twice",
      { credentials: [...sage.credentials, ...sage.credentials] },
      ["credentials"],
      /^token is given twice\.$/,
    ],
    ["an empty name", { externalId: " " }, ["externalId"], /^externalId must have 1 to 255 characters, on one line\.$/],
    ["a name over two lines", { displayName: "a\nb" }, ["displayName"], /^displayName must have/],
  ])("refuses %s and links nothing", async (_, change1, field, message) => {
    const { payload, errors } = await change("linkAccount", { ...sage, ...change1 });
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({ linkedAccount: null, userErrors: [{ code: "BAD_USER_INPUT", field }] });
    expect(payload.userErrors[0].message).toMatch(message);
    expect(JSON.stringify(payload)).not.toContain("mistyped");
    expect(await world.linked()).toEqual([]);
  });

  it("is an error when the provider cannot be reached, which says nothing of the key", async () => {
    world.sandbox.sagehr("acme-demo").fault({ kind: "status", status: 503 });
    const { payload, errors } = await change("linkAccount", sage);
    expect(payload).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", provider: "sagehr" });
    world.sandbox.sagehr("acme-demo").clearFaults();
    expect(await world.linked()).toEqual([]);
  });
});

describe("createLinkToken", () => {
  it("gives a link that lasts as long as was asked for and belongs to the workspace", async () => {
    const before = Date.now();
    const { payload } = await change(
      "createLinkToken",
      { externalId: "c", expiresInMinutes: 5 },
      "token url expiresAt",
    );
    expect(payload.token).toMatch(/^hg_link_[\w-]{43}$/);
    expect(payload.url).toBe(`${world.url}/connect/${payload.token}`);
    expect(Math.abs(Date.parse(payload.expiresAt) - before - 300_000)).toBeLessThan(10_000);
    const other = await world.key("elsewhere");
    const { token } = await world.makeLink({}, other);
    await createVisitor().submit(`${world.url}/connect/${token}?provider=sagehr`, {
      subdomain: "acme-demo",
      token: "sandbox-sagehr-token",
    });
    expect(await world.linked()).toEqual([]);
    const { data } = await world.ask("{ linkedAccounts { nodes { subdomain } } }", {}, { key: other });
    expect(data.linkedAccounts.nodes).toEqual([{ subdomain: "acme-demo" }]);
  });

  it.each([
    [{}, "externalId"],
    [{ externalId: "c", provider: "greenhouse" }, "provider"],
    [{ externalId: "c", scopes: ["proxy"] }, "scopes"],
    [{ externalId: "c", scopes: [] }, "scopes"],
    [{ externalId: "c", expiresInMinutes: 0 }, "expiresInMinutes"],
    [{ externalId: "c", expiresInMinutes: 20_000 }, "expiresInMinutes"],
    [{ externalId: "c", allowedOrigin: "https://a.example/path" }, "allowedOrigin"],
  ])("refuses %j", async (input, field) => {
    const { payload } = await change("createLinkToken", input, "token url");
    expect(payload).toMatchObject({ token: null, url: null, userErrors: [{ code: "BAD_USER_INPUT", field: [field] }] });
  });

  it("knows no account of another workspace", async () => {
    const foreign = await world.link({
      provider: "sagehr",
      subdomain: "acme-demo",
      token: "t",
      workspace: "elsewhere",
    });
    const { payload } = await change("createLinkToken", { accountId: foreign }, "token");
    expect(payload).toMatchObject({ token: null, userErrors: [{ code: "NOT_FOUND", field: ["accountId"] }] });
  });

  it("links an account again, and another one not", async () => {
    const id = await world.link({ provider: "sagehr", subdomain: "acme-demo", token: "revoked" });
    const { url } = await world.makeLink({ accountId: id });
    const swapped = await createVisitor().submit(url, { subdomain: "globex", token: "sandbox-sagehr-token" });
    expect(swapped).toMatchObject({ status: 422 });
    const visitor = createVisitor();
    expect((await visitor.submit(url, { token: "sandbox-sagehr-token" })).status).toBe(200);
    expect((await world.linked()).map((row) => row.id)).toEqual([id]);
    expect((await visitor.submit(url, { token: "sandbox-sagehr-token" })).status).toBe(410);
  });
});

describe("updateLinkedAccount", () => {
  it("changes what is given, clears what is null and leaves the rest", async () => {
    const accountId = await linkSage();
    await change("updateLinkedAccount", { accountId, externalId: "c-9", displayName: "Acme" });
    const { payload } = await change("updateLinkedAccount", { accountId, displayName: null });
    expect(payload.linkedAccount).toMatchObject({ externalId: "c-9", displayName: null });
    expect(await world.linked()).toMatchObject([{ externalId: "c-9", displayName: null }]);
    expect((await actions())[0]).toBe("account.updated");
  });

  it("sets the member in whose name is acted, who must be a user of the account", async () => {
    const accountId = await linkWorkable();
    const [member] = world.sandbox.workable("acme-demo").data.members;
    const user = recordId("User", localId(accountId), member?.id ?? "");
    const writes = "linkedAccount { capabilities { model writes { mutation needsActor } } }";
    const needsActor = ({ payload }: { payload: any }) =>
      payload.linkedAccount.capabilities
        .find(({ model }: any) => model === "Activity")
        .writes.find(({ mutation }: any) => mutation === "createActivity").needsActor;
    expect(needsActor(await change("updateLinkedAccount", { accountId, defaultActorId: user }, writes))).toBe(false);
    expect(needsActor(await change("updateLinkedAccount", { accountId, defaultActorId: null }, writes))).toBe(true);
    const wrong = async (defaultActorId: string) =>
      (await change("updateLinkedAccount", { accountId, defaultActorId })).payload.userErrors;
    expect(await wrong(recordId("User", localId(accountId), "000000"))).toMatchObject([
      { code: "NOT_FOUND", field: ["defaultActorId"] },
    ]);
    expect(await wrong(recordId("Job", localId(accountId), "x"))).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    expect(await wrong(recordId("User", "another", member?.id ?? ""))).toMatchObject([{ code: "BAD_USER_INPUT" }]);
  });
});

describe("refreshAccount", () => {
  it("finds out that a key no longer works, and that it works again", async () => {
    const accountId = await world.link({ provider: "sagehr", subdomain: "acme-demo", token: "revoked" });
    const refused = await change("refreshAccount", { accountId });
    expect(refused.payload).toMatchObject({
      userErrors: [],
      linkedAccount: { status: "NEEDS_RELINK", issues: [{ code: "NEEDS_RELINK", capability: null }] },
    });
    await linkSage();
    const { payload } = await change("refreshAccount", { accountId });
    expect(payload.linkedAccount).toMatchObject({ id: accountId, status: "OK", issues: [] });
    expect((await actions())[0]).toBe("account.refreshed");
  });

  it("changes nothing while the provider cannot be reached", async () => {
    const accountId = await linkSage();
    world.sandbox.sagehr("acme-demo").fault({ kind: "status", status: 503 });
    const { payload, errors } = await change("refreshAccount", { accountId });
    world.sandbox.sagehr("acme-demo").clearFaults();
    expect([payload, errors?.[0]?.extensions["code"]]).toEqual([null, "PROVIDER_UNAVAILABLE"]);
    expect(await world.linked()).toMatchObject([{ status: "OK" }]);
  });
});

describe("unlinkAccount", () => {
  it("forgets the account and gives its id", async () => {
    const accountId = await linkSage();
    const { payload } = await change("unlinkAccount", { accountId }, "accountId linkedAccount { id subdomain }");
    expect(payload).toMatchObject({
      accountId,
      linkedAccount: { id: accountId, subdomain: "acme-demo" },
      userErrors: [],
    });
    expect(await world.linked()).toEqual([]);
    expect((await world.database.db.query("select 1 from credentials")).rows).toEqual([]);
    expect((await change("unlinkAccount", { accountId }, "accountId")).payload.userErrors).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    expect((await actions())[0]).toBe("account.unlinked");
  });

  it("ends the consent at the provider", async () => {
    const visitor = createVisitor();
    const { url } = await world.makeLink({ provider: "workable" });
    const user = `acme-demo/${world.sandbox.workable("acme-demo").data.members[0]?.id ?? ""}`;
    expect((await visitor.get(await visitor.consent(url, { user }))).status).toBe(200);
    const [linked] = await world.linked();
    expect(world.sandbox.workableWww.data.grants()).toHaveLength(1);
    const { payload } = await change("unlinkAccount", { accountId: linked?.id ?? "" }, "accountId");
    expect(payload).toMatchObject({ accountId: linked?.id, userErrors: [] });
    expect(world.sandbox.workableWww.data.grants()).toHaveLength(0);
  });
});

describe("a key", () => {
  it.each(["createLinkToken", "linkAccount", "updateLinkedAccount", "unlinkAccount", "refreshAccount"] as const)(
    "without accounts:manage may not %s",
    async (name) => {
      const accountId = await linkSage();
      const inputs = { createLinkToken: { externalId: "c" }, linkAccount: sage };
      const key = await world.key(undefined, ["ats:read", "ats:write", "hris:read", "hris:write", "raw:read"]);
      const { payload, errors } = await change(
        name,
        name in inputs ? inputs[name as "linkAccount"] : { accountId },
        "",
        key,
      );
      expect([payload, errors?.[0]?.extensions["code"]]).toEqual([null, "FORBIDDEN"]);
      expect(await world.linked()).toHaveLength(1);
    },
  );

  it("that is limited to certain accounts may take care of these and link no others", async () => {
    const accountId = await linkSage();
    const key = await world.key(undefined, ["accounts:manage"], { accountIds: [localId(accountId)] });
    expect((await change("linkAccount", sage, account, key)).payload.linkedAccount.id).toBe(accountId);
    expect((await change("createLinkToken", { accountId }, "token", key)).payload.token).not.toBeNull();
    const other = {
      provider: "applicantstack",
      subdomain: "acme-demo",
      credentials: [{ name: "token", value: "sandbox-applicantstack-token" }],
    };
    expect((await change("linkAccount", other, account, key)).errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect((await change("createLinkToken", { externalId: "c" }, "token", key)).errors?.[0]?.extensions["code"]).toBe(
      "FORBIDDEN",
    );
    expect(await world.linked()).toHaveLength(1);
  });
});
