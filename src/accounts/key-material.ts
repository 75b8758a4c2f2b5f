import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../lib/errors.js";

/** `environment`: only HIREGRAPH_ENCRYPTION_KEY will do; `existing`: or the key file; `create`: or a new key file. */
export type KeySource = "environment" | "existing" | "create";

type KeyOptions = { readonly encryptionKeys: readonly Buffer[]; readonly dataDir: string };

const keyBytes = 32;

/** The keys that seal credentials, first the one that encrypts. Throws an AppError that says where a key may come from. */
export async function loadEncryptionKeys(options: KeyOptions, source: KeySource): Promise<readonly Buffer[]> {
  if (options.encryptionKeys.length > 0) return options.encryptionKeys;
  if (source === "environment") throw missingKey("HIREGRAPH_ENCRYPTION_KEY is not set");
  const path = join(options.dataDir, "encryption.key");
  const stored = (await readKey(path)) ?? (source === "create" ? await createKey(options.dataDir, path) : null);
  if (stored === null) throw missingKey(`Neither HIREGRAPH_ENCRYPTION_KEY nor ${path} holds a key`);
  return [stored];
}

function missingKey(found: string): AppError {
  return new AppError("INTERNAL", `${found}: expected ${keyBytes} bytes as base64 (openssl rand -base64 ${keyBytes}).`);
}

async function readKey(path: string): Promise<Buffer | null> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new AppError("INTERNAL", `Cannot read the encryption key in ${path}.`, { cause: error });
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== keyBytes) throw missingKey(`${path} holds ${key.length} bytes`);
  return key;
}

/** Written aside and linked into place: of two processes that start together, both end up with the same, whole key. */
async function createKey(dataDir: string, path: string): Promise<Buffer | null> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${randomBytes(keyBytes).toString("base64")}\n`, { mode: 0o600 });
  await link(draft, path).catch(() => undefined);
  await rm(draft, { force: true });
  return readKey(path);
}
