import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { oauthToken, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());
afterEach(() => {
  delete world.tenant.settings["scopes"];
  world.tenant.clearFaults();
});

const dana = "2b44e1";
const data = () => world.tenant.data;
const idAt = (index: number) => found(data().candidates[index]).id;
const employeeId = () => found(data().employees[0]).id;

/** Every write with a scope that opens it; the bodies are empty, so that no one has an effect. */
const writes = (): [method: string, path: string, scope: string][] => [
  ["POST", `/jobs/${found(data().jobs[0]).shortcode}/candidates`, "w_candidates"],
  ["POST", "/talent_pool/candidates", "w_candidates"],
  ["PATCH", `/candidates/${idAt(1)}`, "w_candidates"],
  ...["comments", "disqualify", "revert", "move", "copy", "relocate", "ratings"].map(
    (action): [string, string, string] => ["POST", `/candidates/${idAt(1)}/${action}`, "w_candidates"],
  ),
  ["POST", `/candidates/${idAt(1)}/comments`, "w_comments"],
  ["PUT", `/candidates/${idAt(1)}/tags`, "w_candidates"],
  ["PUT", `/candidates/${idAt(1)}/ratings`, "w_candidates"],
  ["PATCH", `/candidates/${idAt(1)}/update_custom_attribute_value`, "r_jobs"],
  ["POST", "/employees", "w_employees"],
  ["PATCH", `/employees/${employeeId()}`, "w_employees"],
  ["POST", `/employees/${employeeId()}/documents`, "w_employees"],
  ["POST", "/timeoff/requests", "w_timeoff"],
];

