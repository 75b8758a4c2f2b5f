import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { startApplicantStack, type ApplicantStackSandbox } from "./applicantstack-sandbox.js";

let world: ApplicantStackSandbox;

beforeAll(async () => {
  world = await startApplicantStack();
});
afterAll(() => world.stop());

const serials = (rows: Record<string, unknown>[], noun: string) => rows.map((row) => row[`${noun} Serial`]);

describe("ApplicantStack's lists in the sandbox", () => {
  it("pages candidates by 100 in the path and counts them", async () => {
    const first = await world.get("/api/candidates");
    expect(first.body).toMatchObject({ "Method Result": "Success", NumPages: 2, TotalCount: 160 });
    const pages = [
      await world.rows("/api/candidates/1", "Candidates"),
      await world.rows("/api/candidates/2", "Candidates"),
    ];
    expect(pages.map((page) => page.length)).toEqual([100, 60]);
    expect(new Set(serials(pages.flat(), "Candidate")).size).toBe(160);
    expect(await world.rows("/api/candidates/3", "Candidates")).toEqual([]);
    expect((await world.get("/api/candidates/")).text).toBe(first.text);
  });

  it("lists the oldest first, so that new records come on the last page", async () => {
    const times = (await world.rows("/api/candidates/2", "Candidates")).map((row) =>
      Number(row["Create Date Timestamp"]),
    );
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  it("filters jobs by their exact stage", async () => {
    const jobs = await world.rows("/api/jobs", "Jobs");
    expect(jobs).toHaveLength(9);
    const open = await world.get("/api/jobs/1?stage=Open");
    expect(open.body).toMatchObject({ TotalCount: jobs.filter((job) => job["Stage"] === "Open").length, NumPages: 1 });
    expect(await world.rows("/api/jobs/1?stage=open", "Jobs")).toEqual([]);
  });

  it("has jobs in open, filled, unclassed and other stages, some with a label of the customer", async () => {
    const jobs = await world.rows("/api/jobs", "Jobs");
    expect(new Set(jobs.map((job) => job["Stage Type"]))).toEqual(new Set(["Open", "Filled", "Cancelled", ""]));
    expect(jobs).toContainEqual(expect.objectContaining({ Stage: "Hot Job", "Stage Type": "Open" }));
  });

  it("follows the pattern of serials, one account part for all records", async () => {
    const all = [
      ...serials(await world.rows("/api/jobs", "Jobs"), "Job"),
      ...serials(await world.rows("/api/candidates", "Candidates"), "Candidate"),
      ...serials(await world.rows("/o/api/hires", "Hires"), "Hire"),
    ].map(String);
    for (const serial of all) expect(serial).toMatch(/^(a2|a4|e2)[a-z0-9]{10}$/u);
    expect(new Set(all.map((serial) => serial.slice(2, 7))).size).toBe(1);
    expect(new Set(all).size).toBe(all.length);
  });

  it("writes scalars as text, slashes and non-ASCII escaped, without fields that are switched off", async () => {
    const { text } = await world.get("/api/candidates/1");
    expect(text).toMatch(/"Create Date":"\d\d\\\/\d\d\\\/\d{4} \d\d:\d\d [AP]M"/u);
    expect(text).toContain("\\u");
    expect(text).not.toMatch(/[\u0080-\uffff]/u);
    for (const row of await world.rows("/api/candidates/1", "Candidates")) {
      const { "Create Date Timestamp": timestamp, ...rest } = row;
      expect(timestamp).toBeTypeOf("number");
      expect(Object.values(rest).every((value) => typeof value === "string")).toBe(true);
      expect(row).toHaveProperty("Own Tools?");
      expect(row).not.toHaveProperty("Address 2");
      expect(row).not.toHaveProperty("Cover Letter");
    }
  });

  it("shows the local time of the account beside Unix seconds, with summer time", async () => {
    for (const row of await world.rows("/api/candidates/1", "Candidates")) {
      const at = new Date(Number(row["Create Date Timestamp"]) * 1000);
      const local = at.toLocaleString("en-US", {
        timeZone: "America/New_York",
        dateStyle: "short",
        timeStyle: "short",
      });
      const [date = "", time = "", half = ""] = local.replace(",", "").split(/\s/u);
      const [month = "", day = "", year = ""] = date.split("/");
      const text = `${month.padStart(2, "0")}/${day.padStart(2, "0")}/20${year} ${time.padStart(5, "0")} ${half}`;
      expect(row["Create Date"]).toBe(text);
    }
  });

  it("names the job with its number on candidates, and has unnamed, unicode and repeated people", async () => {
    const candidates = [
      ...(await world.rows("/api/candidates/1", "Candidates")),
      ...(await world.rows("/api/candidates/2", "Candidates")),
    ];
    const jobs = await world.rows("/api/jobs", "Jobs");
    for (const row of candidates) {
      const job = found(jobs.find((known) => known["Job Serial"] === row["Job Serial"]));
      expect(row["Job Name"]).toBe(`${String(job["Job Name"])} [${String(job["Job ID"])}]`);
    }
    expect(candidates.filter((row) => row["First Name"] === "" && row["Last Name"] === "").length).toBeGreaterThan(0);
    expect(new Set(candidates.map((row) => row["Email"])).size).toBeLessThan(candidates.length);
    expect(new Set(candidates.map((row) => row["Stage Type"]))).toEqual(
      new Set(["New", "", "Hired", "Do Not Pursue", "Withdrawn", "Keep Warm"]),
    );
  });

  it("shows rows that are inserted and deleted while it runs", async () => {
    const { candidates } = world.tenant.data;
    const last = found(candidates.at(-1));
    candidates.push({ ...last, serial: "a4zzzzz00001" });
    candidates.shift();
    const page = await world.rows("/api/candidates/2", "Candidates");
    expect(page.at(-1)).toMatchObject({ "Candidate Serial": "a4zzzzz00001" });
    expect(page).toHaveLength(60);
  });
});
