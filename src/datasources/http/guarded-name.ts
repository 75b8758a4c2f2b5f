import { extname } from "node:path";

const maxNameBytes = 255;
const maxExtensionBytes = 20;

/** Sticky, so that a header of thousands of broken parameters is read once and not from every semicolon again. */
const parameter = /\s*;[\s;]*([\w!#$&+.^`|~-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/y;

/** What a file is called: by its Content-Disposition (RFC 6266), else by the last segment of its address; null when neither tells. */
export function fileNameOf(disposition: string | undefined, url: URL): string | null {
  return nameInHeader(disposition ?? "") ?? sanitise(percentDecoded(url.pathname, "utf-8") ?? url.pathname);
}

function nameInHeader(header: string): string | null {
  const values = readParameters(header);
  const extended = /^([\w-]+)'[^']*'(.*)$/u.exec(values.get("filename*") ?? "");
  const decoded = extended ? percentDecoded(extended[2] ?? "", (extended[1] ?? "").toLowerCase()) : null;
  return (decoded === null ? null : sanitise(decoded)) ?? sanitise(toUtf8(values.get("filename") ?? ""));
}

/** The parameters after the disposition's type; of those that stand twice, the first. */
function readParameters(header: string): Map<string, string> {
  const values = new Map<string, string>();
  parameter.lastIndex = /^[^;]*/u.exec(header)?.[0].length ?? 0;
  for (let match = parameter.exec(header); match; match = parameter.exec(header)) {
    const [, name = "", quoted, bare = ""] = match;
    const text = quoted?.replace(/\\(.)/gu, "$1") ?? bare.replaceAll('"', "").trim();
    if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), text);
  }
  return values;
}

function percentDecoded(text: string, charset: string): string | null {
  try {
    if (charset === "utf-8") return decodeURIComponent(text);
    return charset === "iso-8859-1" ? unescapeLatin1(text) : null;
  } catch {
    return null;
  }
}

function unescapeLatin1(text: string): string {
  return text.replace(/%([\da-f]{2})/giu, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Headers arrive as Latin-1, though many hosts write UTF-8 into them. */
function toUtf8(header: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(header, "latin1"));
  } catch {
    return header;
  }
}

/** The last segment of what may be a path, without what is not seen or turns the direction of writing, of 255 bytes at most. */
function sanitise(path: string): string | null {
  const segments = path
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cs}\u{61C}\u{200B}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]/gu, "")
    .split(/[/\\]/u);
  const name = (segments.at(-1) ?? "").trim();
  return /^\.*$/u.test(name) ? null : shorten(name);
}

/** Shortens the stem and keeps the extension, by which the file is opened. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxNameBytes) return name;
  const whole = extname(name);
  const extension = Buffer.byteLength(whole) <= maxExtensionBytes ? whole : "";
  const room = maxNameBytes - Buffer.byteLength(extension);
  const cut = Buffer.from(name.slice(0, name.length - extension.length)).subarray(0, room);
  // What is left of a character that was cut in two reads as U+FFFD.
  return cut.toString("utf8").replace(/\u{FFFD}$/u, "") + extension;
}
