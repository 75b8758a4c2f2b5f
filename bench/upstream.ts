import { startSandbox } from "../src/sandbox/index.js";
import { serveParent } from "./child.js";
import { accounts, latencyMs } from "./setting.js";

// A limit that is told in headers as Workable does, and too high to matter: without headers the declared one would hold.
const settings = { latencyMs, rateLimit: { limit: 10_000, windowMs: 10_000 } };
const sizes = { candidates: 60, jobs: 12, employees: 5 };

const sandbox = await startSandbox({
  tenants: { workable: accounts.map((account) => ({ ...account, ...sizes, settings })) },
});
serveParent(sandbox.urls, () => sandbox.stop());
