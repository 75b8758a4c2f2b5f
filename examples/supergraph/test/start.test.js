import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { it } from "node:test";
import { fileURLToPath } from "node:url";

const start = fileURLToPath(new URL("../start.js", import.meta.url));

/** What stands after each first word of the lines that are printed until a query is offered. */
async function welcome(output) {
  const told = {};
  for await (const line of createInterface({ input: output })) {
    const [, word, rest] = /^(Gateway|API key|Query) (.*)$/.exec(line) ?? [];
    if (word) told[word] = rest;
    if (word === "Query") return told;
  }
  throw new Error("It ended before it was ready.");
}

for (const gateway of ["hive", "apollo"]) {
  it(`starts everything with one command, ${gateway} as its gateway, and ends it on SIGTERM`, async () => {
    const child = spawn(process.execPath, [start, gateway], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit");
    const told = await welcome(child.stdout).finally(() => child.stdout.resume());
    const response = await fetch(told.Gateway, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${told["API key"]}` },
      body: /'(\{"query".*\})'$/.exec(told.Query)?.[1] ?? "",
    });
    const { data, errors } = await response.json();
    assert.equal(errors, undefined);
    assert.ok(data.candidates.nodes.some(({ employee }) => employee?.salary?.currency === "EUR"));
    child.kill("SIGTERM");
    assert.deepEqual(await ended, [0, null]);
    await assert.rejects(fetch(told.Gateway));
  });
}

it("tells which gateways there are when asked for another", async () => {
  const child = spawn(process.execPath, [start, "zuul"], { stdio: ["ignore", "ignore", "pipe"] });
  const [message] = await once(child.stderr, "data");
  assert.match(String(message), /no gateway zuul; choose one of hive, apollo/);
});
