import { createHash } from "node:crypto";

import type { Attachment } from "../../schema/attachment.js";
import type { Draft } from "../../schema/draft.js";
import { AttachmentKind } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import type { PayloadReader } from "../http/payload.js";
import type { Conditions, ListPage, ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo } from "./workable.conditions.js";
import { byKey, readOrNull, recordOf, splitKey, wholePageOf } from "./workable.draft.js";
import { maxPageSize } from "./workable.paging.js";
import { fileKinds, meaningOf } from "./workable.vocabulary.js";

/** Files of a candidate, which are also the application's. */
export function attachmentSource(client: WorkableClient): ModelSource<"Attachment"> {
  return {
    coverage: {
      fileName: "list",
      kind: "list",
      kindLabel: "list",
      fileUrl: "list",
      candidateRef: "list",
      applicationRef: "list",
    },
    list: {
      call: "GET /candidates/{id}/files",
      pageSize: maxPageSize,
      native: { candidate: ["eq"], application: ["eq"] },
      requires: ["candidate", "application"],
      isWhole: true,
      page: async (session, { conditions }) => {
        const candidateId = candidateOf(conditions);
        return filePage(candidateId === null ? [] : await client.files(session, candidateId), candidateId, Depth.LIST);
      },
    },
    get: {
      call: "GET /candidates/{id}/files",
      read: (session, key) =>
        readOrNull(async () => {
          return byKey<"Attachment">(await readFiles(client, session, splitKey(key).parent), key);
        }),
    },
  };
}

/** All files of a candidate, as if each were read by itself. */
export async function readFiles(
  client: WorkableClient,
  session: ProviderSession,
  candidateId: string,
): Promise<Draft<Attachment>[]> {
  return filePage(await client.files(session, candidateId), candidateId, Depth.DETAIL).drafts;
}

/** Null when the conditions name a candidate and another one's application. */
function candidateOf(conditions: Conditions): string | null {
  const candidate = equalTo(conditions, "candidate");
  const application = equalTo(conditions, "application");
  if (candidate !== undefined && application !== undefined && candidate !== application) return null;
  return candidate ?? application ?? null;
}

/**
 * Files have no ids: one is known by a digest of its file name, and a further one of the same name by its number among them. The name itself stays out
 * of the key, because keys are in ids and cursors, and names of files are names of people.
 */
function filePage(rows: unknown[], candidateId: string | null, depth: Depth): ListPage<"Attachment"> {
  const counts = new Map<string, number>();
  return wholePageOf<"Attachment">(rows, "files", (row) => {
    const name = row.id("name");
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return toAttachment(row, {
      candidateId: candidateId ?? "",
      remoteId: fileId(name, count),
      depth,
    });
  });
}

export function fileId(name: string, count: number): string {
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 16);
  return count === 1 ? digest : `${digest}#${String(count)}`;
}

interface FilePlace {
  candidateId: string;
  remoteId: string;
  depth: Depth;
}

export function toAttachment(row: PayloadReader, { candidateId, remoteId, depth }: FilePlace): Draft<Attachment> {
  return recordOf(
    row,
    { key: `${candidateId}/${remoteId}`, remoteId, depth },
    {
      fileName: () => row.text("name"),
      kind: () => kindOf(row),
      kindLabel: () => row.text("kind") ?? row.text("source"),
      fileUrl: () => row.url("preview_url"),
      candidateRef: () => ({ key: candidateId }),
      applicationRef: () => ({ key: candidateId }),
    },
  );
}

/** A file without a kind may be told by its source; `upload` tells nothing. */
function kindOf(row: PayloadReader): AttachmentKind {
  return meaningOf(fileKinds, row.text("kind") ?? row.text("source")) ?? AttachmentKind.UNMAPPED;
}
