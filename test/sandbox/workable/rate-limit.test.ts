import { afterEach, describe, expect, it } from "vitest";
import { startWorkable, oauthToken, type WorkableSandbox } from "./workable-sandbox.js";

const windowMs = 10_000;
let world: WorkableSandbox;

afterEach(() => world.stop());

/** Waits for a fresh window when the present one is nearly over, so that a burst falls into one. */
async function insideOneWindow(): Promise<void> {
  const leftMs = windowMs - (Date.now() % windowMs);
  if (leftMs < 3000) await new Promise((resolve) => setTimeout(resolve, leftMs + 20));
}

async function burst(count: number, headers: Record<string, string> = {}) {
  const answers = [];
  for (let turn = 0; turn < count; turn += 1) answers.push(await world.get("/stages", headers));
  return answers;
}

describe("Workable's rate limit in the sandbox", () => {
  it("allows an account token ten calls a window by default and tells the rest in headers", async () => {
    world = await startWorkable({});
    await insideOneWindow();
    const answers = await burst(11);
    expect(answers.map((answer) => answer.status)).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect(answers.map((answer) => answer.headers.get("x-rate-limit-remaining")).slice(0, 3)).toEqual(["9", "8", "7"]);
    expect(answers[10]?.body).toEqual({ error: "Too many requests" });
    expect(answers[10]?.headers.get("retry-after")).toBeNull();
    const reset = Number(answers[0]?.headers.get("x-rate-limit-reset"));
    expect(Math.abs(reset - (Date.now() / 1000 + 10))).toBeLessThan(2);
  });

  it("counts partner calls apart, with a limit of fifty", async () => {
    world = await startWorkable({});
    await insideOneWindow();
    await burst(10);
    const [withClientId] = await burst(1, { "X-WORKABLE-CLIENT-ID": "uid-1" });
    const [withOAuth] = await burst(1, { authorization: `Bearer ${oauthToken}` });
    expect(withClientId?.headers.get("x-rate-limit-limit")).toBe("50");
    expect([withClientId?.status, withOAuth?.status, withOAuth?.headers.get("x-rate-limit-remaining")]).toEqual([
      200,
      200,
      "48",
    ]);
  });

  it("refuses already the tenth call of a window when told to", async () => {
    world = await startWorkable({ rateLimit: { limit: 10, windowMs, refuseLast: true } });
    await insideOneWindow();
    expect((await burst(10)).map((answer) => answer.status).lastIndexOf(200)).toBe(8);
  });

  it("starts anew with the next window, and is off when it is null", async () => {
    world = await startWorkable({ rateLimit: { limit: 1, windowMs: 300 } });
    await burst(3);
    await new Promise((resolve) => setTimeout(resolve, 320));
    expect((await burst(1))[0]?.status).toBe(200);
    world.tenant.rateLimit = null;
    expect(
      (await burst(20)).every((answer) => answer.status === 200 && !answer.headers.has("x-rate-limit-limit")),
    ).toBe(true);
  });
});
