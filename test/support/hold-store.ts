import { createInterface } from "node:readline";
import { openStore } from "../../src/store/store.js";

// A process of its own that opens a data folder, says so, and closes it when it is told to.
const [dataDir = ""] = process.argv.slice(2);
const startedAtMs = Date.now();
const store = await openStore({ databaseUrl: undefined, dataDir });
console.log(JSON.stringify({ openMs: Date.now() - startedAtMs, port: new URL(store.url).port }));

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "close") break;
  const { rows } = await store.db.query(line);
  console.log(JSON.stringify(rows));
}
await store.close();
console.log("closed");
