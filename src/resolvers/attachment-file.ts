import type { Readable } from "node:stream";

import type { Principal } from "../accounts/api-keys.js";
import { requireScope } from "../accounts/authorise.js";
import type { FetchedFile, GuardedFetch } from "../datasources/http/guarded-fetch.js";
import { AppError } from "../lib/errors.js";
import { askProvider } from "../loaders/ask-provider.js";
import { isHidden } from "../loaders/personal.js";
import { accountOf } from "../loaders/read-request.js";
import type { ReadRequest } from "../loaders/read-request.js";
import type { Attachment } from "../schema/attachment.js";
import { models } from "../schema/models.js";
import { parseGlobalId } from "../schema/relay/global-id.js";
import { readRecord } from "./read.js";

/** The file of an attachment, as provider and record tell of it. */
export interface AttachmentFile {
  readonly accountId: string;
  readonly fileName: string | null;
  /** What was said of its media type, the most trusted first. */
  readonly contentTypes: readonly (string | null)[];
  readonly sizeBytes: number | null;
  /** To be read to its end or destroyed; fails when the file is cut off, stalls or is too large. */
  readonly body: Readable;
}

/** Files of attachments, fetched from the links of their records. */
export interface AttachmentFiles {
  /**
   * Opens the file of the attachment with this global id; null when there is none. `begin` makes a request that has read nothing yet: a link that has
   * stopped working is read again, once. Throws an AppError: FORBIDDEN, whatever the id, when the key may not see links of attachments.
   */
  open(id: string, begin: () => Promise<ReadRequest>, signal: AbortSignal): Promise<AttachmentFile | null>;
}

const maxBytes = 100 * 1_048_576;
/** For a link to answer, and then for each silence. */
const timeoutMs = 10_000;
const maxReads = 2;

export function createAttachmentFiles(fetch: GuardedFetch): AttachmentFiles {
  const fetchFile = async (request: ReadRequest, { accountId }: Attachment, url: string, signal: AbortSignal) => {
    const account = accountOf(request, accountId);
    if (!account) throw new AppError("INTERNAL", "A record has no account.");
    return askProvider(account, () => fetch.file(url, { maxBytes, timeoutMs, signal }).catch(blameLink));
  };
  return {
    async open(id, begin, signal) {
      for (let reads = 1; ; reads += 1) {
        const request = await begin();
        requireAccess(request.principal);
        const record = await readAttachment(request, id);
        if (!record?.fileUrl) return null;
        const isLast = reads === maxReads;
        // Clocks differ: what expired after it was read anew is tried all the same.
        if (!isLast && hasExpired(record)) continue;
        try {
          return toFile(record, await fetchFile(request, record, record.fileUrl, signal));
        } catch (error) {
          if (isLast || !isDeadLink(error)) throw error;
        }
      }
    },
  };
}

/** Who may not have a link may not have what it leads to. */
function requireAccess(principal: Principal): void {
  requireScope(principal, models.Attachment.scope);
  if (isHidden(principal, "Attachment", "fileUrl")) requireScope(principal, "pii:read");
}

async function readAttachment(request: ReadRequest, id: string): Promise<Attachment | null> {
  const address = parseGlobalId(id);
  return address?.type === "Attachment" ? readRecord(request, address.type, address.accountId, address.key) : null;
}

function hasExpired({ fileUrlExpiresAt }: Attachment): boolean {
  return fileUrlExpiresAt != null && Date.parse(fileUrlExpiresAt) <= Date.now();
}

/** A link is what a provider gave: what stands behind it is no input of the client's. */
function blameLink(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== "BAD_USER_INPUT") throw error;
  const { message, retryable } = error;
  throw new AppError(retryable ? "PROVIDER_UNAVAILABLE" : "PROVIDER_BAD_RESPONSE", message, {
    cause: error,
    retryable,
  });
}

/** Whether it may be the link's age: refusals and pages to log in on come in many forms. */
function isDeadLink(error: unknown): boolean {
  return error instanceof AppError && error.code === "PROVIDER_BAD_RESPONSE";
}

function toFile(record: Attachment, { fileName, contentType, sizeBytes, body }: FetchedFile): AttachmentFile {
  const contentTypes = [record.contentType ?? null, contentType];
  return { accountId: record.accountId, fileName: record.fileName ?? fileName, contentTypes, sizeBytes, body };
}
