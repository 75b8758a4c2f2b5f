import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { modelNames } from "../../src/schema/model-name.js";
import type { ModelName } from "../../src/schema/model-name.js";
import { models } from "../../src/schema/models.js";
import { defaultAccounts, startWorld } from "../support/world.js";
import type { World } from "../support/world.js";
import { ownFields } from "./selections.js";

const providers = ["workable", "applicantstack", "sagehr"] as const;
type ProviderId = (typeof providers)[number];

/** What each provider can list, written down here so that a model that is lost, or gained, is noticed. */
const lists: Record<ProviderId, ModelName[]> = {
  workable: [...modelNames],
  applicantstack: [
    "Candidate",
    "Application",
    "Job",
    "Department",
    "JobInterviewStage",
    "Activity",
    "Attachment",
    "Employee",
    "Group",
  ],
  sagehr: [
    "Candidate",
    "Application",
    "Job",
    "JobInterviewStage",
    "Activity",
    "Employee",
    "Group",
    "Field",
    "TimeoffRequest",
    "TimeoffBalance",
    "TimeoffType",
  ],
};

/** Records that are put together from others, so that there is no payload of their own. */
const derived: Record<ProviderId, ModelName[]> = {
  workable: [],
  applicantstack: ["Department", "JobInterviewStage", "Group"],
  sagehr: [],
};

/** The model of the parent that stands for each filter a list may ask for. */
const parents: Record<string, ModelName> = {
  candidate: "Candidate",
  application: "Application",
  job: "Job",
  employee: "Employee",
};

let world: World;
let capabilities: Record<string, { model: string; canList: boolean; canRead: boolean; requiresFilter: string[] }[]>;
beforeAll(async () => {
  // Workable wants an acting member for reading single employees.
  const accounts = defaultAccounts.map((account) =>
    account.provider === "workable" ? { ...account, settings: { memberId: "2b44e1" } } : account,
  );
  world = await startWorld({ accounts });
  world.sandbox.workable("acme-demo").rateLimit = null;
  const { data } = await world.ask(
    `{ linkedAccounts { nodes { provider capabilities { model canList canRead requiresFilter } } } }`,
  );
  capabilities = Object.fromEntries(data.linkedAccounts.nodes.map((node: any) => [node.provider, node.capabilities]));
});
afterAll(() => world.close());

async function parentFilter(provider: ProviderId, requires: string[]): Promise<object> {
  const [field] = requires;
  const parent = field === undefined ? undefined : parents[field];
  if (field === undefined || parent === undefined) return {};
  const { data } = await world.ask(
    `query ($filter: ${parent}Filter) { records: ${models[parent].plural}(first: 3, filter: $filter) { nodes { id } } }`,
    {
      filter: { provider: { eq: provider } },
    },
  );
  return { [field]: { id: { eq: data.records.nodes[0].id } } };
}

async function list(provider: ProviderId, model: ModelName, page: string, selection: string): Promise<any> {
  const requires = capabilities[provider]?.find((capability) => capability.model === model)?.requiresFilter ?? [];
  const filter = { provider: { eq: provider }, ...(await parentFilter(provider, requires)) };
  const query = `query ($filter: ${model}Filter) { records: ${models[model].plural}(${page}, filter: $filter) { ${selection} complete sources { status } } }`;
  const answer = await world.ask(query, { filter });
  expect(answer.errors).toBeUndefined();
  expect(answer.data.records.sources).toEqual([{ status: "OK" }]);
  return answer.data.records;
}

const withoutTime = (record: any): object => ({ ...record, freshness: null });

describe.each(providers)("%s", (provider) => {
  it("lists what it is known to list", () => {
    const listed = capabilities[provider]?.filter(({ canList }) => canList).map(({ model }) => model);
    expect(listed?.sort()).toEqual([...lists[provider]].sort());
  });

  it.each(lists[provider])("gives a %s with all fields, the same by its id", async (model) => {
    const fields = ownFields(model);
    const { nodes } = await list(provider, model, "first: 3", `nodes { ${fields} }`);
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) {
      expect(node.provider).toBe(provider);
      expect(node.remoteData === null).toBe(derived[provider].includes(model));
      for (const { field } of node.missing)
        expect(node[field] ?? null).toSatisfy(
          (value: unknown) => value === null || value === "UNMAPPED" || (Array.isArray(value) && value.length === 0),
        );
    }
    const ids = nodes.map(({ id }: { id: string }) => id);
    const again = await world.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${model} { ${fields} } } }`, {
      ids,
    });
    expect(again.errors).toBeUndefined();
    const unlikeList = ["remoteData", "missing", "customFields"];
    const comparable = (record: any) =>
      Object.fromEntries(Object.entries(withoutTime(record)).filter(([name]) => !unlikeList.includes(name)));
    expect(again.data.nodes.map(comparable)).toEqual(nodes.map(comparable));
  });

  it.each(lists[provider])("gives the same %s as a connection of its account", async (model) => {
    const whole = await list(provider, model, "first: 4", "nodes { id }");
    const requires = capabilities[provider]?.find((capability) => capability.model === model)?.requiresFilter ?? [];
    const answer = await world.ask(
      `query ($filter: ${model}Filter) {
        linkedAccounts(filter: { provider: { eq: "${provider}" } }) {
          nodes { ${models[model].plural}(first: 4, filter: $filter) { nodes { __typename id } } }
        }
      }`,
      { filter: await parentFilter(provider, requires) },
    );
    expect(answer.errors).toBeUndefined();
    const { nodes } = answer.data.linkedAccounts.nodes[0][models[model].plural];
    expect(nodes).toEqual(whole.nodes.map(({ id }: { id: string }) => ({ __typename: model, id })));
  });

  it.each(lists[provider])("pages %s one by one in the order of its list", async (model) => {
    const whole = await list(provider, model, "first: 4", "nodes { id }");
    const ids: string[] = [];
    let after = "";
    for (let turn = 0; turn < 4; turn++) {
      const page = await list(provider, model, `first: 1${after}`, "nodes { id } pageInfo { hasNextPage endCursor }");
      ids.push(...page.nodes.map(({ id }: { id: string }) => id));
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${String(page.pageInfo.endCursor)}"`;
    }
    expect(ids).toEqual(whole.nodes.map(({ id }: { id: string }) => id));
  });
});
