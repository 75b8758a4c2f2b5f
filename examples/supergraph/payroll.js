import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { buildASTSchema, graphql, parse } from "graphql";

import { listen } from "./listen.js";

/** What composes. Hiregraph's ids are opaque here; of employees only the address is known, as in most payrolls. */
const sdl = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])

"Where reading starts."
type Query {
  "The employees with these work e-mail addresses, as far as they are paid."
  paidEmployees(workEmails: [String!]!): [Employee!]!
  "Candidates by Hiregraph's ids."
  expectations(candidateIds: [ID!]!): [Candidate!]!
}

type Employee @key(fields: "workEmail") {
  workEmail: String @tag(name: "pii")
  "Yearly, before taxes."
  salary: Money @tag(name: "pii")
}

type Candidate @key(fields: "id") {
  id: ID!
  "What the person would like to earn in a year."
  salaryExpectation: Money @tag(name: "pii")
}

"An amount."
type Money {
  amount: Int!
  "ISO 4217, upper case."
  currency: String!
}
`;

/** What a gateway asks beside it. */
const federation = `
scalar _Any
union _Entity = Employee | Candidate
type _Service { sdl: String! }
extend type Query {
  _service: _Service!
  _entities(representations: [_Any!]!): [_Entity]!
}
`;

// The directives are for composers alone; this server has no use for their definitions.
const schema = buildASTSchema(parse(sdl + federation), { assumeValidSDL: true });

const root = {
  paidEmployees: ({ workEmails }) => workEmails.map(employee),
  expectations: ({ candidateIds }) => candidateIds.map(candidate),
  _service: { sdl },
  _entities: ({ representations }) => representations.map(entity),
};

function entity({ __typename, workEmail, id }) {
  if (__typename === "Candidate") return candidate(id);
  // Not every employee has an address yet, and without one nobody is paid here.
  return typeof workEmail === "string" ? employee(workEmail) : null;
}

function employee(workEmail) {
  return { __typename: "Employee", workEmail, salary: madeUp(workEmail.toLowerCase()) };
}

function candidate(id) {
  return { __typename: "Candidate", id, salaryExpectation: madeUp(id) };
}

/** Made-up amounts that stay the same: they follow from the key. */
export function madeUp(key) {
  const number = createHash("sha256").update(key).digest().readUInt16BE();
  return { amount: 40_000 + (number % 600) * 100, currency: "EUR" };
}

/** Starts the payroll subgraph on any free port. */
export function startPayroll() {
  return listen(
    createServer(async (request, response) => {
      const { query: source, variables: variableValues } = JSON.parse(await text(request));
      const result = await graphql({ schema, source, variableValues, rootValue: root });
      response.setHeader("content-type", "application/json").end(JSON.stringify(result));
    }),
  );
}
