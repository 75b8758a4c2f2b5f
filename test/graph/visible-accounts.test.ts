import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { commandActor, writeAuditEvent } from "../../src/accounts/audit.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { accountGlobalId, parseGlobalId, recordId } from "../../src/schema/relay/global-id.js";
import { defaultAccounts, startWorld } from "../support/world.js";
import type { Answer, World } from "../support/world.js";

let world: World;
/** A key with every scope that sees the Sage HR account and no other. */
let key: string;
/** Accounts by provider; `absent` is none. */
const ids: Record<string, string> = { absent: accountGlobalId("000000000000") };
beforeAll(async () => {
  world = await startWorld({ accounts: [] });
  world.sandbox.workable("acme-demo").rateLimit = null;
  for (const account of defaultAccounts) ids[account.provider] = await world.link(account);
  key = await world.key(undefined, SCOPES, { accountIds: [localId("sagehr")] });
});
afterAll(() => world.close());

const localId = (name: string) => parseGlobalId(ids[name] ?? "")?.accountId ?? "";
const ask = (query: string, variables?: Record<string, unknown>) => world.ask(query, variables, { key });

/** A record's id, as if it stood in an account that there is not. */
function elsewhere(id: string): string {
  const address = parseGlobalId(id);
  return recordId(address?.type ?? "", localId("absent"), address?.key ?? "");
}

/** An answer without what differs from one request to the next, and with the absent account's ids where the hidden one's are. */
function comparable({ extensions: _, ...answer }: Answer, hidden: readonly string[] = []): unknown {
  let text = JSON.stringify(answer);
  for (const id of hidden) text = text.replaceAll(id, elsewhere(id));
  return JSON.parse(text.replaceAll(ids["workable"] ?? "", ids["absent"] ?? ""));
}

