import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import { AppError } from "../lib/errors.js";

/** Where in a list of one account a record stood: enough to find the place again when rows were added or removed meanwhile. */
export interface Anchor {
  /** The token of the page to read again; absent for the first page. */
  token?: string;
  /** Keys of the record and of those before it, nearest first. */
  before: string[];
  /** Keys of the records after it, nearest first. */
  after: string[];
}

/** A place in a walk over several accounts. */
export interface Place extends Anchor {
  accountId: string;
  /** The accounts that the walk had to skip, or a part of them. */
  skipped: string[];
}

export interface CursorCodec {
  encode(place: Place, binding: string): string;
  /** Throws INVALID_CURSOR for a cursor that was not made here, for this workspace, field and filter. */
  decode(cursor: string, binding: string): Place;
}

const macBytes = 12;

/** Cursors are signed, so that a client cannot make us read pages of its own invention. */
export function createCursorCodec(key: Buffer, workspaceId: string): CursorCodec {
  const sign = (body: string, binding: string): Buffer =>
    createHmac("sha256", key).update(`${workspaceId}\n${binding}\n${body}`).digest().subarray(0, macBytes);
  return {
    encode(place, binding) {
      const { accountId, token = null, before, after, skipped } = place;
      const body = JSON.stringify([accountId, token, before, after, skipped]);
      return Buffer.concat([sign(body, binding), Buffer.from(body)]).toString("base64url");
    },
    decode(cursor, binding) {
      const bytes = Buffer.from(cursor, "base64url");
      const body = bytes.subarray(macBytes).toString();
      if (bytes.length <= macBytes || !timingSafeEqual(bytes.subarray(0, macBytes), sign(body, binding))) {
        throw new AppError("INVALID_CURSOR", "This cursor was not made for this connection, filter and workspace.");
      }
      const [accountId, token, before, after, skipped] = JSON.parse(body) as [
        string,
        string | null,
        string[],
        string[],
        string[],
      ];
      return { accountId, ...(token !== null && { token }), before, after, skipped };
    },
  };
}

/** What a cursor is bound to: the same field with the same filter and order. */
export function cursorBinding(parts: unknown): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);
}
