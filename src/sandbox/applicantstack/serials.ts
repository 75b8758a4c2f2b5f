import { createHash } from "node:crypto";
import type { Random } from "../random.js";

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
const prefixes = {
  job: "a2",
  candidate: "a4",
  attachment: "a6",
  questionnaire: "a7",
  hire: "e2",
  form: "e4",
} as const;

export type SerialMaker = (kind: keyof typeof prefixes) => string;

/** Makes serials of 12 characters: kind, five characters of the account, five of the record. */
export function createSerials(random: Random, subdomain: string): SerialMaker {
  const digest = createHash("sha256").update(subdomain).digest();
  const account = [...digest.subarray(0, 5)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
  const used = new Set<string>();
  return (kind) => {
    let record = random.text(alphabet, 5);
    while (used.has(record)) record = random.text(alphabet, 5);
    used.add(record);
    return `${prefixes[kind]}${account}${record}`;
  };
}
