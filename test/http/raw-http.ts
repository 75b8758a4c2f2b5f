import { request as httpRequest } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** What came back, whatever it was. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: any;
}

/** Begins a request that a well-behaved client would not send; whoever begins it writes its body. */
export function begin(url: string, method: string, headers: Record<string, string | number>): ClientRequest {
  // Else the client itself asks the server to hang up with its answer.
  return httpRequest(url, { method, agent: false, headers: { connection: "keep-alive", ...headers } });
}

export async function answerOf(request: ClientRequest): Promise<RawAnswer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  const body = JSON.parse((await text(answer)) || "null");
  // What is written after the answer fails, as it should.
  request.on("error", () => undefined).destroy();
  return { status: answer.statusCode ?? 0, headers: answer.headers, body };
}

/** Sends bytes as they are, and reads until the server hangs up. */
export async function exchange(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return text(socket);
}
