import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";

import { listen } from "../listen.js";
import { authenticated } from "../subgraphs.js";

/** Starts Hive Gateway (MIT) over a composed graph. */
export async function startHiveGateway(supergraphSdl, port = 0) {
  const gateway = createGatewayRuntime({
    supergraph: supergraphSdl,
    logging: "warn",
    propagateHeaders: {
      fromClientToSubgraphs({ request, subgraphName }) {
        const authorization = request.headers.get("authorization");
        return subgraphName === authenticated && authorization ? { authorization } : undefined;
      },
    },
  });
  const { url, stop } = await listen(createServer(gateway), port);
  return {
    url,
    async stop() {
      await stop();
      await gateway[Symbol.asyncDispose]();
    },
  };
}
