import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadEncryptionKeys } from "../../src/accounts/key-material.js";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hiregraph-keys-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it("takes the environment's keys before a file", async () => {
  await loadEncryptionKeys({ encryptionKeys: [], dataDir }, "create");
  const encryptionKeys = [randomBytes(32), randomBytes(32)];
  expect(await loadEncryptionKeys({ encryptionKeys, dataDir }, "existing")).toBe(encryptionKeys);
});

it("makes one key file that only the owner reads, also when several start together", async () => {
  const made = await Promise.all([1, 2, 3].map(() => loadEncryptionKeys({ encryptionKeys: [], dataDir }, "create")));
  const [stored] = await loadEncryptionKeys({ encryptionKeys: [], dataDir }, "existing");
  for (const [key] of made) expect(key).toEqual(stored);
  const path = join(dataDir, "encryption.key");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(Buffer.from(await readFile(path, "utf8"), "base64")).toEqual(stored);
});

it("fails in one line that names the variable when there is no key and none may be made", async () => {
  const options = { encryptionKeys: [], dataDir };
  await expect(loadEncryptionKeys(options, "existing")).rejects.toThrow(
    /^Neither HIREGRAPH_ENCRYPTION_KEY nor .*: expected 32 bytes/,
  );
  await loadEncryptionKeys(options, "create");
  await expect(loadEncryptionKeys(options, "environment")).rejects.toThrow(/^HIREGRAPH_ENCRYPTION_KEY is not set/);
});

it("refuses a key file of a wrong length rather than replace it", async () => {
  await writeFile(join(dataDir, "encryption.key"), "c2hvcnQ=");
  await expect(loadEncryptionKeys({ encryptionKeys: [], dataDir }, "create")).rejects.toThrow(/holds 5 bytes/);
});
