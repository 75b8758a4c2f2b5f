import { afterAll, beforeAll, expect, it } from "vitest";

import { defaultAccounts, startWorld } from "../support/world.js";
import type { Answer, World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld({ accounts: defaultAccounts.filter(({ provider }) => provider === "workable") });
});
afterAll(() => world.close());

const query = `{
  candidates(first: 50) { nodes { id name applications { nodes { job { title department { name } } } } } sources { status retryAfter } complete }
}`;

const isWhole = ({ errors, data }: Answer): boolean =>
  !errors && data.candidates.nodes.length === 50 && data.candidates.complete;
const isHonestlyRefused = ({ errors }: Answer): boolean =>
  errors?.every(
    ({ extensions }) => extensions["code"] === "PROVIDER_RATE_LIMITED" && Number(extensions["retryAfter"]) > 0,
  ) === true;

// Two calls a query against nine usable calls in ten seconds: real time, because the limit is the provider's own.
it(
  "at Workable's limit, a query each second for a minute is answered whole or honestly refused, with no 429",
  { timeout: 100_000 },
  async () => {
    const control = world.sandbox.workable("acme-demo");
    control.rateLimit = { limit: 10, windowMs: 10_000, refuseLast: true };
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, second) => {
        await new Promise((resolve) => setTimeout(resolve, second * 1_000));
        return world.ask(query);
      }),
    );
    expect(answers.filter((answer) => !isWhole(answer) && !isHonestlyRefused(answer))).toEqual([]);
    expect(answers.filter(isWhole).length).toBeGreaterThan(30);
    expect(control.calls().filter(({ status }) => status === 429)).toEqual([]);
    console.log(`whole: ${String(answers.filter(isWhole).length)} of 60, calls: ${String(control.calls().length)}`);
  },
);
