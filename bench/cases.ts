/** A query that is measured, and the path of the floor that answers the same. */
export interface Case {
  name: string;
  floor: string;
  query: string;
}

const applications = (job: string): string =>
  `{ applications(first: 50) { nodes { candidate { name emails { value } } stage { name } job { ${job} } } } }`;

export const cases: readonly Case[] = [
  {
    name: "50 applications: name, e-mail, stage, job title",
    floor: "applications",
    query: applications("title"),
  },
  {
    name: "50 candidates with their application: the same fields",
    floor: "candidates",
    query:
      "{ candidates(first: 50) { nodes { name emails { value } applications(first: 1) { nodes { stage { name } job { title } } } } } }",
  },
  {
    name: "50 applications: also the job's department",
    floor: "departments",
    query: applications("title department { name }"),
  },
  {
    name: "`node(id)`: name, e-mail",
    floor: "node",
    query: "query One($id: ID!) { node(id: $id) { ... on Candidate { name emails { value } } } }",
  },
];
