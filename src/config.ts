import { resolve } from "node:path";
import { z } from "zod";

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Everything that the environment decides; secrets in it must never be printed. */
export type Config = {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly encryptionKeys: readonly Buffer[];
  readonly providerUrls: {
    readonly workable: string;
    readonly workableWww: string;
    readonly applicantstack: string;
    readonly sagehr: string;
  };
  /** Our OAuth applications, by provider. */
  readonly oauthApplications: Readonly<Record<string, { readonly clientId: string; readonly clientSecret: string }>>;
  readonly defaultMaxAgeSeconds: number;
  readonly requestTimeoutMs: number;
  readonly maxCost: number;
  /** Whose JWTs are accepted beside API keys. */
  readonly jwt: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string } | undefined;
  readonly logLevel: LogLevel;
  readonly otlpEndpoint: string | undefined;
  readonly introspection: boolean;
  readonly explorer: boolean | undefined;
  /** Whether anything is done that no request asked for. */
  readonly background: boolean;
  /** `host:port` of places from which files may be fetched although their addresses are not public. */
  readonly fetchAllow: readonly string[];
  /** A manifest of documents that were registered beforehand. */
  readonly persistedDocuments: string | undefined;
  readonly persistedDocumentsOnly: boolean;
  /** The graph in Apollo Studio to which is reported. */
  readonly studio: { readonly key: string; readonly graphRef: string } | undefined;
};

export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const encryptionKeyBytes = 32;
const secretVariables = new Set([
  "HIREGRAPH_DATABASE_URL",
  "HIREGRAPH_ENCRYPTION_KEY",
  "HIREGRAPH_WORKABLE_CLIENT_SECRET",
  "APOLLO_KEY",
]);

