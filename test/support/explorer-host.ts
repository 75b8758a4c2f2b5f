import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { buildSchema, graphql } from "graphql";
import { registerExplorer } from "../../src/http/explorer.js";
import type { ExplorerOptions } from "../../src/http/explorer.js";

export const validKey = "hg_test_valid";

const schema = buildSchema(`
  """Where the questions start."""
  type Query {
    """People who applied for something."""
    candidates(first: Int = 25): [Candidate!]!
  }
  """A person as a provider knows them."""
  type Candidate {
    id: ID!
    """The full name, as the provider spells it."""
    name: String!
    provider: String!
  }
`);

const candidates = [
  { id: "c1", name: "Ada Example", provider: "workable" },
  { id: "c2", name: "Zoë Sample", provider: "sagehr" },
];

interface GraphqlBody {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** A server with the explorer and a small real schema behind a key; `url` is where a browser finds it. */
export async function startExplorerHost(
  options: Partial<ExplorerOptions> = {},
): Promise<{ app: FastifyInstance; url: string; revokeKeys: () => void; becomeUnreachable: () => void }> {
  const app = Fastify({ forceCloseConnections: true });
  let isReachable = true;
  const accepted = new Set([`Bearer ${validKey}`]);
  app.post<{ Body: GraphqlBody }>("/graphql", async (request, reply) => {
    if (!isReachable) {
      reply.hijack();
      request.raw.socket.destroy();
      return;
    }
    if (!accepted.has(request.headers.authorization ?? "")) {
      return reply.code(401).send({ errors: [{ message: "The API key is unknown or revoked." }] });
    }
    const { query, variables, operationName } = request.body;
    return graphql({
      schema,
      source: query,
      variableValues: variables,
      operationName,
      rootValue: { candidates: ({ first }: { first: number }) => candidates.slice(0, first) },
    });
  });
  await registerExplorer(app, {
    graphqlPath: "/graphql",
    publicUrl: "http://127.0.0.1:4000",
    query: "query FirstCandidates {\n  candidates(first: 5) {\n    id\n    name\n    provider\n  }\n}\n",
    ...options,
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    app,
    url,
    revokeKeys: () => {
      accepted.clear();
    },
    becomeUnreachable: () => {
      isReachable = false;
    },
  };
}
