import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A browser that has the connect page open. */
export interface Session {
  readonly id: string;
  /** What forms of a link must carry, so that no page elsewhere can send them. */
  formSecret(linkId: string): string;
  isFormSecret(given: string | null, linkId: string): boolean;
}

export interface SessionOptions {
  /** Signs what browsers hold. */
  readonly key: Buffer;
  readonly publicUrl: () => string;
}

const cookieName = "hiregraph_connect";
const idPattern = /^[\w-]{43}$/u;

/** The session that the browser proves; null without one, or with one that we did not make. */
export function readSession(request: FastifyRequest, { key }: SessionOptions): Session | null {
  for (const value of cookiesNamed(request, cookieName)) {
    const [id = "", signature = ""] = value.split(".");
    if (idPattern.test(id) && isEqual(signature, sign(key, "session", id))) return toSession(id, key);
  }
  return null;
}

/** Begins a session. In a frame of another site, browsers hold cookies only apart from all others, and only with TLS or on one machine. */
export function beginSession(request: FastifyRequest, reply: FastifyReply, options: SessionOptions): Session {
  const { key } = options;
  const id = randomBytes(32).toString("base64url");
  const url = new URL(options.publicUrl());
  const isSecure = url.protocol === "https:";
  const isLocal = url.hostname === "127.0.0.1" || url.hostname === "localhost" || url.hostname === "[::1]";
  const isApart = isFramed(request) && (isSecure || isLocal);
  const site = isApart ? "SameSite=None; Secure; Partitioned" : `SameSite=Lax${isSecure ? "; Secure" : ""}`;
  const path = `${basePathOf(options.publicUrl())}/connect`;
  reply.header("set-cookie", `${cookieName}=${id}.${sign(key, "session", id)}; Path=${path}; HttpOnly; ${site}`);
  return toSession(id, key);
}

/** Whether a page is to be shown inside another one, as far as the browser tells. */
export function isFramed({ headers }: FastifyRequest): boolean {
  return headers["sec-fetch-dest"] === "iframe" || headers["sec-fetch-dest"] === "frame";
}

/** The values of a cookie: there may be several, when another site of the same domain has set one too. */
export function cookiesNamed({ headers }: FastifyRequest, name: string): string[] {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

/** The query as it was sent, each value a text, however often it comes. */
export function queryOf({ url }: FastifyRequest): URLSearchParams {
  const at = url.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
}

/** The path below which this server is known outside, without a slash at its end. */
export function basePathOf(publicUrl: string): string {
  return new URL(publicUrl).pathname.replace(/\/+$/u, "");
}

function toSession(id: string, key: Buffer): Session {
  const formSecret = (linkId: string) => sign(key, "form", `${id} ${linkId}`);
  return { id, formSecret, isFormSecret: (given, linkId) => given !== null && isEqual(given, formSecret(linkId)) };
}

function sign(key: Buffer, purpose: string, text: string): string {
  return createHmac("sha256", key).update(`${purpose} ${text}`).digest("base64url");
}

function isEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
