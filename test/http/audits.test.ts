import { serverAudits } from "graphql-http";
import type { Audit } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
let key: string;
beforeAll(async () => {
  world = await startWorld({ accounts: [] });
  key = await world.key();
});
afterAll(() => world.close());

/** Asks as the audits do, and says who asks. */
const fetchFn: typeof fetch = (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${key}`);
  return fetch(input, { ...init, headers });
};

const audits = serverAudits({ url: () => `${world.url}/graphql`, fetchFn });
const inGroup = (word: string) => audits.filter(({ name }) => name.startsWith(`${word} `));

describe("GraphQL over HTTP, as graphql-http audits it,", () => {
  it("has 61 audits", () => {
    expect(audits).toHaveLength(61);
    expect(["MUST", "SHOULD", "MAY"].map((word) => inGroup(word).length)).toEqual([13, 23, 25]);
  });

  it.each(audits.map((audit): [string, Audit] => [`${audit.id} ${audit.name}`, audit]))("%s", async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`).toBe("ok");
  });

  it("has an auditor that finds fault", async () => {
    const [audit] = serverAudits({ url: `${world.url}/graphql`, fetchFn: fetch });
    expect(await audit?.fn()).toMatchObject({ status: "warn" });
  });
});
