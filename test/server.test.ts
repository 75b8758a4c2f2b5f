import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";

import { startWorld } from "./support/world.js";
import type { World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.close());

it(
  "ends though a connection stands over which nothing was asked, and answers first what was",
  { timeout: 20_000 },
  async () => {
    world = await startWorld();
    world.sandbox.workable("acme-demo").latencyMs = 700;
    const socket = connect(Number(new URL(world.url).port), "127.0.0.1");
    await once(socket, "connect");
    const running = world.ask(`{ jobs(first: 1) { nodes { id } } }`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const closing = world.close();
    world = undefined;
    const { data } = await running;
    expect(data.jobs.nodes).toHaveLength(1);
    await once(socket, "close");
    await closing;
  },
);
