import { compose } from "./compose.js";
import { startApolloGateway } from "./gateways/apollo.js";
import { startHiveGateway } from "./gateways/hive.js";
import { startHiregraph } from "./hiregraph.js";
import { startPayroll } from "./payroll.js";
import { readSdl } from "./subgraphs.js";

// `npm start` runs Hive Gateway, `npm start -- apollo` Apollo's; PORT is the gateway's, any free one unless said.
const gateways = { hive: startHiveGateway, apollo: startApolloGateway };
const query =
  '{ candidates(first: 100, filter: { provider: { eq: "workable" } }) { nodes { name salaryExpectation { amount } employee { jobTitle salary { amount currency } } } } }';

const running = [];

async function start(startGateway) {
  const hiregraph = await started(startHiregraph());
  const payroll = await started(startPayroll());
  const authorization = `Bearer ${hiregraph.apiKey}`;
  const subgraphs = [
    {
      name: "hiregraph",
      url: hiregraph.url,
      sdl: await readSdl({ name: "hiregraph", ...hiregraph }, { authorization }),
    },
    { name: "payroll", url: payroll.url, sdl: await readSdl({ name: "payroll", ...payroll }, {}) },
  ];
  const gateway = await started(startGateway(compose(subgraphs), Number(process.env.PORT ?? 0)));
  console.log(`Subgraphs ${hiregraph.url} ${payroll.url}`);
  console.log(`Gateway ${gateway.url}`);
  console.log(`API key ${hiregraph.apiKey}`);
  const headers = `-H 'Authorization: ${authorization}' -H 'Content-Type: application/json'`;
  console.log(`Query curl -s ${gateway.url} ${headers} -d '${JSON.stringify({ query })}'`);
}

async function started(starting) {
  const server = await starting;
  running.push(server);
  return server;
}

async function stop() {
  for (const server of running.splice(0).reverse()) await server.stop();
}

const startGateway = gateways[process.argv[2] ?? "hive"];
if (!startGateway) {
  console.error(`There is no gateway ${process.argv[2]}; choose one of ${Object.keys(gateways).join(", ")}.`);
  process.exit(1);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop().then(() => process.exit(0)));
try {
  await start(startGateway);
} catch (error) {
  console.error(error.message);
  await stop();
  process.exitCode = 1;
}
