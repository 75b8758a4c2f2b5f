import { afterEach, describe, expect, it } from "vitest";
import { startSandbox } from "../../../src/sandbox/index.js";
import { found, readAnswer } from "../json.js";
import { now, startApplicantStack, token, type ApplicantStackSandbox } from "./applicantstack-sandbox.js";

let world: ApplicantStackSandbox | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

describe("access to ApplicantStack in the sandbox", () => {
  it("refuses a missing and a wrong token", async () => {
    world = await startApplicantStack();
    const refusal = { "Method Result": "Failure", Error: "Invalid token" };
    expect(await world.get("/api/jobs/1", {})).toMatchObject({ status: 401, body: refusal });
    expect(await world.get("/api/jobs/1", { token: "other" })).toMatchObject({ status: 401, body: refusal });
    expect((await world.get("/api/jobs/1", { TOKEN: token })).status).toBe(200);
  });

  it("refuses the token of another account", async () => {
    const tenants = [
      { subdomain: "one", token: "token-one" },
      { subdomain: "two", token: "token-two" },
    ];
    const sandbox = await startSandbox({ now, tenants: { workable: [], sagehr: [], applicantstack: tenants } });
    const jobs = sandbox.urls.applicantstack.replace("{subdomain}", "two");
    expect((await fetch(`${jobs}/api/jobs`, { headers: { token: "token-one" } })).status).toBe(401);
    expect((await fetch(`${jobs}/api/jobs`, { headers: { token: "token-two" } })).status).toBe(200);
    await sandbox.stop();
  });

  it("leads an unknown subdomain to an HTML page on another host with status 200", async () => {
    world = await startApplicantStack();
    const address = world.baseUrl.replace("acme-demo", "nobody");
    const answer = await readAnswer(await fetch(`${address}/api/jobs/1`));
    expect(answer.status).toBe(200);
    expect(new URL(answer.url).hostname).toBe("localhost");
    expect(answer.text).toContain("Job not found");
    expect((await world.get("/public/login", {})).url).toBe(`${world.baseUrl}/public/login`);
  });

  it("answers 404 for unknown serials, paths and methods", async () => {
    world = await startApplicantStack();
    const notFound = { status: 404, body: { "Method Result": "Failure", Error: "Record not found" } };
    expect(await world.get("/api/candidate/a4nobody0000")).toMatchObject(notFound);
    expect(await world.get("/o/api/hire/")).toMatchObject(notFound);
    expect((await world.get("/api/stages")).status).toBe(404);
    const unknown = { status: 404, body: { "Method Result": "Failure", Error: "Unknown method" } };
    const serial = found(world.tenant.data.candidates[0]).serial;
    const calls = [
      ["DELETE", `/api/candidate/${serial}`],
      ["PATCH", `/api/candidate/${serial}`],
      ["POST", `/api/candidate/${serial}`],
      ["PUT", "/api/candidate"],
      ["POST", "/api/job"],
      ["POST", "/api/candidates"],
      ["POST", `/api/candidate/${serial}/note/more`],
    ] as const;
    for (const [method, path] of calls) expect(await world.send(method, path, {}), path).toMatchObject(unknown);
  });

  it("can put failures into bodies with status 200", async () => {
    world = await startApplicantStack({ errorStyle: "body" });
    const answer = await world.get("/api/jobs/1", { token: "other" });
    expect(answer).toMatchObject({ status: 200, body: { "Method Result": "Failure", Error: "Invalid token" } });
  });

  it("can list the newest first, count in text, and live in another zone", async () => {
    world = await startApplicantStack({ pageOrder: "desc", countsAsText: true, timeZone: "Asia/Kolkata" });
    const { body } = await world.get("/api/candidates/2");
    expect(body).toMatchObject({ NumPages: "2", TotalCount: "160" });
    const rows = await world.rows("/api/candidates/2", "Candidates");
    const times = rows.map((row) => Number(row["Create Date Timestamp"]));
    expect(times).toEqual(times.toSorted((left, right) => right - left));
    expect(rows).toHaveLength(60);
    const minutes = (time: number) => String(Math.floor((time + 19_800) / 60) % 60).padStart(2, "0");
    expect(rows[0]?.["Create Date"]).toContain(`:${minutes(times[0] ?? 0)} `);
  });

  it("can switch fields off, also those that only some accounts have on hires", async () => {
    world = await startApplicantStack({ fieldsOff: ["Referred By"], hireFields: "department" });
    const [candidate] = await world.rows("/api/candidates", "Candidates");
    expect(candidate).not.toHaveProperty("Referred By");
    expect(candidate).toHaveProperty("Address 2");
    const [hire] = await world.rows("/o/api/hires", "Hires");
    expect(hire).toHaveProperty("Department");
    for (const label of ["SSN", "DOB", "Date of Hire"]) expect(hire).not.toHaveProperty(label);
  });

  it("invents the same data again, and an empty account", async () => {
    world = await startApplicantStack();
    const first = (await world.get("/api/candidates/1")).text;
    await world.stop();
    world = await startApplicantStack();
    expect((await world.get("/api/candidates/1")).text).toBe(first);
    await world.stop();
    world = await startApplicantStack({}, { candidates: 0 });
    expect((await world.get("/api/candidates")).body).toMatchObject({ NumPages: 0, TotalCount: 0, Candidates: [] });
  });
});
