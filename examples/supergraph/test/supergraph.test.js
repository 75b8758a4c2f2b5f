import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { buildSchema } from "graphql";

import { compose } from "../compose.js";
import { startApolloGateway } from "../gateways/apollo.js";
import { startHiveGateway } from "../gateways/hive.js";
import { startHiregraph } from "../hiregraph.js";
import { madeUp, startPayroll } from "../payroll.js";
import { readSdl } from "../subgraphs.js";
import { startRecorder } from "./recorder.js";

const started = [];
async function start(starting) {
  const server = await starting;
  started.push(server);
  return server;
}

let hiregraph, recorded, subgraphs, authorization;
before(async () => {
  hiregraph = await start(startHiregraph());
  const payroll = await start(startPayroll());
  authorization = `Bearer ${hiregraph.apiKey}`;
  recorded = { hiregraph: await start(startRecorder(hiregraph.url)), payroll: await start(startRecorder(payroll.url)) };
  subgraphs = [
    {
      name: "hiregraph",
      url: recorded.hiregraph.url,
      sdl: await readSdl({ name: "hiregraph", url: hiregraph.url }, { authorization }),
    },
    { name: "payroll", url: recorded.payroll.url, sdl: await readSdl({ name: "payroll", url: payroll.url }, {}) },
  ];
  await fetch(`${hiregraph.sandboxUrl}/settings`, { method: "PUT", body: JSON.stringify({ rateLimit: null }) });
});
after(async () => {
  for (const server of started.reverse()) await server.stop();
});

/** The paths that the sandbox of Workable was asked for, none of them twice for the same. */
async function providerCalls() {
  const { calls } = await (await fetch(`${hiregraph.sandboxUrl}/calls`)).json();
  assert.equal(new Set(calls.map(({ path }) => path)).size, calls.length);
  return calls.map(({ path }) => path.replace(/\?.*/, "").replace(/.*\/v3/, ""));
}

async function ask(url, query, variables = {}, headers = { authorization }) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const entityRequests = ({ requests }) => requests.filter(({ query }) => query.includes("_entities"));

/** Candidates of Workable; the limit is the size of one of its pages. */
const candidates = `candidates(first: 100, filter: { provider: { eq: "workable" } })`;

const gateways = [
  ["Apollo Gateway over Apollo's composition", "apollo", startApolloGateway],
  ["Hive Gateway over The Guild's composition", "guild", startHiveGateway],
];

for (const [name, composer, startGateway] of gateways) {
  describe(name, () => {
    let gateway;
    before(async () => {
      gateway = await start(startGateway(compose(subgraphs, composer)));
    });
    beforeEach(async () => {
      for (const { requests } of Object.values(recorded)) requests.length = 0;
      await fetch(`${hiregraph.sandboxUrl}/calls`, { method: "DELETE" });
    });

    it("joins candidates, the employees that they became, and what those earn, with one request for all salaries", async () => {
      const query = `{ ${candidates} { nodes { id name employee { id name workEmail salary { amount currency } } } } }`;
      const { data, errors } = await ask(gateway.url, query);
      assert.equal(errors, undefined);
      const hired = data.candidates.nodes.filter(({ employee }) => employee !== null);
      assert.ok(hired.length > 1);
      for (const { name, employee } of hired) {
        assert.equal(employee.name, name);
        assert.deepEqual(employee.salary, employee.workEmail && madeUp(employee.workEmail.toLowerCase()));
      }
      assert.ok(hired.some(({ employee }) => employee.salary !== null));
      assert.equal(recorded.hiregraph.requests.length, 1);
      assert.equal(recorded.payroll.requests.length, 1);
      assert.equal(entityRequests(recorded.payroll).length, 1);
      // The list of candidates, and that of employees, which is all that tells who was hired.
      assert.deepEqual(await providerCalls(), ["/candidates", "/employees"]);
    });

    it("reads all employees that another graph refers to by address in one request and one walk of the list", async () => {
      const listed = await ask(
        hiregraph.url,
        `{ employees(first: 60, filter: { provider: { eq: "workable" } }) { nodes { id jobTitle workEmail } } }`,
      );
      const wanted = listed.data.employees.nodes.filter(({ workEmail }) => workEmail !== null);
      assert.ok(wanted.length > 10);
      await fetch(`${hiregraph.sandboxUrl}/calls`, { method: "DELETE" });
      const query = `query ($workEmails: [String!]!) { paidEmployees(workEmails: $workEmails) { workEmail salary { amount } id jobTitle } }`;
      const { data, errors } = await ask(gateway.url, query, { workEmails: wanted.map(({ workEmail }) => workEmail) });
      assert.equal(errors, undefined);
      assert.deepEqual(
        data.paidEmployees.map(({ id, jobTitle, workEmail }) => ({ id, jobTitle, workEmail })),
        wanted,
      );
      assert.equal(recorded.hiregraph.requests.length, 1);
      assert.equal(entityRequests(recorded.hiregraph).length, 1);
      assert.deepEqual(await providerCalls(), ["/employees"]);
    });

    it("reads all candidates that another graph refers to by id in one request and one call", async () => {
      const listed = await ask(hiregraph.url, `{ ${candidates} { nodes { id remoteId name } } }`);
      const wanted = listed.data.candidates.nodes;
      assert.ok(wanted.length > 50);
      await fetch(`${hiregraph.sandboxUrl}/calls`, { method: "DELETE" });
      const query = `query ($ids: [ID!]!) { expectations(candidateIds: $ids) { id remoteId name salaryExpectation { amount } } }`;
      const { data, errors } = await ask(gateway.url, query, { ids: wanted.map(({ id }) => id) });
      assert.equal(errors, undefined);
      assert.deepEqual(
        data.expectations.map(({ salaryExpectation: _, ...candidate }) => candidate),
        wanted,
      );
      assert.ok(data.expectations.every(({ id, salaryExpectation }) => salaryExpectation.amount === madeUp(id).amount));
      assert.equal(entityRequests(recorded.hiregraph).length, 1);
      assert.deepEqual(await providerCalls(), ["/candidates"]);
    });

    it("hands the API key to Hiregraph, and to nobody else", async () => {
      const query = `{ ${candidates} { nodes { salaryExpectation { amount } } } }`;
      assert.equal((await ask(gateway.url, query)).errors, undefined);
      assert.deepEqual(
        recorded.hiregraph.requests.map((request) => request.authorization),
        [authorization],
      );
      assert.deepEqual(
        recorded.payroll.requests.map((request) => request.authorization),
        [undefined],
      );
      const refused = await ask(gateway.url, query, {}, {});
      assert.ok(refused.errors.length > 0);
      assert.equal(refused.data?.candidates ?? null, null);
      assert.equal(recorded.hiregraph.requests.at(-1).authorization, undefined);
    });
  });
}

describe("the composed graph", () => {
  it("has the same public types, whoever composes it", () => {
    const joined = (sdl) => {
      const types = buildSchema(sdl, { assumeValidSDL: true }).getTypeMap();
      return Object.keys(types)
        .filter((type) => !/^(join__|link__|__)/.test(type))
        .sort();
    };
    const [apollo, guild] = ["apollo", "guild"].map((composer) => joined(compose(subgraphs, composer)));
    assert.deepEqual(apollo, guild);
    assert.ok(apollo.includes("Money") && apollo.includes("Candidate"));
  });

  it("is not made of graphs that do not fit", () => {
    const misfit = { name: "misfit", url: "http://localhost", sdl: "type Query { candidates: Int }" };
    for (const composer of ["apollo", "guild"])
      assert.throws(() => compose([...subgraphs, misfit], composer), /candidates/);
  });
});
