import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { lockWhile } from "../../src/store/lock.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

describe("a lock", () => {
  it("lets one at a time hold its name", async () => {
    let inside = 0;
    let most = 0;
    const hold = () =>
      lockWhile(database.store, "one name", async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(5);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 6 }, hold));
    expect(most).toBe(1);
  });

  it("leaves connections for what its holders do, however many there are", async () => {
    const hold = (index: number) =>
      lockWhile(database.store, `name ${index}`, async () => {
        const { rows } = await database.store.db.query<{ one: number }>("select 1 as one");
        return rows[0]?.one;
      });
    expect(await Promise.all(Array.from({ length: 40 }, (_, index) => hold(index)))).toEqual(Array(40).fill(1));
  });

  it("is let go of when its holder fails", async () => {
    const fail = () => lockWhile(database.store, "failing", () => Promise.reject(new Error("made up")));
    for (let time = 0; time < 6; time += 1) await expect(fail()).rejects.toThrow("made up");
    expect(await lockWhile(database.store, "failing", () => Promise.resolve("free"))).toBe("free");
  });
});
