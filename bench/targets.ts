import type { Case } from "./cases.js";
import type { Child } from "./child.js";
import { send } from "./load.js";
import type { Call } from "./load.js";
import { accounts } from "./setting.js";
import type { FloorReady, ServerReady } from "./setting.js";

/** A server that is measured. */
export interface Target {
  name: string;
  /** The request of a case for one of the accounts. */
  callOf(measured: Case, account: number): Call;
  cpuMs(): Promise<number>;
}

/** One candidate of an account. */
export interface Known {
  id: string;
  remoteId: string;
}

const json = { "content-type": "application/json" };

function graphCall({ url, keys }: ServerReady, account: number, query: string, variables: object = {}): Call {
  const headers = { ...json, authorization: `Bearer ${keys[account] ?? ""}` };
  return { url: `${url}/graphql`, headers, body: JSON.stringify({ query, variables }) };
}

export function graphTarget(name: string, server: Child<ServerReady>, known: readonly Known[]): Target {
  return {
    name,
    callOf: ({ query }, account) => graphCall(server.ready, account, query, { id: known[account]?.id }),
    cpuMs: () => server.cpuMs(),
  };
}

export function floorTarget(server: Child<FloorReady>, known: readonly Known[]): Target {
  return {
    name: "floor",
    callOf: ({ floor }, account) => {
      const url = `${server.ready.url}/${floor}/${String(account)}/${known[account]?.remoteId ?? ""}`;
      return { url, headers: json, body: "" };
    },
    cpuMs: () => server.cpuMs(),
  };
}

/** A candidate of each account, to be asked for by id. */
export async function knownCandidates(server: Child<ServerReady>): Promise<Known[]> {
  const query = "{ candidates(first: 1) { nodes { id remoteId } } }";
  return Promise.all(
    accounts.map(async (_, account) => {
      const answer = JSON.parse(await send(graphCall(server.ready, account, query))) as {
        data: { candidates: { nodes: Known[] } };
      };
      const [first] = answer.data.candidates.nodes;
      if (!first) throw new Error("An account has no candidates.");
      return first;
    }),
  );
}
