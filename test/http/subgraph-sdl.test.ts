import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { buildSubgraphSdl } from "../../src/resolvers/schema.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

const worlds: World[] = [];
let open: World;
let closed: World;
beforeAll(async () => {
  open = await startWorld({ accounts: [] });
  worlds.push(open);
  closed = await startWorld({ accounts: [], environment: { HIREGRAPH_INTROSPECTION: "off" } });
  worlds.push(closed);
});
afterAll(() => Promise.all(worlds.map((world) => world.close())));

const query = "{ _service { sdl } }";

describe("the SDL of the subgraph", () => {
  it("is told to every key, and costs nothing", async () => {
    const key = await open.key(undefined, ["proxy"]);
    const { data, extensions } = await open.ask(query, {}, { key });
    expect(data._service.sdl).toBe(buildSubgraphSdl());
    expect(extensions).toMatchObject({ cost: { requested: 0 }, upstream: { calls: 0 } });
  });

  it("is told to nobody without a key", async () => {
    const { status, data } = await open.ask(query, {}, { key: "hg_nobody" });
    expect([status, data]).toEqual([401, undefined]);
  });

  it.each([query, `{ s: _service { __typename } }`, `{ ...F } fragment F on Query { _service { sdl } }`])(
    "is not told where introspection is off: %s",
    async (asked) => {
      const { status, data, errors } = await closed.ask(asked);
      expect([status, data]).toEqual([400, undefined]);
      expect(errors?.[0]?.message).toMatch(/introspection has been disabled.*hiregraph schema --subgraph/);
    },
  );

  it("is all that is hidden there: references are still read", async () => {
    const { data, errors } = await closed.ask(
      `{ _entities(representations: [{ __typename: "Job", id: "x" }]) { __typename } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [null] });
  });
});
