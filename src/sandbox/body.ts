import type { IncomingMessage } from "node:http";

/** A submitted form. A file's content is a view of the whole body: copy it to keep it longer than the call. */
export interface FormBody {
  readonly isForm: true;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly FormFile[];
}

interface FormFile {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export function isFormBody(body: unknown): body is FormBody {
  return typeof body === "object" && body !== null && "isForm" in body && body.isForm === true;
}

/**
 * Reads a form as a FormBody, any other body that is JSON parsed, whatever its content type says, the rest as text
 * and an empty one as undefined. A multipart body that is not one stays text.
 */
export async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(incoming);
  if (bytes.length === 0) return undefined;
  const contentType = incoming.headers["content-type"] ?? "";
  if (/^application\/x-www-form-urlencoded\b/iu.test(contentType)) {
    return { isForm: true, fields: [...new URLSearchParams(bytes.toString())], files: [] } satisfies FormBody;
  }
  if (/^multipart\/form-data\b/iu.test(contentType)) return readMultipart(bytes, contentType) ?? bytes.toString();
  return readText(bytes.toString());
}

function readText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Collects into one buffer of the announced length, where joining chunks would hold a large upload twice. */
async function readBytes(incoming: IncomingMessage): Promise<Buffer> {
  const announced = Number(incoming.headers["content-length"] ?? 0);
  let bytes = Buffer.allocUnsafe(Math.min(announced, 64 * 1024 * 1024));
  let length = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (length + chunk.length > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, length + chunk.length));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    chunk.copy(bytes, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
}

/** Null when there is no boundary or a part is cut off. */
function readMultipart(bytes: Buffer, contentType: string): FormBody | null {
  const boundary = /boundary=(?:"(?<quoted>[^"]+)"|(?<plain>[^;\s]+))/iu.exec(contentType)?.groups;
  if (!boundary) return null;
  const delimiter = Buffer.from(`--${boundary["quoted"] ?? boundary["plain"] ?? ""}`);
  const fields: [string, string][] = [];
  const files: FormFile[] = [];
  let at = bytes.indexOf(delimiter);
  while (at >= 0 && bytes.toString("latin1", at + delimiter.length, at + delimiter.length + 2) !== "--") {
    const headersAt = at + delimiter.length + 2;
    const headersEnd = bytes.indexOf("\r\n\r\n", headersAt);
    const contentAt = headersEnd + 4;
    const contentEnd = bytes.indexOf(Buffer.concat([Buffer.from("\r\n"), delimiter]), contentAt);
    if (headersEnd < 0 || contentEnd < 0) return null;
    const part = readPartHeaders(bytes.toString("utf8", headersAt, headersEnd));
    const content = bytes.subarray(contentAt, contentEnd);
    if (part.fileName === undefined) fields.push([part.field, content.toString()]);
    else files.push({ field: part.field, fileName: part.fileName, contentType: part.contentType, content });
    at = contentEnd + 2;
  }
  return at < 0 ? null : { isForm: true, fields, files };
}

function readPartHeaders(text: string): { field: string; fileName: string | undefined; contentType: string } {
  const [disposition = ""] = /^content-disposition:.*$/imu.exec(text) ?? [];
  const field = /;\s*name="(?<name>[^"]*)"/iu.exec(disposition)?.groups?.["name"] ?? "";
  const fileName = /;\s*filename="(?<name>[^"]*)"/iu.exec(disposition)?.groups?.["name"];
  const contentType = /^content-type:\s*(?<type>\S.*?)\s*$/imu.exec(text)?.groups?.["type"];
  return {
    field: unescapeName(field),
    fileName: fileName === undefined ? undefined : unescapeName(fileName),
    contentType: contentType ?? "application/octet-stream",
  };
}

/** Browsers and Node escape these three characters of a name, and no percent sign. */
function unescapeName(name: string): string {
  return name.replaceAll(/%(?:22|0D|0A)/giu, decodeURIComponent);
}
