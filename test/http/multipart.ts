import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";

/** A part of a form: a field, or a file with a name. */
export interface Part {
  name: string;
  content: string | Buffer;
  fileName?: string;
}

export interface MultipartBody {
  contentType: string;
  bytes: Buffer;
}

/** What a request with an upload came back with. */
export interface UploadAnswer {
  status: number;
  data?: any;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

const boundary = `made-up-${randomUUID()}`;

/** A form as browsers write it. */
export function multipart(parts: readonly Part[]): MultipartBody {
  const pieces = parts.flatMap(({ name, content, fileName }) => {
    const file = fileName === undefined ? "" : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(content), Buffer.from("\r\n")];
  });
  const bytes = Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes };
}

/** The three parts of the GraphQL multipart request specification. */
export function uploadParts(operation: object, files: Record<string, { name: string; content: Buffer }>): Part[] {
  const names = Object.keys(files);
  const map = Object.fromEntries(names.map((path, index) => [String(index), [path]]));
  return [
    { name: "operations", content: JSON.stringify(operation) },
    { name: "map", content: JSON.stringify(map) },
    ...Object.values(files).map(({ name, content }, index) => ({ name: String(index), fileName: name, content })),
  ];
}

/** Begins a POST of a form; whoever begins it writes its body. */
export function beginPost(url: string, key: string | null, { contentType, bytes }: MultipartBody): ClientRequest {
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  // Else the server hangs up with its answer, though the body may not be whole by then.
  const headers = { "content-type": contentType, "content-length": bytes.length, connection: "keep-alive" };
  return httpRequest(url, { method: "POST", agent: false, headers: { ...headers, ...authorization } });
}

export async function answerOf(request: ClientRequest): Promise<UploadAnswer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  return { status: answer.statusCode ?? 0, ...((await json(answer)) as Omit<UploadAnswer, "status">) };
}

export async function post(url: string, key: string | null, body: MultipartBody): Promise<UploadAnswer> {
  const request = beginPost(url, key, body);
  request.end(body.bytes);
  return answerOf(request);
}
