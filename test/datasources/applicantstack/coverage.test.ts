import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListRequest, ListSource, ModelSource } from "../../../src/datasources/provider.js";
import type { Draft } from "../../../src/schema/draft.js";
import type { ModelName } from "../../../src/schema/model-name.js";
import { modelNames } from "../../../src/schema/model-name.js";
import type { Models } from "../../../src/schema/models.js";
import { present, readAll, startAccount, type Account } from "./applicantstack-account.js";

const ownFields = new Set(["key", "remoteId", "depth", "payload", "problems"]);

let account: Account;
beforeAll(async () => {
  account = await startAccount({ candidates: 60 });
});
afterAll(() => account.stop());

describe("the coverage that ApplicantStack declares", () => {
  it("names every model that it can read, and no other", () => {
    const offered = modelNames.filter((name) => account.provider.models[name] !== undefined);
    expect(offered).toEqual([
      ...["Candidate", "Application", "Job", "Department", "JobInterviewStage", "Activity", "Attachment"],
      ...["Employee", "Group"],
    ]);
  });

  it.each(modelNames)("is what the records of %s hold", async (name) => {
    const source = account.provider.models[name];
    if (source === undefined) return;
    await check(name, source);
  });
});

async function check<Name extends ModelName>(name: Name, source: ModelSource<Name>) {
  const session = account.session({ timeZone: "America/New_York" });
  const rows = await rowsOf(present(source.list));
  const get = source.get;
  const details = get ? await Promise.all(rows.map(({ key }) => get.read(session, key))) : [];
  const filledIn = (drafts: readonly (Draft<Models[Name]> | null)[]) =>
    new Set(
      drafts.flatMap((draft) =>
        Object.entries(present(draft))
          .filter(isFilled)
          .map(([field]) => field),
      ),
    );
  const declared = Object.entries(source.coverage);
  const fields = (depth: string) => declared.filter((entry) => entry[1] === depth).map(([field]) => field);
  expect([...filledIn(rows)].sort(), `${name} in lists`).toEqual(fields("list").sort());
  if (!get) return;
  expect([...filledIn(details)].sort(), `${name} by itself`).toEqual(declared.map(([field]) => field).sort());
}

/** All rows; of lists by parent, those of every candidate. */
async function rowsOf<Name extends ModelName>(list: ListSource<Name>): Promise<Draft<Models[Name]>[]> {
  const session = account.session({ timeZone: "America/New_York" });
  const parents: ListRequest["conditions"][] = list.requires
    ? account.tenant.data.candidates.map(({ serial }) => ({ candidate: { eq: serial } }))
    : [{}];
  return (await Promise.all(parents.map((conditions) => readAll(list, session, conditions)))).flat();
}

function isFilled([field, value]: [string, unknown]): boolean {
  if (ownFields.has(field) || value === null || value === undefined) return false;
  return !Array.isArray(value) || value.length > 0;
}
