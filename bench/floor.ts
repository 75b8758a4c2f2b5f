import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { childInput, serveParent } from "./child.js";
import { accounts } from "./setting.js";
import type { FloorReady, ProviderUrls } from "./setting.js";

// What a program by hand would do: the same upstream calls with fetch, JSON.parse, and an answer with the same content. No checks, no keys, no limits.
const { workable } = childInput() as ProviderUrls;

interface Candidate {
  id: string;
  name: string;
  email: string;
  stage: string;
  job: { title: string; shortcode: string };
}

interface Job {
  shortcode: string;
  department: string;
}

async function read(account: number, path: string): Promise<unknown> {
  const { subdomain = "", token = "" } = accounts[account] ?? {};
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
  const response = await fetch(workable.replace("{subdomain}", subdomain) + path, { headers });
  return JSON.parse(await response.text()) as unknown;
}

async function candidates(account: number): Promise<Candidate[]> {
  return ((await read(account, "/candidates?limit=50")) as { candidates: Candidate[] }).candidates;
}

const person = ({ name, email }: Candidate) => ({ name, emails: [{ value: email }] });

const answers: Record<string, (account: number, id: string) => Promise<unknown>> = {
  applications: async (account) => {
    const rows = await candidates(account);
    const nodes = rows.map((row) => ({
      candidate: person(row),
      stage: { name: row.stage },
      job: { title: row.job.title },
    }));
    return { data: { applications: { nodes } } };
  },
  candidates: async (account) => {
    const rows = await candidates(account);
    const nodes = rows.map((row) => ({
      ...person(row),
      applications: { nodes: [{ stage: { name: row.stage }, job: { title: row.job.title } }] },
    }));
    return { data: { candidates: { nodes } } };
  },
  departments: async (account) => {
    // One after the other, as the graph does: which jobs are wanted is known once the candidates are.
    const rows = await candidates(account);
    const { jobs } = (await read(account, "/jobs?limit=100")) as { jobs: Job[] };
    const departmentOf = new Map(jobs.map(({ shortcode, department }) => [shortcode, department]));
    const nodes = rows.map((row) => ({
      candidate: person(row),
      stage: { name: row.stage },
      job: { title: row.job.title, department: { name: departmentOf.get(row.job.shortcode) } },
    }));
    return { data: { applications: { nodes } } };
  },
  node: async (account, id) => {
    const { candidate } = (await read(account, `/candidates/${id}`)) as { candidate: Candidate };
    return { data: { node: person(candidate) } };
  },
};

const server = createServer((request, response) => {
  const [, name = "", account = "", id = ""] = (request.url ?? "").split("/");
  request.resume().on("end", () => {
    void answers[name]?.(Number(account), id).then((answer) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    });
  });
});
server.listen(0, "127.0.0.1", () => {
  const ready: FloorReady = { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
  serveParent(ready, () => {
    server.closeAllConnections();
    server.close();
    return Promise.resolve();
  });
});
