import { cases } from "./cases.js";
import type { Case } from "./cases.js";
import { startChild } from "./child.js";
import { load, percentile, send } from "./load.js";
import { clients } from "./setting.js";
import type { FloorReady, ProviderUrls, ServerReady } from "./setting.js";
import { floorTarget, graphTarget, knownCandidates } from "./targets.js";
import type { Target } from "./targets.js";

/** Targets take turns in short rounds, so that what else the machine does falls on all of them. */
const rounds = 3;
const singleMs = 900;
const crowdMs = 900;
const warmUpMs = 700;

interface Figures {
  latenciesMs: number[];
  elapsedMs: number;
  cpuMs: number;
}

interface Mode {
  label: string;
  clients: number;
  durationMs: number;
  accountOf(client: number, turn: number): number;
}

// One client goes round all accounts, so that no account's window of calls fills up more than it would in life.
const single: Mode = { label: "1", clients: 1, durationMs: singleMs, accountOf: (_, turn) => turn % clients };
const crowd: Mode = { label: String(clients), clients, durationMs: crowdMs, accountOf: (client) => client };
const sharing: Mode = { label: `${String(clients)} alike`, clients, durationMs: crowdMs, accountOf: () => 0 };

async function measure(targets: readonly Target[], measured: Case, mode: Mode): Promise<Figures[]> {
  const all = targets.map((): Figures => ({ latenciesMs: [], elapsedMs: 0, cpuMs: 0 }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, target] of targets.entries()) {
      const figures = all[index];
      if (!figures) continue;
      const before = await target.cpuMs();
      const sample = await load(mode.clients, mode.durationMs, (client, turn) =>
        target.callOf(measured, mode.accountOf(client, turn)),
      );
      figures.cpuMs += (await target.cpuMs()) - before;
      figures.elapsedMs += sample.elapsedMs;
      figures.latenciesMs.push(...sample.latenciesMs);
    }
  }
  return all;
}

/** What the graph says that one query costs, and a check that both answers hold the same. */
async function check(graph: Target, floor: Target, measured: Case): Promise<number> {
  const answer = JSON.parse(await send(graph.callOf(measured, 0))) as {
    data: unknown;
    errors?: unknown;
    extensions: { upstream: { calls: number } };
  };
  if (answer.errors) throw new Error(`${measured.name}: ${JSON.stringify(answer.errors)}`);
  const ours = JSON.stringify(answer.data).length;
  const theirs = JSON.stringify((JSON.parse(await send(floor.callOf(measured, 0))) as { data: unknown }).data).length;
  if (Math.abs(ours - theirs) > theirs * 0.1) {
    console.warn(`${measured.name}: the graph answers ${String(ours)} characters, the floor ${String(theirs)}`);
  }
  return answer.extensions.upstream.calls;
}

function row(measured: Case, calls: number, target: Target, one: Figures, many: Figures): string {
  const cpu = (figures: Figures): string => (figures.cpuMs / figures.latenciesMs.length).toFixed(2);
  const cells = [
    measured.name,
    target.name,
    calls,
    percentile(one.latenciesMs, 0.5).toFixed(1),
    percentile(one.latenciesMs, 0.95).toFixed(1),
    cpu(one),
    ((many.latenciesMs.length / many.elapsedMs) * 1000).toFixed(0),
    percentile(many.latenciesMs, 0.5).toFixed(0),
    cpu(many),
  ];
  return `| ${cells.join(" | ")} |`;
}

const heads = ["query", "server", "calls", "p50 ms", "p95 ms", "CPU ms", "req/s", "p50 ms", "CPU ms"];

async function run(graph: Target, floor: Target): Promise<void> {
  console.log(`|  |  |  | 1 client |  |  | ${String(clients)} clients |  |  |`);
  console.log(`| ${heads.map((_, index) => (index < 2 ? "---" : "---:")).join(" | ")} |`);
  console.log(`| ${heads.join(" | ")} |`);
  const targets = [floor, graph];
  for (const measured of cases) {
    const calls = await check(graph, floor, measured);
    for (const target of targets) await load(clients, warmUpMs, (client) => target.callOf(measured, client));
    const ones = await measure(targets, measured, single);
    const manies = await measure(targets, measured, crowd);
    for (const [index, target] of targets.entries()) {
      const [one, many] = [ones[index], manies[index]];
      if (one && many) console.log(row(measured, calls, target, one, many));
    }
  }
  const [first] = cases;
  const [shared] = first ? await measure([graph], first, sharing) : [];
  if (shared) {
    const rate = (shared.latenciesMs.length / shared.elapsedMs) * 1000;
    const cpu = shared.cpuMs / shared.latenciesMs.length;
    console.log(
      `\nThe first query, when all ${String(clients)} clients ask the same of the same account and so share calls: ` +
        `${rate.toFixed(0)} req/s, p50 ${percentile(shared.latenciesMs, 0.5).toFixed(0)} ms, CPU ${cpu.toFixed(2)} ms.`,
    );
  }
}

const upstream = await startChild<ProviderUrls>("upstream");
const [server, floorServer] = await Promise.all([
  startChild<ServerReady>("server", upstream.ready),
  startChild<FloorReady>("floor", upstream.ready),
]);
try {
  const known = await knownCandidates(server);
  await run(graphTarget("hiregraph", server, known), floorTarget(floorServer, known));
} finally {
  await Promise.all([server.stop(), floorServer.stop()]);
  await upstream.stop();
}
process.exit();
