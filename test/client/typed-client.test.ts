import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";

import {
  AttachFileDocument,
  OneRecordDocument,
  RecruitingOverviewDocument,
  ScalarsDocument,
  TimeOffDocument,
} from "../generated/graphql.js";
import type { AttachFileMutationVariables, ScalarsQuery } from "../generated/graphql.js";
import { defaultAccounts } from "../support/world.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  const [workable, ...others] = defaultAccounts;
  world = await startWorld({ accounts: others });
  const [member] = world.sandbox.workable("acme-demo").data.members;
  if (workable && member) await world.link({ ...workable, settings: { memberId: member.id } });
});
afterAll(() => world.close());

async function ask<Result, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const { data, errors } = await world.ask(print(document), variables);
  expect(errors).toBeUndefined();
  return data as Result;
}

describe("a client whose types are generated from schema.graphql", () => {
  it("reads candidates with their applications", async () => {
    const { candidates } = await ask(RecruitingOverviewDocument, { first: 3 });
    expect(candidates?.nodes).toHaveLength(3);
    expect(candidates?.sources.map(({ account }) => account.provider).toSorted()).toEqual([
      "applicantstack",
      "sagehr",
      "workable",
    ]);
  });

  it("reads employees with their time off", async () => {
    const { employees } = await ask(TimeOffDocument, { first: 3 });
    expect(employees?.nodes).toHaveLength(3);
    expect(employees?.complete).toBe(true);
  });

  it("refetches a record by its id", async () => {
    const { candidates } = await ask(RecruitingOverviewDocument, { first: 1 });
    const id = candidates?.nodes[0]?.id ?? "";
    const { node } = await ask(OneRecordDocument, { id });
    expect(node).toMatchObject({ __typename: "Candidate", id, freshness: { source: "LIVE" } });
  });

  it("knows custom scalars by their types", async () => {
    type Found = Extract<NonNullable<ScalarsQuery["node"]>, { remoteUrl: unknown }>;
    expectTypeOf<Found["remoteCreatedAt"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Found["remoteUrl"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Found["remoteData"]>().toEqualTypeOf<unknown>();
    expectTypeOf<NonNullable<AttachFileMutationVariables["input"]["file"]>>().toEqualTypeOf<Blob>();
    const id = await candidateOf("workable");
    const { node } = await ask(ScalarsDocument, { id, since: "2000-01-01T00:00:00Z" });
    const { remoteCreatedAt, remoteUrl, remoteData } = node as Found;
    expect(new Date(remoteCreatedAt ?? "").getTime()).toBeGreaterThan(0);
    expect(new URL(remoteUrl ?? "").protocol).toBe("https:");
    expect(remoteData).toMatchObject({ id: expect.any(String) });
  });

  it("sends a file with nothing but fetch", async () => {
    const candidateId = await candidateOf("workable");
    const form = new FormData();
    const input = { candidateId, kind: "OTHER", file: null };
    form.append("operations", JSON.stringify({ query: print(AttachFileDocument), variables: { input } }));
    form.append("map", JSON.stringify({ 0: ["variables.input.file"] }));
    form.append("0", new Blob(["A note."]), "note.txt");
    const answer = await post(form);
    expect(answer).toMatchObject({
      data: { createAttachment: { attachment: { fileName: "note.txt" }, userErrors: [] } },
    });
  });

  it("sends the hash of a document alone once the server has seen its text", async () => {
    const documents = JSON.parse(await readFile("test/generated/persisted-documents.json", "utf8")) as Record<
      string,
      string
    >;
    const { hash } = (RecruitingOverviewDocument as unknown as { __meta__: { hash: string } }).__meta__;
    const query = documents[hash] ?? "";
    const sha256Hash = hash.replace("sha256:", "");
    expect(sha256Hash).toBe(createHash("sha256").update(query).digest("hex"));
    const request = { variables: { first: 2 }, extensions: { persistedQuery: { version: 1, sha256Hash } } };
    const unknown = await post(JSON.stringify(request));
    expect(unknown.errors).toMatchObject([{ message: "PersistedQueryNotFound" }]);
    const whole = await post(JSON.stringify({ ...request, query }));
    const short = await post(JSON.stringify(request));
    expect(whole.data.candidates.nodes).toHaveLength(2);
    expect(short.data).toEqual(whole.data);
  });
});

async function candidateOf(provider: string): Promise<string> {
  const query = `query ($provider: String!) { candidates(first: 1, filter: { provider: { eq: $provider } }) { nodes { id } } }`;
  const { data } = await world.ask(query, { provider });
  return data.candidates.nodes[0].id;
}

/** Posts a body as it is, with a key of its own. */
async function post(body: FormData | string): Promise<any> {
  const headers = {
    authorization: `Bearer ${await world.key()}`,
    ...(typeof body === "string" && { "content-type": "application/json" }),
  };
  return (await fetch(`${world.url}/graphql`, { method: "POST", headers, body })).json();
}
