import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "../lib/errors.js";
import type { SecretPlace } from "../store/sealed-columns.js";

export type Sealed = { readonly keyId: string; readonly sealed: Buffer };

export type Vault = {
  /** The id of the key that seals. */
  readonly keyId: string;
  /** Seals a text under the first key with a fresh nonce. */
  readonly seal: (text: string, place: SecretPlace) => Sealed;
  /** Opens what any of the keys sealed. Throws an AppError when the key is unknown or the bytes were changed. */
  readonly open: (record: Sealed, place: SecretPlace) => string;
};

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Makes a vault over 32-byte keys: the first seals, all open. Throws without a key. */
export function createVault(keys: readonly Buffer[]): Vault {
  const [first] = keys;
  if (first === undefined) throw new AppError("INTERNAL", "There is no encryption key to seal credentials with.");
  const keysById = new Map(keys.map((key) => [keyIdOf(key), key]));
  const keyId = keyIdOf(first);
  return {
    keyId,
    seal: (text, place) => ({ keyId, sealed: seal(first, text, place) }),
    open: (record, place) => {
      const key = keysById.get(record.keyId);
      if (key === undefined)
        throw unreadable(`under the key ${record.keyId}, which HIREGRAPH_ENCRYPTION_KEY does not hold`);
      return open(key, record.sealed, place);
    },
  };
}

/** Names a key without telling anything of it. */
function keyIdOf(key: Buffer): string {
  return createHash("sha256").update("hiregraph key id").update(key).digest("hex").slice(0, 12);
}

function seal(key: Buffer, text: string, place: SecretPlace): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(associatedData(place));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function open(key: Buffer, sealed: Buffer, place: SecretPlace): string {
  const [nonce, tag, body] = [
    sealed.subarray(0, nonceBytes),
    sealed.subarray(nonceBytes, nonceBytes + tagBytes),
    sealed.subarray(nonceBytes + tagBytes),
  ];
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      .setAAD(associatedData(place))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw unreadable("but were changed, or belong to another account", cause);
  }
}

/** JSON, because joined texts could be cut differently: "a" + "bc" and "ab" + "c". */
function associatedData({ workspaceId, accountId, column }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([workspaceId, accountId, column]));
}

function unreadable(why: string, cause?: unknown): AppError {
  return new AppError("INTERNAL", `The stored secrets are sealed ${why}.`, { cause });
}
