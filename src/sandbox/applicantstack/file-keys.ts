import { createHmac } from "node:crypto";

/** Keys of 40 hex characters: eight tell when the key expires, the rest sign serial and expiry. */
export interface FileKeys {
  issue(serial: string, expiresAt: number): string;
  /** False when the key is wrong, of another file, or expired at `time` (Unix seconds). */
  accepts(serial: string, key: string, time: number): boolean;
}

export function createFileKeys(secret: string): FileKeys {
  const issue = (serial: string, expiresAt: number) => {
    const expiry = expiresAt.toString(16).padStart(8, "0");
    const signature = createHmac("sha256", secret).update(`${serial}.${expiry}`).digest("hex").slice(0, 32);
    return `${expiry}${signature}`;
  };
  return {
    issue,
    accepts: (serial, key, time) => {
      const expiresAt = Number.parseInt(key.slice(0, 8), 16);
      return expiresAt > time && issue(serial, expiresAt) === key;
    },
  };
}