describe("Workable's access rules for writes in the sandbox", () => {
  it("open each write to its scope and to no other", async () => {
    const scopes = [
      "r_jobs",
      "r_candidates",
      "r_employees",
      "r_timeoff",
      "w_candidates",
      "w_comments",
      "w_employees",
      "w_timeoff",
    ];
    for (const [method, path, scope] of writes()) {
      world.tenant.settings["scopes"] = [scope];
      const open = await world.send(method, path, {});
      expect([method, path, [400, 422].includes(open.status)]).toEqual([method, path, true]);
      const others = path.endsWith("/comments") ? ["w_candidates", "w_comments"] : [scope];
      world.tenant.settings["scopes"] = scopes.filter((other) => !others.includes(other));
      const closed = await world.send(method, path, {});
      expect([method, path, closed.status, closed.body]).toEqual([method, path, 403, { error: "Forbidden" }]);
    }
  });

  it("go from the token by the scope and the candidate to the body", async () => {
    const unknown = "/candidates/ffff/move";
    world.tenant.settings["scopes"] = ["r_candidates"];
    expect((await world.send("POST", unknown, {}, { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await world.send("POST", unknown, {})).status).toBe(403);
    delete world.tenant.settings["scopes"];
    expect((await world.send("POST", unknown, "no json")).status).toBe(404);
    expect((await world.send("POST", `/candidates/${idAt(1)}/move`, "no json")).status).toBe(400);
    expect((await world.send("POST", `/candidates/${idAt(1)}/move`, {})).status).toBe(422);
  });

  it("ask tokens of members, too, for the member behind an action on a candidate", async () => {
    const asOwner = { authorization: `Bearer ${oauthToken}` };
    const path = `/candidates/${idAt(1)}/comments`;
    expect((await world.send("POST", path, { comment: { body: "x" } }, asOwner)).status).toBe(422);
    expect((await world.send("POST", path, { member_id: dana, comment: { body: "x" } }, asOwner)).status).toBe(201);
  });

  it("know no other methods on the paths they have", async () => {
    for (const [method, path] of [
      ["DELETE", `/candidates/${idAt(1)}`],
      ["PUT", `/candidates/${idAt(1)}`],
      ["POST", "/candidates"],
      ["PATCH", `/candidates/${idAt(1)}/move`],
      ["POST", "/jobs"],
      ["DELETE", `/employees/${employeeId()}`],
      ["POST", "/accounts"],
    ] as const) {
      const answer = await world.send(method, path, {});
      expect([method, path, answer.status, answer.body]).toEqual([method, path, 404, { error: "Not found" }]);
    }
    const url = `${world.sandbox.urls.workableWww}/spi/v3/accounts`;
    expect((await world.send("POST", url, {})).status).toBe(404);
  });

  it("count writes against the rate limit, and refuse them over it without effect", async () => {
    world.tenant.rateLimit = { limit: 1, windowMs: 1e12 };
    const write = (tag: string) => world.send("PUT", `/candidates/${idAt(2)}/tags`, { tags: [tag] });
    const answers = [await write("one"), await write("two"), await write("three")];
    world.tenant.rateLimit = null;
    expect(answers.at(-1)?.status).toBe(429);
    expect(found(data().candidates[2]).detail.tags).not.toEqual(["three"]);
  });
});

describe("faults on writes in the sandbox", () => {
  const tag = (index: number, text: string, signal?: AbortSignal) =>
    fetch(`${world.baseUrl}/candidates/${idAt(index)}/tags`, {
      method: "PUT",
      headers: { authorization: "Bearer sandbox-workable-token", "content-type": "application/json" },
      body: JSON.stringify({ tags: [text] }),
      redirect: "manual",
      ...(signal ? { signal } : {}),
    });
  const tagsOf = (index: number) => found(data().candidates[index]).detail.tags;

  it("act before the tenant has seen the call, unless they are to act after it", async () => {
    for (const after of [false, true]) {
      const add = (fault: Parameters<typeof world.tenant.fault>[0]) => {
        world.tenant.fault({ ...fault, method: "PUT", times: 1, ...(after ? { after } : {}) });
      };
      const seen = (index: number, text: string) => {
        expect([index, tagsOf(index).includes(text)]).toEqual([index, after]);
      };
      add({ kind: "status", status: 502, body: "bad gateway" });
      const failed = await tag(10, "status");
      expect([failed.status, await failed.text()]).toEqual([502, "bad gateway"]);
      seen(10, "status");
      add({ kind: "drop" });
      await expect(tag(11, "drop")).rejects.toThrow("fetch failed");
      seen(11, "drop");
      add({ kind: "hang" });
      await expect(tag(12, "hang", AbortSignal.timeout(150))).rejects.toThrow(/timeout/u);
      seen(12, "hang");
      add({ kind: "redirect" });
      expect((await tag(13, "redirect")).status).toBe(302);
      seen(13, "redirect");
    }
  });

  it("bend the answer of a write that took effect", async () => {
    world.tenant.fault({ kind: "html200", times: 1 });
    expect((await tag(14, "html")).headers.get("content-type")).toContain("text/html");
    world.tenant.fault({ kind: "truncated", times: 1 });
    await expect((await tag(15, "cut")).json()).rejects.toThrow(SyntaxError);
    expect([tagsOf(14), tagsOf(15)]).toEqual([["html"], ["cut"]]);
  });

  it("let a delayed write take effect at the end of the delay, also when nobody waits for it", async () => {
    world.tenant.fault({ kind: "delay", delayMs: 700, times: 1 });
    await expect(tag(16, "late", AbortSignal.timeout(50))).rejects.toThrow(/timeout/u);
    expect(tagsOf(16)).not.toContain("late");
    await expect.poll(() => tagsOf(16), { timeout: 2000 }).toEqual(["late"]);
  });

  it("let it take effect at the beginning when the delay comes after it", async () => {
    world.tenant.fault({ kind: "delay", delayMs: 1500, after: true, times: 1 });
    const answer = tag(17, "early");
    await expect.poll(() => tagsOf(17), { timeout: 1200, interval: 20 }).toEqual(["early"]);
    const startedAt = performance.now();
    expect((await answer).status).toBe(202);
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });

  it("leave calls of other methods alone", async () => {
    world.tenant.fault({ kind: "status", status: 503, method: "put" });
    expect((await world.get(`/candidates/${idAt(1)}`)).status).toBe(200);
    expect((await tag(18, "x")).status).toBe(503);
  });
});
