import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { recordId } from "../../src/schema/relay/global-id.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
let accountId: string;
beforeAll(async () => {
  world = await startWorld({ accounts: [] });
  const id = await world.link({ provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token" });
  accountId = Buffer.from(id, "base64").toString().split(":")[1] ?? "";
});
afterAll(() => world.close());

/** Each page is the same, and none says that it is the last. */
const samePage = (row: object) => ({
  kind: "status" as const,
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ data: [row] }),
});

describe("a list whose pages do not end", () => {
  it("is given up when one of its records is looked for in it", async () => {
    const sageHr = world.sandbox.sagehr("acme-demo");
    sageHr.fault({ ...samePage({ id: 1, name: "Sales" }), path: /teams/ });
    const id = recordId("Group", accountId, "7777");
    const { errors } = await world.ask("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect(errors).toMatchObject([{ extensions: { code: "PROVIDER_BAD_RESPONSE", provider: "sagehr" } }]);
    expect(sageHr.calls()).toHaveLength(200);
  });

  it("is given up when its last page is looked for", async () => {
    const sageHr = world.sandbox.sagehr("acme-demo");
    sageHr.clearCalls();
    sageHr.fault({ ...samePage({ id: 1, first_name: "Ada", last_name: "Example" }), path: /employees/ });
    const { errors } = await world.ask("{ employees(last: 2) { nodes { id } } }");
    expect(errors).toMatchObject([{ extensions: { code: "UNSUPPORTED_BY_PROVIDER", provider: "sagehr" } }]);
    expect(sageHr.calls()).toHaveLength(200);
  });
});
