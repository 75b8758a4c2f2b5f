import { request as httpRequest } from "node:http";
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestListener } from "node:http";
import { buffer } from "node:stream/consumers";

import { parseGlobalId, recordId } from "../../src/schema/relay/global-id.js";
import { startCanary } from "../datasources/http/canary.js";
import type { Canary } from "../datasources/http/canary.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

/** A world with one Workable and one ApplicantStack account, and a host of their files that does as a test tells it. */
export interface AttachmentWorld extends World {
  /** The host of files; links on it are made with `linkTo`. */
  store: Canary;
  /** Global ids of the accounts. */
  accounts: { workable: string; applicantstack: string };
  /** An API key with every scope. */
  apiKey: string;
  /** Gives the first Workable candidate a file with this content; gives the global id of the attachment. */
  upload(name: string, content: Buffer): Promise<string>;
  /** Gives the first Workable candidate a file that is to be fetched at this address. */
  linkTo(url: string, name?: string): Promise<string>;
  get(id: string, options?: GetOptions): Promise<Download>;
  /** As `get`, before anything of the body is read. */
  open(id: string, options?: GetOptions): Promise<IncomingMessage>;
  /** Hangs up what was opened last. */
  hangUp(): void;
}

interface GetOptions {
  method?: "GET" | "HEAD";
  /** Null sends none. */
  key?: string | null;
}

export interface Download {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export async function startAttachmentWorld(onFile: RequestListener = refuseAll): Promise<AttachmentWorld> {
  const store = await startCanary(onFile);
  const world = await startWorld({ accounts: [], fetchAllow: [`127.0.0.1:${store.port}`] });
  const workable = world.sandbox.workable("acme-demo");
  workable.rateLimit = null;
  const link = (provider: "workable" | "applicantstack") =>
    world.link({ provider, subdomain: "acme-demo", token: `sandbox-${provider}-token` });
  const accounts = { workable: await link("workable"), applicantstack: await link("applicantstack") };
  const apiKey = await world.key();
  const candidateId = workable.data.candidates[0]?.id ?? "";
  const candidate = recordId("Candidate", parseGlobalId(accounts.workable)?.accountId ?? "", candidateId);
  /** Files have no ids at Workable, so that the graph is asked for the id of the newest one. */
  const addFile = async (name: string, preview_url: string, content?: Buffer): Promise<string> => {
    workable.data.files.push({ candidateId, name, preview_url, source: "upload", ...(content && { content }) });
    const { data } = await world.ask(newestFile, { candidate });
    workable.clearCalls();
    return data.attachments.nodes.at(-1).id;
  };
  const base = world.sandbox.urls.workable.replace("{subdomain}/spi/v3", "acme-demo");
  let last: ClientRequest | undefined;
  // Node's own client, because `fetch` unpacks and reads ahead.
  const open = (id: string, { method = "GET", key = apiKey }: GetOptions = {}): Promise<IncomingMessage> => {
    const headers = key === null ? {} : { authorization: `Bearer ${key}` };
    return new Promise((resolve, reject) => {
      last = httpRequest(contentUrl(world, id), { method, headers, agent: false }, resolve);
      last.on("error", reject).end();
    });
  };
  return {
    ...world,
    store,
    accounts,
    apiKey,
    upload: (name, content) =>
      addFile(name, `${base}/files/${candidateId}/${String(workable.data.files.length)}?signature=made-up`, content),
    linkTo: (url, name = "cv.pdf") => addFile(name, url),
    open,
    hangUp: () => last?.destroy(),
    async get(id, options) {
      const answer = await open(id, options);
      return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
    },
    async close() {
      await store.stop();
      await world.close();
    },
  };
}

/** The global id of the attachment with this key in an account. */
export function attachmentId(account: string, key: string): string {
  return recordId("Attachment", parseGlobalId(account)?.accountId ?? "", key);
}

export function contentUrl(world: World, id: string): string {
  return `${world.url}/attachments/${encodeURIComponent(id)}/content`;
}

const newestFile = `query ($candidate: ID!) {
  attachments(first: 100, filter: { candidate: { id: { eq: $candidate } } }) { nodes { id } }
}`;

const refuseAll: RequestListener = (_request, response) => {
  response.writeHead(404).end();
};
