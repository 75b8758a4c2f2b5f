import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { OneRecordDocument, RecruitingOverviewDocument, TimeOffDocument } from "../generated/graphql.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
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
});
