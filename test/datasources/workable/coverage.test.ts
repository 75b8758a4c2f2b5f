import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Conditions, ModelSource } from "../../../src/datasources/provider.js";
import type { Draft } from "../../../src/schema/draft.js";
import { modelNames } from "../../../src/schema/model-name.js";
import type { ModelName } from "../../../src/schema/model-name.js";
import type { Models } from "../../../src/schema/models.js";
import { present, readAll, startWorkableAccount } from "./workable-account.js";
import type { WorkableAccount } from "./workable-account.js";

const envelope = new Set(["key", "remoteId", "depth", "payload", "problems"]);
/** Documented, and nowhere filled in the sandbox. */
const emptyInSandbox = new Set([
  "Candidate.photoUrl",
  "Candidate.extras",
  "Job.category",
  "Job.extras",
  "Employee.middleName",
  "Employee.address",
  "Employee.nationality",
]);
/** Told by rows alone: the detail of an employee is another payload. */
const onlyInRows = new Set(["Employee.photoUrl", "Employee.candidateRef"]);

let account: WorkableAccount;
beforeAll(async () => {
  account = await startWorkableAccount();
});
afterAll(() => account.stop());

describe("the coverage that Workable declares", () => {
  it("names all models", () => {
    expect(modelNames.filter((name) => account.provider.models[name] === undefined)).toEqual([]);
  });

  it.each(modelNames)("is what the records of %s hold", async (name) => {
    await check(name, account.source(name));
  });
});

it("leaves no other covered field of a row open than those that are settled late", async () => {
  const source = account.source("Application");
  const rows = await readAll(source, account.session());
  const ofList = Object.entries(source.coverage).flatMap(([field, from]) => (from === "list" ? [field] : []));
  const isOpen = (row: object, field: string) => (row as Record<string, unknown>)[field] === undefined;
  const open = ofList.filter((field) => rows.some((row) => isOpen(row, field)));
  expect(open.sort()).toEqual(Object.keys(present(source.late).fields).sort());
});

async function check<Name extends ModelName>(name: Name, source: ModelSource<Name>): Promise<void> {
  const session = account.session();
  const parents = parentsOf(name);
  const rows = (await Promise.all(parents.map((parent) => readAll(source, session, parent)))).flat();
  const details = await Promise.all(rows.slice(0, 80).map(async ({ key }) => source.get?.read(session, key)));
  expect(rows.length).toBeGreaterThan(0);
  expect(details.filter((detail) => !detail)).toEqual([]);
  const coverage = Object.fromEntries<"list" | "detail">(Object.entries(source.coverage));
  const found = filled([...rows, ...details.map(present)]);
  expect([...found].filter((field) => !(field in coverage))).toEqual([]);
  const expected = Object.keys(coverage).filter((field) => !emptyInSandbox.has(`${name}.${field}`));
  expect(expected.filter((field) => !found.has(field))).toEqual([]);
  const ofList = expected.filter((field) => coverage[field] === "list");
  expect(ofList.filter((field) => !filled(rows).has(field))).toEqual([]);
  const ofDetail = expected.filter((field) => !onlyInRows.has(`${name}.${field}`));
  expect(
    ofDetail.filter((field) => !filled(details.map(present)).has(field)).filter((f) => !isSometimesOther(name, f)),
  ).toEqual([]);
}

/** Fields of activities that only the timeline of a job, or only that of a candidate, tells. */
function isSometimesOther(name: ModelName, field: string): boolean {
  return name === "Activity" && ["jobRef", "rating"].includes(field);
}

function parentsOf(name: ModelName): Conditions[] {
  const { candidates, employees, jobs } = account.tenant.data;
  if (name === "JobInterviewStage") return [{}, { job: { eq: present(jobs[2]).shortcode } }];
  if (name !== "TimeoffBalance" && name !== "Activity" && name !== "Attachment") return [{}];
  if (name === "TimeoffBalance") return employees.slice(0, 5).map(({ id }) => ({ employee: { eq: id } }));
  const ofCandidates = candidates.slice(0, 40).map(({ id }) => ({ candidate: { eq: id } }));
  return name === "Activity" ? [...ofCandidates, { job: { eq: present(jobs[0]).shortcode } }] : ofCandidates;
}

function filled<Name extends ModelName>(drafts: readonly Draft<Models[Name]>[]): Set<string> {
  const entries = drafts.flatMap((draft) => Object.entries(draft));
  const hasValue = ([field, value]: [string, unknown]) => {
    if (envelope.has(field) || value === null || value === undefined) return false;
    return !Array.isArray(value) || value.length > 0;
  };
  return new Set(entries.filter(hasValue).map(([field]) => field));
}
