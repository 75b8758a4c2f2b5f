import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { startApplicantStack, type ApplicantStackSandbox } from "./applicantstack-sandbox.js";

let world: ApplicantStackSandbox;

beforeAll(async () => {
  world = await startApplicantStack();
});
afterAll(() => world.stop());

const hireOf = async (serial: string) => (await world.get(`/o/api/hire/${serial}`)).body;
const move = (serial: string, stage: string) => world.send("PUT", `/api/candidate/${serial}`, { Stage: stage });
const withoutHire = (stage: string) =>
  found(
    world.tenant.data.candidates.find(
      (row) =>
        row.stage === stage &&
        row.firstName !== "" &&
        !world.tenant.data.hires.some((hire) => hire.candidateSerial === row.serial),
    ),
  );

describe("onboarding in ApplicantStack's sandbox", () => {
  it("begins with the move to the hired stage: a hire in stage New that names its candidate", async () => {
    const count = world.tenant.data.hires.length;
    const candidate = withoutHire("Offer");
    const job = found(world.tenant.data.jobs.find((row) => row.serial === candidate.jobSerial));
    expect((await move(candidate.serial, "Hired")).status).toBe(200);
    expect((await world.get(`/api/candidate/${candidate.serial}`)).body).toMatchObject({ "Stage Type": "Hired" });
    const rows = await world.rows("/o/api/hires", "Hires");
    expect(rows).toHaveLength(count + 1);
    const listed = found(rows.at(-1));
    expect(listed).toMatchObject({
      ...{ "First Name": candidate.firstName, "Last Name": candidate.lastName, Email: candidate.email },
      ...{ "Job Name": job.name, Department: job.department, Location: job.location, Stage: "New" },
      ...{ "Start Date": "", SSN: "", DOB: "", Manager: "", "Uniform Size": "" },
    });
    expect(listed["Hire Serial"]).toMatch(/^e2[a-z0-9]{10}$/u);
    expect(await hireOf(String(listed["Hire Serial"]))).toEqual({
      ...{ "Method Result": "Success", "Candidate Serial": candidate.serial, Questionnaires: [], Forms: [] },
      ...listed,
    });
    expect(world.tenant.data.hires.at(-1)).toMatchObject({ candidateSerial: candidate.serial, stage: "New" });
  });

  it("begins once, whatever way a candidate takes afterwards, and not for other stages", async () => {
    const candidate = withoutHire("Interview");
    const hires = () => world.tenant.data.hires.filter((row) => row.candidateSerial === candidate.serial);
    await move(candidate.serial, "Offer");
    expect(hires()).toHaveLength(0);
    for (const stage of ["Hired", "Hired", "Offer", "Hired"]) await move(candidate.serial, stage);
    expect(hires()).toHaveLength(1);
  });

  it("does not begin for somebody hired before whose rating changes", async () => {
    const candidate = withoutHire("Hired");
    const count = world.tenant.data.hires.length;
    await world.send("PUT", `/api/candidate/${candidate.serial}`, { Rating: "Top Prospect", Stage: "Hired" });
    expect(world.tenant.data.hires).toHaveLength(count);
  });

  it("begins for a candidate who arrives in the hired stage", async () => {
    const fields = { "First Name": "Robin", "Last Name": "Sample", Email: "robin.sample@example.com", Stage: "Hired" };
    const job = found(world.tenant.data.jobs[2]);
    const { body } = await world.send("POST", "/api/candidate", { "Job Serial": job.serial, ...fields });
    expect(world.tenant.data.hires.at(-1)).toMatchObject({
      candidateSerial: body["Candidate Serial"],
      jobName: job.name,
      firstName: "Robin",
    });
  });

  it("changes a hire by its labels and leaves the others", async () => {
    const hire = found(world.tenant.data.hires[4]);
    const before = await hireOf(hire.serial);
    await world.get("/o/api/hires");
    const changes = {
      Stage: "Complete",
      "Pay Rate": 21.5,
      "Start Date": "12/07/2026",
      Manager: "Dana Admin",
      Locker: "7",
    };
    const { status, body } = await world.send("PUT", `/o/api/hire/${hire.serial}`, changes);
    expect({ status, body }).toEqual({ status: 200, body: { "Method Result": "Success", "Hire Serial": hire.serial } });
    const after = await hireOf(hire.serial);
    const modified = { "Last Modified Date": after["Last Modified Date"] };
    expect(after).toEqual({ ...before, ...changes, "Pay Rate": "21.5", ...modified });
    const listed = (await world.rows("/o/api/hires", "Hires")).find((row) => row["Hire Serial"] === hire.serial);
    expect(listed).toMatchObject({ Stage: "Complete", Locker: "7" });
    const row = found(world.tenant.data.hires[4]);
    expect(row).toMatchObject({ stage: "Complete", payRate: "21.5", custom: { Locker: "7" } });
    expect(Math.abs(row.modifiedAt - Date.now() / 1000)).toBeLessThan(60);
    expect(row.createdAt).toBe(hire.createdAt);
  });

  it("refuses an unknown hire and an unknown stage", async () => {
    const hire = found(world.tenant.data.hires[5]);
    const unknown = { status: 404, body: { "Method Result": "Failure", Error: "Record not found" } };
    expect(await world.send("PUT", "/o/api/hire/e2nobody0000", { Stage: "New" })).toMatchObject(unknown);
    const invalid = { status: 400, body: { "Method Result": "Failure", Error: "Invalid value for Stage" } };
    expect(await world.send("PUT", `/o/api/hire/${hire.serial}`, { Stage: "Interview" })).toMatchObject(invalid);
    expect(await world.send("PUT", `/o/api/hire/${hire.serial}`, ["Stage"])).toMatchObject({ status: 400 });
    expect(world.tenant.data.hires[5]).toBe(hire);
  });
});