describe("a key that is limited to accounts", () => {
  it("sees only those among the linked accounts, and counts only those", async () => {
    const { data } = await ask(`{ linkedAccounts { totalCount nodes { id } } }`);
    expect(data.linkedAccounts).toEqual({ totalCount: 1, nodes: [{ id: ids["sagehr"] }] });
  });

  it("reads no list of another account, which stands in no source either, and calls nobody else", async () => {
    world.sandbox.workable("acme-demo").clearCalls();
    world.sandbox.applicantstack("acme-demo").clearCalls();
    const roots = ["candidates", "applications", "jobs", "employees", "groups", "timeoffRequests"];
    const answer = await ask(
      `{ ${roots.map((root) => `${root}(first: 100) { complete nodes { provider } sources { account { id } } }`).join(" ")} }`,
    );
    expect(answer.data.jobs.nodes.length).toBeGreaterThan(0);
    for (const root of roots) {
      expect(answer.data[root].sources).toEqual([{ account: { id: ids["sagehr"] } }]);
      expect(new Set(answer.data[root].nodes.map(({ provider }: any) => provider))).toEqual(new Set(["sagehr"]));
    }
    expect(answer.extensions.upstream.accounts.map(({ accountId }) => accountId)).toEqual([ids["sagehr"]]);
    expect(world.sandbox.workable("acme-demo").calls()).toEqual([]);
    expect(world.sandbox.applicantstack("acme-demo").calls()).toEqual([]);
  });

  it("finds a hidden account and its records as little as absent ones: by id, filter, parent and in dry runs", async () => {
    const seen = await world.ask(
      `{ candidates(first: 1, filter: { provider: { eq: "workable" } }) { nodes { id } }
         jobs(first: 1, filter: { provider: { eq: "workable" } }) { nodes { id } } }`,
    );
    const candidate: string = seen.data.candidates.nodes[0].id;
    const job: string = seen.data.jobs.nodes[0].id;
    const query = `query ($account: ID!, $candidate: ID!, $job: ID!) {
      account: node(id: $account) { id } candidate: node(id: $candidate) { id }
      nodes(ids: [$account, $candidate, $job]) { id }
      byAccount: candidates(filter: { account: { id: { eq: $account } } }) { totalCount complete sources { status } nodes { id } }
      byParent: activities(filter: { candidate: { id: { eq: $candidate } } }) { complete sources { status } nodes { id } }
      byJob: applications(filter: { job: { id: { eq: $job } } }) { complete sources { status } nodes { id } }
      linkedAccounts(filter: { account: { id: { eq: $account } } }) { totalCount }
    }`;
    const hidden = { account: ids["workable"], candidate, job };
    const absent = { account: ids["absent"], candidate: elsewhere(candidate), job: elsewhere(job) };
    world.sandbox.workable("acme-demo").clearCalls();
    for (const headers of [{}, { "hiregraph-dry-run": "true" }]) {
      const [one, other] = [
        await world.ask(query, hidden, { key, headers }),
        await world.ask(query, absent, { key, headers }),
      ];
      expect(comparable(one, [candidate, job])).toEqual(comparable(other));
      expect(JSON.stringify(one.extensions)).not.toContain(ids["workable"]);
    }
    const { data } = await ask(query, hidden);
    expect(data).toMatchObject({ account: null, candidate: null, nodes: [null, null, null] });
    expect(world.sandbox.workable("acme-demo").calls()).toEqual([]);
    expect((await world.ask(query, hidden)).data.candidate).toEqual({ id: candidate });
  });

  it("writes nothing into a hidden account, and is told the same as of an absent one", async () => {
    const seen = await world.ask(
      `{ candidates(first: 1, filter: { provider: { eq: "workable" } }) { nodes { id applications(first: 1) { nodes { id } } } }
         jobs(first: 1, filter: { provider: { eq: "workable" } }) { nodes { id } } }`,
    );
    const candidateId: string = seen.data.candidates.nodes[0].id;
    const jobId: string = seen.data.jobs.nodes[0].id;
    const told = `userErrors { code message field } replayed`;
    const mutation = `mutation ($candidateId: ID!, $accountId: ID!, $jobId: ID!) {
      createActivity(input: { candidateId: $candidateId, kind: NOTE, body: "hello" }) { ${told} }
      pool: createCandidate(input: { accountId: $accountId, firstName: "Ada", lastName: "Example" }) { ${told} }
      forJob: createCandidate(input: { jobId: $jobId, firstName: "Ada", lastName: "Example" }) { ${told} }
    }`;
    world.sandbox.workable("acme-demo").clearCalls();
    const hidden = await ask(mutation, { candidateId, accountId: ids["workable"], jobId });
    const absent = await ask(mutation, {
      ...{ candidateId: elsewhere(candidateId), accountId: ids["absent"], jobId: elsewhere(jobId) },
    });
    expect(comparable(hidden, [candidateId, jobId])).toEqual(comparable(absent));
    expect(hidden.data?.createActivity?.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(world.sandbox.workable("acme-demo").calls()).toEqual([]);
  });

  it("gets no file and no call through to a hidden account", async () => {
    const headers = { authorization: `Bearer ${key}` };
    const answers = async (account: string) => {
      const attachment = encodeURIComponent(recordId("Attachment", localId(account), "candidate/file"));
      const paths = [`/attachments/${attachment}/content`, `/proxy/${encodeURIComponent(ids[account] ?? "")}/jobs`];
      const responses = await Promise.all(paths.map((path) => fetch(`${world.url}${path}`, { headers })));
      return Promise.all(responses.map(async (response) => [response.status, await response.text()]));
    };
    world.sandbox.workable("acme-demo").clearCalls();
    const hidden = await answers("workable");
    expect(hidden).toEqual(await answers("absent"));
    expect(hidden.map(([status]) => status)).toEqual([404, 404]);
    expect(world.sandbox.workable("acme-demo").calls()).toEqual([]);
  });

  it("goes on from no cursor into a hidden account", async () => {
    const page = `query ($after: String) { linkedAccounts(first: 1, after: $after) { pageInfo { endCursor } nodes { id } } }`;
    const { endCursor } = (await world.ask(page)).data.linkedAccounts.pageInfo;
    const { data, errors } = await ask(page, { after: endCursor });
    expect(data.linkedAccounts).toBeNull();
    expect(errors?.[0]?.extensions["code"]).toBe("INVALID_CURSOR");
    const list = `query ($after: String) { jobs(first: 3, after: $after) { pageInfo { endCursor } nodes { account { id } } } }`;
    const open = (await world.ask(list)).data.jobs;
    expect(open.nodes[0].account.id).toBe(ids["workable"]);
    const next = await ask(list, { after: open.pageInfo.endCursor });
    const found = next.data.jobs?.nodes.map(({ account }: any) => account.id) ?? [];
    expect(found.filter((id: string) => id !== ids["sagehr"])).toEqual([]);
  });

  it("reads in the audit log only what was done to its accounts", async () => {
    const { id: workspaceId } = await ensureWorkspace(world.database);
    for (const provider of ["workable", "sagehr"])
      await writeAuditEvent(world.database, {
        ...{ workspaceId, actor: commandActor, action: "account.linked", accountId: localId(provider) },
      });
    const { data } = await ask(`{ auditEvents(first: 100) { nodes { accountId } } }`);
    const accounts = data.auditEvents.nodes.map(({ accountId }: any) => accountId);
    expect(new Set(accounts)).toEqual(new Set([ids["sagehr"]]));
  });
});

it("a key that is limited to no account at all sees none", async () => {
  const none = await world.key(undefined, SCOPES, { accountIds: [] });
  const { data, errors } = await world.ask(
    `{ linkedAccounts { totalCount } jobs { nodes { id } sources { status } complete } }`,
    {},
    { key: none },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ linkedAccounts: { totalCount: 0 }, jobs: { nodes: [], sources: [], complete: true } });
});
