import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "../../../src/sandbox/index.js";
import { readAnswer } from "../json.js";
import { startSageHr, token, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

describe("Sage HR's envelopes in the sandbox", () => {
  it("pages employees by 50 whatever size is asked", async () => {
    const meta = { next_page: 2, previous_page: null, total_pages: 2, per_page: 50, total_entries: 60 };
    expect((await world.get("/employees")).body["meta"]).toEqual({ current_page: 1, ...meta });
    expect((await world.get("/employees?per_page=10&page_size=10")).body["meta"]).toEqual({ current_page: 1, ...meta });
    expect(await world.rows("/employees?page=2")).toHaveLength(10);
    expect(await world.allRows("/employees")).toHaveLength(60);
  });

  it("pages recruitment by 30, or as asked up to 100", async () => {
    const meta = async (query: string) =>
      (await world.get(`/recruitment/positions/31/applicants${query}`)).body["meta"];
    expect(await meta("")).toMatchObject({ per_page: 30, total_pages: 2 });
    expect(await meta("?per_page=5&page=2")).toMatchObject({
      per_page: 5,
      current_page: 2,
      previous_page: 1,
      next_page: 3,
    });
    expect(await meta("?per_page=500")).toMatchObject({ per_page: 100, total_pages: 1, next_page: null });
  });

  it("answers an empty page beyond the end, and takes a page that is no number as the first", async () => {
    const beyond = await world.get("/employees?page=9");
    expect(beyond.body).toMatchObject({ data: [], meta: { current_page: 9, previous_page: 8, next_page: null } });
    expect((await world.get("/employees?page=0")).text).toBe((await world.get("/employees?page=x")).text);
  });

  it("leaves meta away where lists come whole", async () => {
    const paths = ["/leave-management/policies", "/employees/40/custom-fields", "/documents/categories"];
    paths.push("/employees/40/leave-management/balances", "/leave-management/out-of-office-today");
    for (const path of paths) expect(Object.keys((await world.get(path)).body)).toEqual(["data"]);
  });

  it("refuses a missing and a wrong key in the error shape", async () => {
    const refusal = { status: 401, body: { error_code: "unauthorized", errors: [] } };
    expect(await world.get("/employees", {})).toMatchObject(refusal);
    expect(await world.get("/employees", { "X-Auth-Token": "other" })).toMatchObject(refusal);
    expect((await world.get("/employees", { "x-auth-token": token })).status).toBe(200);
    expect(await readAnswer(await fetch(`${world.baseUrl}/employees`, { method: "POST" }))).toMatchObject(refusal);
    expect(world.tenant.data.employees).toHaveLength(68);
  });

  it("refuses a body that is neither JSON nor a form", async () => {
    const refusal = { status: 400, body: { error_code: "bad_request", errors: [] } };
    expect(await world.send("POST", "/employees", "first_name: Kim")).toMatchObject(refusal);
    expect(await world.send("POST", "/employees", ["Kim"])).toMatchObject(refusal);
    expect((await world.send("POST", "/employees")).status).toBe(422);
  });

  it("answers 404 for unknown ids, paths and subdomains, and for writes that are not offered", async () => {
    const body = { error_code: "not_found", errors: [] };
    const paths = [
      "/employees/1",
      "/terminated-employees/40",
      "/recruitment/applicants/1/actions",
      "/nowhere",
      "/employees/x",
    ];
    for (const path of paths) expect(await world.get(path)).toMatchObject({ status: 404, body });
    const writes = [
      ["DELETE", "/employees/41"],
      ["PATCH", "/employees/41"],
      ["PUT", "/employees"],
      ["POST", "/teams"],
      ["PUT", "/recruitment/applicants/501"],
      ["PUT", "/leave-management/requests/9001"],
      ["DELETE", "/documents/801"],
    ] as const;
    for (const [method, path] of writes)
      expect(await world.send(method, path, {})).toMatchObject({ status: 404, body });
    expect((await fetch(world.baseUrl.replace("acme-demo", "nobody"))).status).toBe(404);
  });

  it("tolerates a trailing slash", async () => {
    expect((await world.get("/positions/")).text).toBe((await world.get("/positions")).text);
  });

  it("invents the same data again, and an empty account", async () => {
    const tenants = [
      { subdomain: "again", token, candidates: 110, jobs: 8, employees: 60, seed: 1 },
      { subdomain: "empty", token, candidates: 0, jobs: 0, employees: 0 },
    ];
    const now = () => new Date("2026-11-20T01:00:00Z");
    const sandbox = await startSandbox({ now, tenants: { workable: [], applicantstack: [], sagehr: tenants } });
    const text = async (tenant: string, path: string) => {
      const base = sandbox.urls.sagehr.replace("{subdomain}", tenant);
      return (await fetch(`${base}${path}`, { headers: { "X-Auth-Token": token } })).text();
    };
    expect(await text("again", "/employees")).toBe((await world.get("/employees")).text);
    for (const path of ["/employees", "/recruitment/positions", "/leave-management/requests"]) {
      expect(JSON.parse(await text("empty", path))).toMatchObject({
        data: [],
        meta: { total_pages: 1, total_entries: 0 },
      });
    }
    await sandbox.stop();
  });
});
