import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "vitest";

import type { ModelName } from "../../../src/schema/model-name.js";
import { recordId } from "../../../src/schema/relay/global-id.js";
import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { defaultAccounts, startWorld } from "../../support/world.js";
import type { Answer, World, WorldOptions } from "../../support/world.js";

export type ProviderId = "workable" | "applicantstack" | "sagehr";
export const providerIds: readonly ProviderId[] = ["workable", "applicantstack", "sagehr"];

/** What a mutation answered, and what it cost. */
export interface Written {
  /** Null when the field failed. */
  payload: any;
  errors: Answer["errors"];
  /** The calls that the sandboxes saw, such as `POST /spi/v3/candidates/…/move`. */
  calls: string[];
  /** Those of them that were to change something. */
  writes: string[];
}

export interface AskOptions {
  key?: string;
}

export interface MutationWorld extends World {
  /** The global id of a record of the account at a provider. */
  id(provider: ProviderId, model: ModelName, key: string | number): string;
  accountId(provider: ProviderId): string;
  /** A file that may be fetched. */
  fileAddress: string;
  /** Writes, after checking that what the sandboxes counted is what `extensions.upstream` says. */
  write(name: WriteName, input: object, fields?: string, options?: AskOptions): Promise<Written>;
  /** One record, read by a query of its own; `fields` are of its type. */
  read(id: string, type: ModelName, fields: string): Promise<any>;
}

/** What every payload tells beside its record. */
const told = `userErrors { code field message providerMessage } replayed steps { name status }
  clientMutationId plan { total calls { accountId method path times } }`;

export function mutation(name: WriteName, fields = ""): string {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} ${told} } }`;
}

export interface MutationWorldOptions extends WorldOptions {
  /** Links the account of Workable with its first member, an administrator of HR, as the acting one. */
  hasMember?: boolean;
}

/** A server on the three sandboxes, of which Workable does not count calls against a limit. */
export async function startMutationWorld({
  hasMember = false,
  ...options
}: MutationWorldOptions = {}): Promise<MutationWorld> {
  const [workable, ...others] = defaultAccounts;
  const host = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/pdf" }).end("served");
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const place = `127.0.0.1:${String((host.address() as AddressInfo).port)}`;
  const fetchAllow = [place, ...(options.fetchAllow ?? [])];
  const world = await startWorld({ ...options, fetchAllow, accounts: others });
  const { sandbox } = world;
  const [member] = sandbox.workable("acme-demo").data.members;
  if (workable && member) await world.link({ ...workable, ...(hasMember && { settings: { memberId: member.id } }) });
  sandbox.workable("acme-demo").rateLimit = null;
  const tenants = providerIds.map((provider) => sandbox[provider]("acme-demo"));
  const { data } = await world.ask(`{ linkedAccounts { nodes { id provider } } }`);
  const accounts = new Map<string, string>(data.linkedAccounts.nodes.map(({ id, provider }: any) => [provider, id]));
  const accountId = (provider: ProviderId) => accounts.get(provider) ?? "";
  const localId = (globalId: string) => Buffer.from(globalId, "base64").toString().replace("LinkedAccount:", "");
  return {
    ...world,
    close: async () => {
      await world.close();
      host.close();
    },
    accountId,
    fileAddress: `http://${place}/notes.pdf`,
    id: (provider, model, key) => recordId(model, localId(accountId(provider)), String(key)),
    async write(name, input, fields, askOptions = {}) {
      for (const tenant of tenants) tenant.clearCalls();
      const answer = await world.ask(mutation(name, fields), { input }, askOptions);
      const calls = tenants.flatMap((tenant) =>
        tenant.calls().map(({ method, path }) => `${method} ${path.split("?")[0] ?? ""}`),
      );
      // A document that GraphQL itself refuses is not run, and has no report.
      const report = (answer.extensions as Partial<Answer["extensions"]> | undefined)?.upstream;
      expect(report?.calls ?? 0).toBe(calls.length);
      return {
        payload: answer.data?.[name] ?? null,
        errors: answer.errors,
        calls,
        writes: calls.filter((call) => !call.startsWith("GET ")),
      };
    },
    async read(id, type, fields) {
      const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`;
      const answer = await world.ask(query, { id });
      expect(answer.errors).toBeUndefined();
      return answer.data.node;
    },
  };
}

/** The userErrors of a write that must not have made any call. */
export function withoutCall({ payload, errors, calls }: Written): unknown {
  expect(errors).toBeUndefined();
  expect(calls).toEqual([]);
  return payload.userErrors;
}

/** The record of a write that must have been done. */
export function done({ payload, errors }: Written, field: string): any {
  expect(errors).toBeUndefined();
  expect(payload.userErrors).toEqual([]);
  return payload[field];
}
