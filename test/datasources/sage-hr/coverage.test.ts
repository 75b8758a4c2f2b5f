import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Conditions, ModelSource } from "../../../src/datasources/provider.js";
import type { Draft } from "../../../src/schema/draft.js";
import { modelNames, type ModelName } from "../../../src/schema/model-name.js";
import type { Models } from "../../../src/schema/models.js";
import { readAll, startAccount, type SageHrAccount } from "./sage-hr-account.js";

const own = new Set(["key", "remoteId", "depth", "payload", "problems", "extras", "context"]);

let account: SageHrAccount;
beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.stop());

describe("the coverage that Sage HR declares", () => {
  it("names every model that it can read, and no other", () => {
    expect(modelNames.filter((name) => account.provider.models[name] !== undefined)).toEqual([
      ...["Candidate", "Application", "Job", "JobInterviewStage", "User", "Activity"],
      ...["Employee", "Group", "Field", "TimeoffRequest", "TimeoffBalance", "TimeoffType"],
    ]);
  });

  it.each(modelNames)("is what the records of %s hold", async (name) => {
    const source = account.provider.models[name];
    if (source?.list) await check(name, source);
  });

  it("of users is what hiring teams mention", async () => {
    const job = await account.provider.models.Job?.get?.read(account.session(), "31");
    const mentions = job?.hiringTeam?.map(({ userRef }) => userRef.mention?.()) ?? [];
    expect(filledIn(mentions.filter((mention) => mention !== undefined))).toEqual(new Set(["name"]));
  });
});

async function check<Name extends ModelName>(name: Name, source: ModelSource<Name>) {
  const rows = await rowsOf(name, source);
  const session = account.session();
  const get = source.get;
  const details = get ? await Promise.all(rows.map(({ key }) => get.read(session, key))) : [];
  const found = details.filter((draft) => draft !== null);
  expect(found).toHaveLength(details.length);
  const declared = Object.entries(source.coverage);
  const listed = declared.filter(([, depth]) => depth === "list").map(([field]) => field);
  expect([...filledIn(rows)]).toEqual(expect.arrayContaining(listed));
  expect([...filledIn([...rows, ...found])].sort()).toEqual(declared.map(([field]) => field).sort());
  expect([...rows, ...found].flatMap(({ problems }) => problems ?? [])).toEqual([]);
}

/** All rows; of lists by parent, those of every parent. */
async function rowsOf<Name extends ModelName>(name: Name, source: ModelSource<Name>): Promise<Draft<Models[Name]>[]> {
  const { applicants, employees } = account.tenant.data;
  const required = source.list?.requires?.[0];
  const parents: Conditions[] =
    required === undefined
      ? [{}]
      : required === "employee"
        ? employees
            .filter((row) => row.termination === null)
            .map(({ profile }) => ({ employee: { eq: String(profile.id) } }))
        : applicants.slice(0, 40).map(({ profile }) => ({ [required]: { eq: String(profile.id) } }));
  return (await Promise.all(parents.map((conditions) => readAll(account, name, conditions)))).flat();
}

function filledIn(drafts: readonly object[]): Set<string> {
  const entries = drafts.flatMap((draft) => Object.entries(draft) as [string, unknown][]);
  return new Set(
    entries
      .filter(([field, value]) => !own.has(field) && value !== null && value !== undefined)
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .map(([field]) => field),
  );
}