function integer(min: number, max: number, fallback: number) {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number().min(min, { error }).max(max, { error }))
    .default(fallback);
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function isPlainHttpUrl(text: string): boolean {
  const url = parseUrl(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return false;
  return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}

const withoutTrailingSlash = (text: string) => text.replace(/\/+$/, "");

const httpUrl = z
  .string()
  .refine(isPlainHttpUrl, { error: "an http:// or https:// address without credentials, query or fragment" })
  .transform(withoutTrailingSlash);

/** Issuers may tell their keys apart by a query. */
const keySetUrl = z.string().refine((text) => isPlainHttpUrl(text.replace(/\?[^#]*/, "")), {
  error: "an http:// or https:// address without credentials or fragment",
});

const urlTemplate = z
  .string()
  .refine((text) => isPlainHttpUrl(text.replaceAll("{subdomain}", "example")), {
    error: "an http:// or https:// address, with {subdomain} where the account's subdomain goes",
  })
  .transform(withoutTrailingSlash);

const onOff = z.enum(["on", "off"], { error: "on or off" }).transform((value) => value === "on");

const hostsAndPorts = z
  .string()
  .transform((text) => text.split(",").map((entry) => entry.trim()))
  .refine((entries) => entries.every((entry) => /^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/iu.test(entry)), {
    error: "a comma list of host:port",
  });

const databaseUrl = z.string().refine((text) => ["postgres:", "postgresql:"].includes(parseUrl(text)?.protocol ?? ""), {
  error: "postgres://user:password@host:port/database",
});

const encryptionKeys = z
  .string()
  .transform((text) => text.split(",").map((key) => key.trim()))
  .refine((keys) => keys.every(isEncryptionKey), {
    error: `${encryptionKeyBytes} bytes as base64 (openssl rand -base64 ${encryptionKeyBytes}), or a comma list of those`,
  })
  .transform((keys) => keys.map((key) => Buffer.from(key, "base64")));

/** Node decodes any text as base64, skipping what it does not know; so the text must survive the way back. */
function isEncryptionKey(text: string): boolean {
  const bytes = Buffer.from(text, "base64");
  const stripPadding = (value: string) => value.replace(/=+$/, "");
  return bytes.length === encryptionKeyBytes && stripPadding(bytes.toString("base64")) === stripPadding(text);
}

const environment = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: integer(0, 65_535, 4000),
  HIREGRAPH_PUBLIC_URL: httpUrl.optional(),
  HIREGRAPH_DATA_DIR: z.string().default("./.hiregraph"),
  HIREGRAPH_DATABASE_URL: databaseUrl.optional(),
  HIREGRAPH_ENCRYPTION_KEY: encryptionKeys.optional(),
  HIREGRAPH_WORKABLE_URL: urlTemplate.default("https://{subdomain}.workable.com/spi/v3"),
  HIREGRAPH_WORKABLE_WWW_URL: httpUrl.default("https://www.workable.com"),
  HIREGRAPH_APPLICANTSTACK_URL: urlTemplate.default("https://{subdomain}.applicantstack.com"),
  HIREGRAPH_SAGEHR_URL: urlTemplate.default("https://{subdomain}.sage.hr/api"),
  HIREGRAPH_WORKABLE_CLIENT_ID: z.string().optional(),
  HIREGRAPH_WORKABLE_CLIENT_SECRET: z.string().optional(),
  HIREGRAPH_JWT_ISSUER: z.string().optional(),
  HIREGRAPH_JWT_AUDIENCE: z.string().optional(),
  HIREGRAPH_JWT_JWKS_URL: keySetUrl.optional(),
  HIREGRAPH_DEFAULT_MAX_AGE: integer(0, 31_536_000, 60),
  HIREGRAPH_REQUEST_TIMEOUT_MS: integer(100, 600_000, 15_000),
  HIREGRAPH_MAX_COST: integer(1, 10_000_000, 50_000),
  HIREGRAPH_LOG_LEVEL: z.enum(logLevels, { error: logLevels.join(", ") }).default("info"),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  HIREGRAPH_INTROSPECTION: onOff.default(true),
  HIREGRAPH_EXPLORER: onOff.optional(),
  HIREGRAPH_SYNC: onOff.default(true),
  HIREGRAPH_FETCH_ALLOW: hostsAndPorts.default([]),
  HIREGRAPH_PERSISTED_DOCUMENTS: z.string().optional(),
  HIREGRAPH_PERSISTED_DOCUMENTS_ONLY: onOff.default(false),
  APOLLO_KEY: z
    .string()
    .regex(/^[!-~]+$/, { error: "an API key of Apollo Studio" })
    .optional(),
  APOLLO_GRAPH_REF: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, { error: "id@variant of a graph in Apollo Studio" })
    .optional(),
});

