import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

const overflow = { status: 431, message: "The headers are too large." };
const timeout = { status: 408, message: "The request did not arrive in time." };
const malformed = { status: 400, message: "The request is malformed." };

/** Answers, in GraphQL's form, what is no HTTP request or has too many headers, and hangs up. */
export function refuseMalformedRequest({ code }: Error & { code?: string }, socket: Socket): void {
  if (code === "ECONNRESET" || socket.destroyed) return;
  const { status, message } = findingOf(code);
  const body = JSON.stringify({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => {
    socket.destroy();
  });
}

function findingOf(code: string | undefined): { status: number; message: string } {
  if (code === "HPE_HEADER_OVERFLOW") return overflow;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? timeout : malformed;
}
