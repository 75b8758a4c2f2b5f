import { subscribe, unsubscribe } from "node:diagnostics_channel";

import type { FastifyInstance, RouteOptions } from "fastify";
import {
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  buildClientSchema,
  getIntrospectionQuery,
  graphql,
  isObjectType,
} from "graphql";
import type { GraphQLField } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { commandActor, writeAuditEvent } from "../../src/accounts/audit.js";
import { listLinkedAccounts } from "../../src/accounts/linked-accounts.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import type { Scope } from "../../src/accounts/scopes.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { buildGraphSchema } from "../../src/resolvers/schema.js";
import { isModelName } from "../../src/schema/model-name.js";
import { parseGlobalId } from "../../src/schema/relay/global-id.js";
import { models } from "../../src/schema/models.js";
import { isWriteName } from "../../src/schema/writes/write-input.js";
import { writeSpecs } from "../../src/writes/write-spec.js";
import { edgesOf, nodeTypes, objectsOf, subjectOf, walkRoots } from "../support/scope-walk.js";
import type { Ask, RootField } from "../support/scope-walk.js";
import { defaultAccounts, startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

/** Root fields that answer everybody who has a key: these give null or FORBIDDEN record by record, which is asked below, or tell of the schema alone. */
const guardedBelow = ["node", "nodes", "_entities", "_service"];

/** Routes without a key, and what is asked in its place. */
const publicRoutes: [url: RegExp, guard: string][] = [
  [/^\/health\/(live|ready)$/, "nothing, since it tells nothing"],
  [/^\/connect\/assets\/page-\w+\.(css|js)$/, "nothing, since everybody gets the same"],
  [/^\/connect\/:token$/, "the link's token"],
  [/^\/oauth\/callback$/, "the consent's state"],
];

/** Few rows, since most of them are asked for all that hangs on them. */
const smallTenants = Object.fromEntries(
  defaultAccounts.map(({ provider, subdomain, token }) => {
    return [provider, [{ subdomain, token, candidates: 12, jobs: 3, employees: 6 }]];
  }),
);

let world: World;
let schema: GraphQLSchema;
const routes: { method: string; url: string }[] = [];
/** Records of every node type, one an account. */
const found: { type: string; id: string }[] = [];

/** What Fastify itself tells of each server that is made. */
function listRoutes(message: unknown): void {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook("onRoute", ({ method, url }: RouteOptions) => {
    routes.push(...[method].flat().map((name) => ({ method: name, url })));
  });
}

beforeAll(async () => {
  subscribe("fastify.initialization", listRoutes);
  world = await startWorld({ sandbox: { tenants: smallTenants }, accounts: defaultAccounts });
  unsubscribe("fastify.initialization", listRoutes);
  world.sandbox.workable("acme-demo").rateLimit = null;
  schema = buildClientSchema((await world.ask(getIntrospectionQuery())).data);
  const { id: workspaceId } = await ensureWorkspace(world.database);
  const [account] = await listLinkedAccounts(world.database, workspaceId);
  const told = { workspaceId, actor: commandActor, action: "account.updated", accountId: account?.id ?? null } as const;
  await writeAuditEvent(world.database, told);
  await collectRecords();
}, 180_000);
afterAll(() => world.close());

/** Finds records of each node type in each account, and more of them as long as they lead to types that the others do not. */
async function collectRecords(): Promise<void> {
  const types = nodeTypes(schema);
  const known = new Set<string>();
  const keep = (record: object) => {
    const [own, ...reached] = objectsOf(record, types);
    if (!own) return;
    const place = `${own.type} ${parseGlobalId(own.id)?.accountId ?? ""}`;
    const ways = [place, ...reached.map(({ type }) => `${place} ${type}`)];
    if (ways.some((way) => !known.has(way))) found.push(own);
    for (const way of ways) known.add(way);
  };
  const keepList = async (query: string, variables = {}) => {
    const { data } = await world.ask(query, variables);
    for (const record of objectsIn(data)) keep(record);
  };
  const listOf = ({ name, type }: GraphQLField<unknown, unknown>) =>
    `${name}(first: 12) { nodes ${edgesOf(schema, subjectOf(type))} }`;
  for (const field of listsOf("Query")) await keepList(`{ ${listOf(field)} }`);
  for (const { id } of found.filter(({ type }) => type === "LinkedAccount"))
    for (const field of listsOf("LinkedAccount"))
      await keepList(`query ($id: ID!) { node(id: $id) { ... on LinkedAccount { ${listOf(field)} } } }`, { id });
}

function listsOf(name: string): GraphQLField<unknown, unknown>[] {
  const type = schema.getType(name);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  return fields.filter(({ args }) => args.some((arg) => arg.name === "first"));
}

/** Every object of an answer, the outer ones first. */
function objectsIn(data: unknown): object[] {
  if (Array.isArray(data)) return data.flatMap(objectsIn);
  if (typeof data !== "object" || data === null) return [];
  return ["id" in data ? data : [], ...Object.values(data).map(objectsIn)].flat();
}

/** What hangs on a record. */
async function leadsTo({ type, id }: { type: string; id: string }, key?: string): Promise<unknown> {
  const query = `query ($id: ID!) { node(id: $id) { ... on ${type} ${edgesOf(schema, type)} } }`;
  return (await world.ask(query, { id }, key === undefined ? {} : { key })).data;
}

const askWith =
  (key: string, headers: Record<string, string> = {}): Ask =>
  (query, variables) =>
    world.ask(query, variables, { key, headers });

/** The scopes of which one is needed to see a type; none for types that are nobody's business without their owner. */
function scopesOf(type: string): readonly Scope[] {
  if (isModelName(type)) return [models[type].scope];
  if (type === "LinkedAccount" || type === "ProviderInfo") return ["ats:read", "hris:read", "accounts:manage"];
  if (type === "AuditEvent") return ["accounts:manage"];
  throw new Error(`It is not decided who may see ${type}; say so here.`);
}

function scopesOfRoot({ name, operation, about }: RootField): readonly Scope[] {
  if (operation === "mutation") return isWriteName(name) ? [writeSpecs[name].scope] : ["accounts:manage"];
  return scopesOf(about);
}

describe("every root field of the schema that is served", () => {
  it("is refused to a key without scopes, in dry runs too", async () => {
    const key = await world.key(undefined, []);
    const fields = await walkRoots(schema, askWith(key));
    expect(fields.length).toBeGreaterThan(40);
    const open = fields.filter(({ outcome }) => outcome === "open").map(({ name }) => name);
    expect(open.filter((name) => !guardedBelow.includes(name))).toEqual([]);
    for (const { name, operation } of fields.filter((field) => field.operation === "query")) {
      const { data, extensions } = await world.ask(
        `${operation} { ${name} { __typename } }`,
        {},
        { key, headers: { "hiregraph-dry-run": "true" } },
      );
      expect(data ?? null, name).toBeNull();
      expect((extensions as any)?.plan?.calls ?? [], name).toEqual([]);
    }
  });

  it.each(SCOPES)(
    "is open with %s alone where that is its scope, and nowhere else",
    { timeout: 120_000 },
    async (scope) => {
      const fields = await walkRoots(schema, askWith(await world.key(undefined, [scope])));
      const asked = fields.filter(({ name }) => !guardedBelow.includes(name));
      const expected = asked.filter((field) => scopesOfRoot(field).includes(scope));
      const open = asked.filter(({ outcome }) => outcome === "open");
      expect(open.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
    },
  );

  it("would be found if it were added without a scope", async () => {
    const changed = buildGraphSchema();
    const leak = { type: GraphQLString, resolve: () => "open" };
    const failing = { type: GraphQLString, resolve: () => Promise.reject(new Error("not for want of a scope")) };
    const added = new GraphQLObjectType({ name: "Added", fields: { leak, failing } });
    Object.assign(changed.getQueryType()?.getFields() ?? {}, added.getFields());
    const contextValue = { request: { principal: { scopes: new Set() }, accounts: [], providers: new Map() } };
    const fields = await walkRoots(changed, async (source, variableValues) => {
      const { data, errors } = await graphql({ schema: changed, source, variableValues, contextValue });
      const told = errors?.map(({ message, path, originalError }) => {
        return { message, path: [...(path ?? [])], extensions: { code: (originalError as { code?: string }).code } };
      });
      return { data, ...(told && { errors: told }) };
    });
    const open = fields.filter(({ outcome }) => outcome === "open").map(({ name }) => name);
    expect(open.filter((name) => !guardedBelow.includes(name))).toEqual(["leak", "failing"]);
  });
});

describe("every node type", () => {
  const visible = (data: unknown) => objectsOf(data, nodeTypes(schema));

  it("has a record that this test found", () => {
    expect(nodeTypes(schema).filter((name) => !found.some(({ type }) => type === name))).toEqual([]);
  });

  it("is hidden from a key without scopes, by node, nodes and as an entity", async () => {
    const ask = askWith(await world.key(undefined, []));
    const hidden = async (query: string, variables: Record<string, unknown>) => {
      const { data, errors = [] } = await ask(query, variables);
      expect(visible(data)).toEqual([]);
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual(errors.map(() => "FORBIDDEN"));
    };
    const ids = found.map(({ id }) => id);
    for (const id of ids) await hidden("query ($id: ID!) { node(id: $id) { __typename id } }", { id });
    await hidden("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", { ids });
    if (!schema.getQueryType()?.getFields()["_entities"]) return;
    const fragments = nodeTypes(schema).map((type) => `... on ${type} { __typename id }`);
    await hidden(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fragments.join(" ")} } }`,
      { representations: found.map(({ type, id }) => ({ __typename: type, id })) },
    );
  });

  it.each<Scope>(["ats:read", "hris:read", "accounts:manage", "ats:write", "pii:read", "raw:read", "proxy"])(
    "leads with %s alone to nothing but what that scope is for",
    { timeout: 120_000 },
    async (scope) => {
      const key = await world.key(undefined, [scope]);
      const seen = new Set<string>();
      for (const record of found) for (const { type } of visible(await leadsTo(record, key))) seen.add(type);
      const expected = nodeTypes(schema).filter((type) => scopesOf(type).includes(scope));
      expect([...seen].sort()).toEqual(expected.sort());
    },
  );

  it("is reached through the fields that were asked, over scopes too, or they would prove nothing", async () => {
    const ways = new Set<string>();
    for (const record of found)
      for (const { type } of visible(await leadsTo(record)))
        if (type !== record.type) ways.add(`${record.type} ${type}`);
    const reached = new Set([...ways].map((way) => way.split(" ")[1]));
    expect(nodeTypes(schema).filter((type) => !reached.has(type))).toEqual(["AuditEvent"]);
    expect([...ways]).toEqual(
      expect.arrayContaining(["Employee Candidate", "Candidate Employee", "AuditEvent LinkedAccount"]),
    );
  });
});

describe("every HTTP route", () => {
  const parameters: Record<string, () => string> = {
    id: () => found.find(({ type }) => type === "Attachment")?.id ?? "",
    accountId: () => found.find(({ type }) => type === "LinkedAccount")?.id ?? "",
    "*": () => "jobs",
  };
  const addressOf = (url: string) =>
    world.url +
    url.replaceAll(/:(\w+)|\*/gu, (found, name?: string) => encodeURIComponent(parameters[name ?? found]?.() ?? "x"));
  const guarded = () => routes.filter(({ url }) => !publicRoutes.some(([pattern]) => pattern.test(url)));
  const call = async ({ method, url }: { method: string; url: string }, key?: string) => {
    const headers = { ...(key !== undefined && { authorization: `Bearer ${key}` }) };
    const response = await fetch(addressOf(url), { method, headers });
    await response.arrayBuffer();
    return response.status;
  };
  /** Whether fetch can send it: it refuses what is not for browsers. */
  const isSendable = ({ method }: { method: string }) => !["CONNECT", "TRACE", "TRACK"].includes(method);

  it("is listed", () => {
    const urls = new Set(routes.map(({ url }) => url));
    expect([...urls]).toEqual(expect.arrayContaining(["/graphql", "/attachments/:id/content", "/health/live"]));
    expect(publicRoutes.filter(([pattern]) => ![...urls].some((url) => pattern.test(url)))).toEqual([]);
  });

  it("answers 401 without a key, unless it is public on purpose", async () => {
    const outcomes: unknown[] = [];
    for (const route of guarded().filter(isSendable)) outcomes.push([route.method, route.url, await call(route)]);
    expect(outcomes).toEqual(
      guarded()
        .filter(isSendable)
        .map(({ method, url }) => [method, url, 401]),
    );
  });

  it("answers 403 to a key without scopes, but for GraphQL, which is asked above", async () => {
    const key = await world.key(undefined, []);
    const asked = guarded().filter((route) => isSendable(route) && route.url !== "/graphql");
    const outcomes: unknown[] = [];
    for (const route of asked) outcomes.push([route.method, route.url, await call(route, key)]);
    expect(outcomes).toEqual(asked.map(({ method, url }) => [method, url, 403]));
  });
});