/** Validates the environment once; an empty variable counts as unset. Throws one ConfigError that lists every wrong variable. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = environment.safeParse(given);
  const problems = parsed.success
    ? pairProblems(parsed.data)
    : parsed.error.issues.map((issue) => describe(issue, given));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

function describe(issue: z.core.$ZodIssue, given: NodeJS.ProcessEnv): string {
  const name = String(issue.path[0]);
  const value = given[name] ?? "";
  const found = secretVariables.has(name)
    ? `a secret of ${value.length} characters`
    : JSON.stringify(withoutUserInfo(value));
  return `${name}: found ${found}, expected ${issue.message}`;
}

function withoutUserInfo(value: string): string {
  return value.replace(/\/\/[^/\s]*@/, "//[redacted]@");
}

type Environment = z.output<typeof environment>;

function pairProblems(data: Environment): string[] {
  const names = ["HIREGRAPH_WORKABLE_CLIENT_ID", "HIREGRAPH_WORKABLE_CLIENT_SECRET"] as const;
  const missing = names.filter((name) => data[name] === undefined);
  return [
    ...(missing.length === 1 ? missing.map((name) => absent(name, "a value, since the other half is set")) : []),
    ...jwtProblems(data),
    ...(data.HIREGRAPH_PERSISTED_DOCUMENTS_ONLY && data.HIREGRAPH_PERSISTED_DOCUMENTS === undefined
      ? [absent("HIREGRAPH_PERSISTED_DOCUMENTS", "the path of a manifest, since only its documents may run")]
      : []),
    ...(data.APOLLO_KEY !== undefined && data.APOLLO_GRAPH_REF === undefined
      ? [absent("APOLLO_GRAPH_REF", "id@variant of the graph to which APOLLO_KEY belongs")]
      : []),
  ];
}

function absent(name: keyof Environment, expected: string): string {
  return `${name}: found nothing, expected ${expected}`;
}

function jwtProblems(data: Environment): string[] {
  const { HIREGRAPH_JWT_ISSUER: issuer, HIREGRAPH_JWT_AUDIENCE: audience, HIREGRAPH_JWT_JWKS_URL: jwksUrl } = data;
  if (issuer === undefined) {
    const isMeant = audience !== undefined || jwksUrl !== undefined;
    return isMeant
      ? [absent("HIREGRAPH_JWT_ISSUER", "the issuer of the tokens, since other variables of it are set")]
      : [];
  }
  return [
    ...(audience === undefined ? [absent("HIREGRAPH_JWT_AUDIENCE", "the audience that the tokens are made for")] : []),
    ...(jwksUrl === undefined && !isPlainHttpUrl(issuer)
      ? [absent("HIREGRAPH_JWT_JWKS_URL", "an address, since that of the issuer is none to find the keys below")]
      : []),
  ];
}

function toConfig(data: Environment): Config {
  const clientId = data.HIREGRAPH_WORKABLE_CLIENT_ID;
  const clientSecret = data.HIREGRAPH_WORKABLE_CLIENT_SECRET;
  return {
    host: data.HOST,
    port: data.PORT,
    publicUrl:
      data.HIREGRAPH_PUBLIC_URL ?? `http://${data.HOST.includes(":") ? `[${data.HOST}]` : data.HOST}:${data.PORT}`,
    dataDir: resolve(data.HIREGRAPH_DATA_DIR),
    databaseUrl: data.HIREGRAPH_DATABASE_URL,
    encryptionKeys: data.HIREGRAPH_ENCRYPTION_KEY ?? [],
    providerUrls: {
      workable: data.HIREGRAPH_WORKABLE_URL,
      workableWww: data.HIREGRAPH_WORKABLE_WWW_URL,
      applicantstack: data.HIREGRAPH_APPLICANTSTACK_URL,
      sagehr: data.HIREGRAPH_SAGEHR_URL,
    },
    oauthApplications:
      clientId !== undefined && clientSecret !== undefined ? { workable: { clientId, clientSecret } } : {},
    defaultMaxAgeSeconds: data.HIREGRAPH_DEFAULT_MAX_AGE,
    requestTimeoutMs: data.HIREGRAPH_REQUEST_TIMEOUT_MS,
    maxCost: data.HIREGRAPH_MAX_COST,
    jwt: jwtOf(data),
    logLevel: data.HIREGRAPH_LOG_LEVEL,
    otlpEndpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
    introspection: data.HIREGRAPH_INTROSPECTION,
    explorer: data.HIREGRAPH_EXPLORER,
    background: data.HIREGRAPH_SYNC,
    fetchAllow: data.HIREGRAPH_FETCH_ALLOW,
    persistedDocuments: data.HIREGRAPH_PERSISTED_DOCUMENTS && resolve(data.HIREGRAPH_PERSISTED_DOCUMENTS),
    persistedDocumentsOnly: data.HIREGRAPH_PERSISTED_DOCUMENTS_ONLY,
    // Other tools take the graph's name without a key, so that alone it asks for nothing.
    studio:
      data.APOLLO_KEY !== undefined && data.APOLLO_GRAPH_REF !== undefined
        ? { key: data.APOLLO_KEY, graphRef: data.APOLLO_GRAPH_REF }
        : undefined,
  };
}

/** The issuer is compared letter by letter, so that a slash at its end stays. */
function jwtOf(data: Environment): Config["jwt"] {
  const { HIREGRAPH_JWT_ISSUER: issuer, HIREGRAPH_JWT_AUDIENCE: audience, HIREGRAPH_JWT_JWKS_URL: jwksUrl } = data;
  if (issuer === undefined || audience === undefined) return undefined;
  return { issuer, audience, jwksUrl: jwksUrl ?? `${withoutTrailingSlash(issuer)}/.well-known/jwks.json` };
}
