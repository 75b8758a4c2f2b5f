import { expect } from "vitest";

import { defaultOAuthApplication } from "../../../src/sandbox/index.js";
import { waitUntil } from "../../support/wait-until.js";
import { startWorld } from "../../support/world.js";
import type { World, WorldOptions } from "../../support/world.js";

export interface LinkInput {
  externalId?: string;
  provider?: string;
  scopes?: string[];
  redirectUrl?: string;
  allowedOrigin?: string;
  accountId?: string;
  expiresInMinutes?: number;
}

/** A link as `createLinkToken` made it. */
export interface MadeLink {
  token: string;
  url: string;
}

export interface LinkedRow {
  id: string;
  provider: string;
  subdomain: string;
  externalId: string | null;
  displayName: string | null;
  status: string;
}

export interface ConnectWorld extends World {
  makeLink(input?: LinkInput, key?: string): Promise<MadeLink>;
  /** What is linked now, asked through GraphQL. */
  linked(): Promise<LinkedRow[]>;
  /** Unlinks everything, and waits until the server knows. */
  forgetAccounts(): Promise<void>;
}

export interface ConnectWorldOptions extends WorldOptions {
  /** Whether the operator has an application at Workable; yes unless said. */
  hasOAuth?: boolean;
}

const createLinkToken = `mutation ($input: CreateLinkTokenInput!) {
  createLinkToken(input: $input) { token url expiresAt userErrors { code field message } }
}`;

/** A server on the sandboxes with nothing linked, known outside under the address at which it listens. */
export async function startConnectWorld({
  hasOAuth = true,
  ...options
}: ConnectWorldOptions = {}): Promise<ConnectWorld> {
  const { clientId, clientSecret } = defaultOAuthApplication;
  const world = await startWorld({
    accounts: [],
    ...options,
    environment: {
      PORT: "0",
      ...(hasOAuth && { HIREGRAPH_WORKABLE_CLIENT_ID: clientId, HIREGRAPH_WORKABLE_CLIENT_SECRET: clientSecret }),
      ...options.environment,
    },
  });
  const linked = async (): Promise<LinkedRow[]> => {
    const fields = "id provider subdomain externalId displayName status";
    const { data } = await world.ask(`{ linkedAccounts { nodes { ${fields} } } }`);
    return data.linkedAccounts.nodes;
  };
  return {
    ...world,
    linked,
    async link(account) {
      const id = await world.link(account);
      if (account.workspace === undefined) await waitUntil(async () => (await linked()).some((row) => row.id === id));
      return id;
    },
    async forgetAccounts() {
      await world.database.db.query("delete from linked_accounts");
      await waitUntil(async () => (await linked()).length === 0);
    },
    async makeLink(input = {}, key) {
      const answer = await world.ask(
        createLinkToken,
        { input: { externalId: "customer-1", ...input } },
        key === undefined ? {} : { key },
      );
      expect(answer.errors).toBeUndefined();
      const { userErrors, token, url } = answer.data.createLinkToken;
      expect(userErrors).toEqual([]);
      return { token, url };
    },
  };
}

/** Two accounts of Workable, which one member administers both. */
export const twoAccounts = {
  workable: [
    { subdomain: "acme-demo", token: "sandbox-workable-token" },
    { subdomain: "globex-demo", token: "sandbox-globex-token" },
  ],
};
