import { setTimeout as sleep } from "node:timers/promises";

/** Waits for a condition, and fails the test when it has not come true in time (5 s unless told otherwise). */
export async function waitUntil(isTrue: () => boolean | Promise<boolean>, limitMs = 5_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`The condition did not come true within ${limitMs} ms.`);
    await sleep(5);
  }
}
