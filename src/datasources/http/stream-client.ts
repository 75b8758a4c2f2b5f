import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { Transform, type Readable } from "node:stream";
import { CallError } from "./client.js";
import type { Clock } from "./clock.js";
import type { ProxyTarget } from "./proxy-path.js";

export interface StreamRequest {
  readonly method: string;
  readonly target: ProxyTarget;
  readonly headers: Readonly<Record<string, string>>;
  /** Read no faster than the provider takes it; read to its end when that has answered early. Null when there is none. */
  readonly body: Readable | null;
  /** How long the provider may be silent while it is its turn, and the body while it is its. */
  readonly silenceMs: number;
  /** Ends the call, its answer's body included. */
  readonly signal: AbortSignal;
}

/** Makes one call whose bodies are streamed; neither retried nor redirected, and nothing in it read or rewritten. */
export interface StreamClient {
  /** Resolves with the answer's head. Its body has to be read to its end or destroyed; it fails when it is cut off. Throws a CallError. */
  open(request: StreamRequest): Promise<IncomingMessage>;
  /** Ends all connections. */
  close(): void;
}

/** Idle connections go before the provider ends them, because a call that meets that end is not made again. */
const agentOptions = { keepAlive: true, maxSockets: 64, maxTotalSockets: 512, maxFreeSockets: 16, timeout: 4_000 };

/** Connections of its own, so that long transfers keep none from other calls. */
export function createStreamClient(clock: Clock): StreamClient {
  const http = { agent: new HttpAgent(agentOptions), send: httpRequest };
  const https = { agent: new HttpsAgent(agentOptions), send: httpsRequest };
  return {
    open: (request) => {
      const { method, target, headers, signal } = request;
      const { agent, send } = target.url.protocol === "https:" ? https : http;
      return new Promise((resolve, reject) => {
        const call = send(target.url, { method, path: target.onLine, headers, agent, signal });
        // The first of these counts; later ones are of a call that is over.
        call.on("error", (error) => {
          reject(toCallError(error));
        });
        call.once("close", () => {
          reject(new CallError("connection"));
        });
        const answered = sendBody(call, request, clock);
        call.once("response", (answer) => {
          answered();
          endSilence(answer, request.silenceMs, clock);
          if ((answer.statusCode ?? 0) >= 200) resolve(answer);
          else call.destroy(new CallError("unreadable"));
        });
      });
    },
    close() {
      http.agent.destroy();
      https.agent.destroy();
    },
  };
}

/** Sends the body, and ends the call when nothing moves any more; gives the function that is to be called with the answer. */
function sendBody(call: ClientRequest, { body, silenceMs }: StreamRequest, clock: Clock): () => void {
  let isAnswered = false;
  let cancel: () => void = () => undefined;
  const meter = new Transform({
    transform(chunk, _encoding, done) {
      wait();
      done(null, chunk);
    },
  });
  const wait = () => {
    cancel();
    if (!isAnswered) cancel = clock.schedule(expire, silenceMs);
  };
  const expire = () => {
    const isUnderWay = meter.writableLength + meter.readableLength + call.writableLength > 0;
    const isBodysTurn = body !== null && !body.readableEnded && !isUnderWay;
    call.destroy(new CallError(isBodysTurn ? "aborted" : "timeout"));
  };
  const stop = () => {
    isAnswered = true;
    cancel();
  };
  wait();
  call.once("close", stop);
  if (body) pipeBody(body, meter, call);
  else call.end();
  return stop;
}

function pipeBody(body: Readable, meter: Transform, call: ClientRequest): void {
  call.once("close", () => {
    // Whoever sends it may read the answer only after having sent all.
    body.unpipe(meter).resume();
  });
  body.pipe(meter).pipe(call);
}

/** Ends an answer whose body stays away for too long; while it is the reader who takes nothing, that is no silence. */
function endSilence(answer: IncomingMessage, silenceMs: number, clock: Clock): void {
  let cancel: () => void = () => undefined;
  const wait = () => {
    cancel();
    cancel = clock.schedule(() => {
      if (answer.isPaused() || answer.readableLength > 0) wait();
      else answer.destroy(new CallError("timeout"));
    }, silenceMs);
  };
  // A failure while nobody listens would end the process; whoever reads later is told all the same.
  answer.on("error", () => undefined);
  answer.on("data", wait).pause();
  answer.once("close", () => {
    cancel();
  });
  wait();
}

/** Without the cause: what Node's errors hold is not to be shown. */
function toCallError(error: Error): CallError {
  if (error instanceof CallError) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code === "ABORT_ERR") return new CallError("aborted");
  if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/u.test(code))
    return new CallError("unreachable");
  return new CallError(code.startsWith("HPE_") ? "unreadable" : "connection");
}
