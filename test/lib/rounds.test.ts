import { setTimeout as sleep } from "node:timers/promises";

import { expect, it } from "vitest";

import { createRounds } from "../../src/lib/rounds.js";

it("rounds do not overlap, go on after a failure, and end with the one that is going on", async () => {
  let [begun, atOnce, mostAtOnce] = [0, 0, 0];
  const failures: unknown[] = [];
  const rounds = createRounds({
    intervalMs: 5,
    run: async () => {
      begun += 1;
      mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
      await sleep(20);
      atOnce -= 1;
      throw new Error("made-up");
    },
    onFailure: (error) => failures.push(error),
  });
  rounds.begin();
  rounds.begin();
  rounds.start();
  await expect.poll(() => failures.length).toBeGreaterThan(2);
  await expect.poll(() => atOnce).toBe(1);
  const closed = rounds.close();
  expect(rounds.signal.aborted).toBe(true);
  await closed;
  expect([atOnce, mostAtOnce]).toEqual([0, 1]);
  expect(failures).toHaveLength(begun);
  await sleep(20);
  expect(failures).toHaveLength(begun);
});
