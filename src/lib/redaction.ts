import { AppError } from "./errors.js";

const redacted = "[redacted]";
const maxDepth = 6;

const secretKey =
  /authorization|cookie|token|secret|passw|api[-_]?key|credential|encryption|sealed|private[-_]?key|^key$/i;
const personalKey =
  /e[-_]?mail|phone|mobile|address|birth|ssn|social[-_]?security|salary|first[-_]?name|last[-_]?name|full[-_]?name|middle[-_]?name|iban|bank/i;
const upstreamBodyKey = /^(body|payload|remote[-_]?data|raw[-_]?body|answers|resume|cover[-_]?letter)$/i;

const textPatterns: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${redacted}`],
  [/\bhg_[\w-]+/g, redacted],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, redacted],
  [/(:\/\/)[^/\s@]*@/g, `$1${redacted}@`],
  [/([?&][^=&?\s]*(?:token|key|secret|signature|password|code)[^=&?\s]*=)[^&\s"']+/gi, `$1${redacted}`],
  [/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, redacted],
  [/\b\d{3}-\d{2}-\d{4}\b/g, redacted],
  [/\+\d[\d ().-]{6,}\d/g, redacted],
  // Long random words; with a slash only when base64 padding tells them from a file path.
  [/(?<![\w+-])(?=[\w+-]*\d)[\w+-]{40,}={0,2}(?![\w+-])/g, redacted],
  [/(?<![\w/+-])[\w/+-]{40,}={1,2}/g, redacted],
];

/** Replaces what looks like a credential or a personal detail inside a text. */
export function redactText(text: string): string {
  return textPatterns.reduce((safe, [pattern, replacement]) => safe.replace(pattern, replacement), text);
}

/** Turns any value into plain JSON that may be logged: no secrets, personal details, upstream bodies or class instances. */
export function redact(value: unknown): unknown {
  return redactValue(value, 0, new Set());
}

function redactValue(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return "[binary]";
  if (depth >= maxDepth || above.has(value)) return "[…]";
  above.add(value);
  const safe = redactObject(value, depth + 1, above);
  above.delete(value);
  return safe;
}

function redactObject(value: object, depth: number, above: Set<object>): unknown {
  if (value instanceof Error) return redactError(value, depth, above);
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, depth, above));
  if (value instanceof URL) return redactText(value.href);
  if (!isPlain(value)) return `[${value.constructor.name}]`;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactEntry(key, item, depth, above)]));
}

/** Instances of classes (requests, sockets, records) are named and not copied: they are large, and hold what nobody meant to log. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function redactEntry(key: string, item: unknown, depth: number, above: Set<object>): unknown {
  if (item === null || item === undefined || typeof item === "boolean" || typeof item === "number") {
    return personalKey.test(key) && typeof item === "number" ? redacted : item;
  }
  const isHidden = secretKey.test(key) || personalKey.test(key) || upstreamBodyKey.test(key);
  return isHidden ? redacted : redactValue(item, depth, above);
}

/** Other properties of an error are left out: HTTP clients hang the request on it, with its Authorization header in clear. */
function redactError(error: Error, depth: number, above: Set<object>): unknown {
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const details = error instanceof AppError ? { details: redactValue(error.details, depth, above) } : {};
  const cause = error.cause === undefined ? {} : { cause: redactValue(error.cause, depth, above) };
  const stack = error.stack === undefined ? {} : { stack: redactText(error.stack) };
  return { type: error.name, message: redactText(error.message), ...code, ...details, ...stack, ...cause };
}
