import { Agent, request } from "node:http";

/** One request of the bench. */
export interface Call {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** How long each request took, in ms, and how long all of it took. */
export interface Sample {
  latenciesMs: number[];
  elapsedMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Sends one request; throws for any status but 200. */
export function send({ url, headers, body }: Call): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`status ${String(response.statusCode)}: ${text.slice(0, 500)}`));
      });
    });
    sent.on("error", reject).end(body);
  });
}

/** Clients that ask again as soon as they have an answer, for a while. `callOf` gets the client and how often it has asked. */
export async function load(
  clients: number,
  durationMs: number,
  callOf: (client: number, turn: number) => Call,
): Promise<Sample> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + durationMs;
  const run = async (client: number): Promise<void> => {
    for (let turn = 0; performance.now() < until; turn++) {
      const sentAt = performance.now();
      await send(callOf(client, turn));
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
  return { latenciesMs, elapsedMs: performance.now() - startedAt };
}

export function percentile(latenciesMs: readonly number[], share: number): number {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
