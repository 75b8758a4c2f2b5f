import { readFile } from "node:fs/promises";

import { ConnectionHandler } from "relay-runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, providerIds, startMutationWorld } from "../graph/mutations/mutation-world.js";
import type { MutationWorld, ProviderId } from "../graph/mutations/mutation-world.js";
import { workableRows } from "../graph/mutations/workable-rows.js";
import type { Answer } from "../support/world.js";
import { relayClient } from "./client.js";
import type { StoreOptions } from "./client.js";
import { compile } from "./compile.js";
import type { Compiled } from "./compile.js";

const modules = new Map([
  [
    "People",
    `query PeopleQuery($count: Int!, $filter: CandidateFilter) { ...People_data @arguments(count: $count, filter: $filter) }
fragment People_data on Query @refetchable(queryName: "PeoplePaginationQuery")
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }, filter: { type: "CandidateFilter" }) {
  candidates(first: $count, after: $cursor, filter: $filter) @connection(key: "People_candidates") {
    edges { node { id name headline provider } }
    complete
    sources { status account { provider } }
  }
}`,
  ],
  [
    "Latest",
    `query LatestQuery($count: Int!, $filter: CandidateFilter) { ...Latest_data @arguments(count: $count, filter: $filter) }
fragment Latest_data on Query @refetchable(queryName: "LatestPaginationQuery")
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }, filter: { type: "CandidateFilter" }) {
  candidates(last: $count, before: $cursor, filter: $filter) @connection(key: "Latest_candidates") { edges { node { id } } }
}`,
  ],
  [
    "Timeline",
    `query TimelineQuery($id: ID!) { node(id: $id) { ...Timeline_data @alias(as: "record") } }
fragment Timeline_data on Candidate @refetchable(queryName: "TimelinePaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
  id
  headline
  activities(first: $count, after: $cursor) @connection(key: "Timeline_activities") { edges { node { id kind body } } }
}`,
  ],
  [
    "Answers",
    `query AnswersQuery { ...Answers_data }
fragment Answers_data on Query { applications(first: 2) { nodes { id answers { question { id label } } } } }`,
  ],
  [
    "Writing",
    `mutation WritingHeadlineMutation($input: UpdateCandidateInput!) {
  updateCandidate(input: $input) { candidate { id headline } userErrors { message } }
}
mutation WritingNoteMutation($input: CreateActivityInput!, $connections: [ID!]!) {
  createActivity(input: $input) {
    activity @prependNode(connections: $connections, edgeTypeName: "ActivityEdge") { id kind body }
    userErrors { message }
  }
}`,
  ],
]);

const small = (provider: string) => [
  { subdomain: "acme-demo", token: `sandbox-${provider}-token`, seed: 3, candidates: 13, jobs: 3, employees: 4 },
];

let world: MutationWorld;
let compiled: Compiled;
beforeAll(async () => {
  const tenants = { workable: small("workable"), applicantstack: small("applicantstack"), sagehr: small("sagehr") };
  world = await startMutationWorld({ hasMember: true, sandbox: { tenants } });
  compiled = await compile(await readFile("schema.graphql", "utf8"), modules);
  expect(compiled.passed, compiled.output).toBe(true);
});
afterAll(async () => {
  await compiled.remove();
  await world.close();
});

/** Two applications of different accounts whose questions have the same id. */
const sameQuestionId = ["Notice period", "Salary"].map((label, index) => ({
  id: `application-${String(index)}`,
  answers: [{ question: { id: "1", label } }],
}));

/** The ids in a connection as the store has them. */
const idsOf = (connection: any): string[] => connection.edges.map(({ node }: any) => node.id);

/** All candidates in the order of the API, read without Relay. */
async function allCandidates(filter?: object): Promise<string[]> {
  const query = `query ($filter: CandidateFilter) { candidates(first: 100, filter: $filter) { nodes { id } pageInfo { hasNextPage } } }`;
  const { data } = await world.ask(query, { filter });
  expect(data.candidates.pageInfo.hasNextPage).toBe(false);
  return data.candidates.nodes.map(({ id }: { id: string }) => id);
}

const ofAccount = (provider: ProviderId) => ({ account: { id: { eq: world.accountId(provider) } } });

