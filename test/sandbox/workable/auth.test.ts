import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oauthToken, startWorkable, token, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

describe("Workable's access rules in the sandbox", () => {
  it("refuses a wrong or missing token with 401", async () => {
    for (const headers of [bearer("wrong"), { authorization: "" }]) {
      const answer = await world.get("/jobs", headers);
      expect([answer.status, answer.body]).toEqual([401, { error: "Not authorized" }]);
    }
  });

  it("refuses a call outside the token's scopes with 403", async () => {
    world.tenant.settings["scopes"] = ["r_jobs"];
    const [jobs, candidates] = [await world.get("/jobs"), await world.get("/candidates")];
    delete world.tenant.settings["scopes"];
    expect([jobs.status, candidates.status, candidates.body]).toEqual([200, 403, { error: "Forbidden" }]);
  });

  it("answers unknown routes, ids and subdomains with 404", async () => {
    const unknown = world.baseUrl.replace("acme-demo", "nobody");
    for (const path of [
      "/nothing",
      "/jobs/NOPE",
      "/candidates/ffff",
      "/employees/ffff?member_id=2b44e1",
      `${unknown}/jobs`,
    ]) {
      const answer = await world.get(path);
      expect([path, answer.status, answer.body]).toEqual([path, 404, { error: "Not found" }]);
    }
  });

  it("tells on the www host which account a token belongs to", async () => {
    const url = `${world.sandbox.urls.workableWww}/spi/v3/accounts`;
    for (const value of [token, oauthToken]) {
      expect((await world.get(url, bearer(value))).body).toMatchObject({
        accounts: [{ subdomain: "acme-demo", name: "Acme Demo" }],
      });
    }
    expect((await world.get(url, bearer("wrong"))).status).toBe(401);
    expect((await world.get("/accounts/acme-demo")).body).toMatchObject({ subdomain: "acme-demo" });
    expect((await world.get("/accounts/other")).status).toBe(404);
  });
});
