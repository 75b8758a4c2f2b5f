import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { SignJWT, exportJWK, generateKeyPair } from "jose";
import type { CryptoKey, JWK, JWTPayload } from "jose";

export const audience = "hiregraph-test";

/** A system that signs tokens, with its keys on a real HTTP server. */
export interface JwtIssuer {
  issuer: string;
  /** Makes a key pair; it is published unless said otherwise. */
  addKey(kid: string, alg?: string, options?: { isPublished?: boolean }): Promise<void>;
  publish(kid: string): void;
  withdraw(kid: string): void;
  /** The claims are added to those of a good token of ten minutes; undefined takes one away. */
  sign(claims?: JWTPayload, options?: { kid?: string; alg?: string }): Promise<string>;
  /** How often the keys were read. */
  reads(): number;
  /** What is answered in place of the keys; null for the keys. */
  answer(instead: { status: number; body: string; headers?: Record<string, string> } | null): void;
  stop(): Promise<void>;
  /** Listens again at the same address. */
  start(): Promise<void>;
}

export async function startJwtIssuer(): Promise<JwtIssuer> {
  const pairs = new Map<string, { alg: string; privateKey: CryptoKey; jwk: JWK }>();
  const published = new Set<string>();
  let reads = 0;
  let instead: { status: number; body: string; headers?: Record<string, string> } | null = null;
  let port = 0;
  const server = createServer((_request, response) => {
    reads += 1;
    const keys = [...published].map((kid) => pairs.get(kid)?.jwk);
    const { status, body, headers } = instead ?? { status: 200, body: JSON.stringify({ keys }), headers: {} };
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  });
  const start = async () => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
  };
  await start();
  const issuer = `http://127.0.0.1:${String(port)}/`;

  return {
    issuer,
    async addKey(kid, alg = "ES256", { isPublished = true } = {}) {
      const { privateKey, publicKey } = await generateKeyPair(alg);
      pairs.set(kid, { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: "sig" } });
      if (isPublished) published.add(kid);
    },
    publish: (kid) => published.add(kid),
    withdraw: (kid) => published.delete(kid),
    sign(claims = {}, { kid = [...pairs.keys()][0] ?? "", alg } = {}) {
      const pair = pairs.get(kid);
      if (!pair) throw new Error(`There is no key ${kid}.`);
      const now = Math.floor(Date.now() / 1000);
      const good = {
        ...{ iss: issuer, aud: audience, sub: "service-1", iat: now, exp: now + 600 },
        ...{ scope: "ats:read", hiregraph_workspace: "default" },
      };
      const header = { alg: alg ?? pair.alg, kid, typ: "JWT" };
      return new SignJWT({ ...good, ...claims }).setProtectedHeader(header).sign(pair.privateKey);
    },
    reads: () => reads,
    answer: (other) => {
      instead = other;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    start,
  };
}