describe("Relay's store", () => {
  it("grows with each next page over all accounts, without a record twice", async () => {
    const client = relayClient(world, compiled);
    const people = await client.open("People", { count: 5 });
    const pages = [idsOf(people.read().candidates)];
    expect(pages[0]).toHaveLength(5);
    while (people.read().candidates.pageInfo.hasNextPage && pages.length < 20) {
      await people.load("forward", 5);
      pages.push(idsOf(people.read().candidates));
    }
    const expected = await allCandidates();
    for (const page of pages) expect(page).toEqual(expected.slice(0, page.length));
    expect(pages.at(-1)).toEqual(expected);
    expect(new Set(expected).size).toBe(expected.length);
    const { edges, complete, sources } = people.read().candidates;
    expect(new Set(edges.map(({ node }: any) => node.provider))).toEqual(new Set(providerIds));
    expect(complete).toBe(true);
    expect(sources.map(({ account }: any) => account.provider).toSorted()).toEqual([...providerIds].toSorted());
    expect(client.sent).toEqual(["PeopleQuery", ...pages.slice(1).map(() => "PeoplePaginationQuery")]);
  });

  it("keeps what one filter gave apart from what another gave", async () => {
    const client = relayClient(world, compiled);
    const all = await client.open("People", { count: 4 });
    const some = await client.open("People", { count: 4, filter: ofAccount("sagehr") });
    await some.load("forward", 50);
    expect(idsOf(some.read().candidates)).toEqual(await allCandidates(ofAccount("sagehr")));
    expect(idsOf(all.read().candidates)).toEqual((await allCandidates()).slice(0, 4));
  });

  it("grows backwards from the end", async () => {
    const client = relayClient(world, compiled);
    const filter = ofAccount("applicantstack");
    const latest = await client.open("Latest", { count: 4, filter });
    const expected = await allCandidates(filter);
    expect(idsOf(latest.read().candidates)).toEqual(expected.slice(-4));
    await latest.load("backward", 4);
    expect(idsOf(latest.read().candidates)).toEqual(expected.slice(-8));
    await latest.load("backward", 50);
    expect(idsOf(latest.read().candidates)).toEqual(expected);
    expect(latest.read().candidates.pageInfo.hasPreviousPage).toBe(false);
  });

  it("pages a connection of a record, and refetches the record by its id", async () => {
    const client = relayClient(world, compiled);
    const id = world.id("workable", "Candidate", workableRows(world).next().id);
    const { activities } = await world.read(id, "Candidate", "activities(first: 100) { nodes { id } }");
    const expected = activities.nodes.map((node: { id: string }) => node.id);
    expect(expected.length).toBeGreaterThan(2);
    const timeline = await client.open("Timeline", { id });
    expect(idsOf(timeline.read().activities)).toEqual(expected.slice(0, 2));
    await timeline.load("forward", 100);
    expect(idsOf(timeline.read().activities)).toEqual(expected);

    done(await world.write("updateCandidate", { candidateId: id, headline: "Mends clocks" }), "candidate");
    expect(timeline.read().headline).not.toBe("Mends clocks");
    await timeline.refetch();
    expect(timeline.read()).toMatchObject({ id, headline: "Mends clocks" });
    expect(client.sent).toEqual(["TimelineQuery", "TimelinePaginationQuery", "TimelinePaginationQuery"]);
  });

  it("has in every place what a mutation changed, by the record's id alone", async () => {
    const client = relayClient(world, compiled);
    const candidateId = world.id("workable", "Candidate", workableRows(world).next().id);
    const people = await client.open("People", { count: 50, filter: ofAccount("workable") });
    const timeline = await client.open("Timeline", { id: candidateId });
    const inList = (data: any) => data.candidates.edges.find(({ node }: any) => node.id === candidateId)?.node;
    const before = inList(people.read());
    const seen: string[] = [];
    people.watch((data) => {
      seen.push(inList(data).headline);
    });
    const { response } = await client.mutate("WritingHeadlineMutation", {
      input: { candidateId, headline: "Tunes pianos" },
    });
    expect(response.updateCandidate).toEqual({
      candidate: { id: candidateId, headline: "Tunes pianos" },
      userErrors: [],
    });
    expect(inList(people.read())).toEqual({ ...before, headline: "Tunes pianos" });
    expect(timeline.read().headline).toBe("Tunes pianos");
    expect(seen).toEqual(["Tunes pianos"]);
    expect(client.sent).toEqual(["PeopleQuery", "TimelineQuery", "WritingHeadlineMutation"]);
  });

  it("puts what a mutation made into the connections that are named", async () => {
    const client = relayClient(world, compiled);
    const candidateId = world.id("workable", "Candidate", workableRows(world).next().id);
    const timeline = await client.open("Timeline", { id: candidateId });
    const before = idsOf(timeline.read().activities);
    const connections = [ConnectionHandler.getConnectionID(candidateId, "Timeline_activities")];
    const input = { candidateId, kind: "NOTE", body: "Called back." };
    const { response } = await client.mutate("WritingNoteMutation", { input, connections });
    const { activity } = response.createActivity;
    expect(activity).toMatchObject({ kind: "NOTE", body: "Called back." });
    const [first, ...others] = idsOf(timeline.read().activities);
    expect(first).toBe(activity.id);
    expect(others).toEqual(before);
  });

  it("keeps questions of the same provider id apart with the key function of docs/clients.md, and only so", async () => {
    const ask = () => Promise.resolve({ data: { applications: { nodes: sameQuestionId } } } as unknown as Answer);
    const labels = async (options?: StoreOptions) => {
      const { applications } = (await relayClient({ ask }, compiled, options).open("Answers")).read();
      return applications.nodes.map(({ answers }: any) => answers[0].question.label);
    };
    const isKeyless = new Set(["FieldOption", "Question", "QuestionChoice"]);
    const getDataID = (value: Record<string, unknown>, typename: string) =>
      isKeyless.has(typename) ? undefined : value["id"];
    expect(await labels({ getDataID })).toEqual(["Notice period", "Salary"]);
    expect(await labels()).toEqual(["Salary", "Salary"]);
  });
});
