import type { Attachment } from "../../schema/attachment.js";
import type { Draft } from "../../schema/draft.js";
import { AttachmentKind } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import { PayloadError, mapFields, mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import { toApplication } from "./applicantstack.application.js";
import { toCandidate } from "./applicantstack.candidate.js";
import { partsOfCandidate, type Parts } from "./applicantstack.parent.js";
import { timestamp, words } from "./applicantstack.values.js";

/** The files of a candidate; their links hold a key that works until about the next midnight. */
export const attachmentSource: ModelSource<"Attachment"> = {
  coverage: {
    fileName: "list",
    kind: "list",
    fileUrl: "list",
    fileUrlExpiresAt: "list",
    candidateRef: "list",
    applicationRef: "list",
  },
  mentions: { candidateRef: "detail", applicationRef: "detail" },
  ...partsOfCandidate(toAttachments),
};

export function toAttachments(candidate: PayloadReader): Parts<"Attachment"> {
  return mapRows(candidate.raw["Files"] ?? [], `${candidate.place}.Files`, (file) => toAttachment(file, candidate));
}

function toAttachment(file: PayloadReader, candidate: PayloadReader): Draft<Attachment> {
  const candidateSerial = candidate.id("Candidate Serial");
  const serial = serialOf(file);
  const { fields, problems } = mapFields({
    fileName: () => words(file, "name"),
    // All that is told of a file is whether it is the résumé.
    kind: () => (file.boolean("is_resume") === true ? AttachmentKind.RESUME : AttachmentKind.UNMAPPED),
    fileUrl: () => file.url("url"),
    fileUrlExpiresAt: () => timestamp(file, "apikey_expires"),
  });
  return {
    key: `${candidateSerial}/${serial}`,
    remoteId: serial,
    depth: Depth.LIST,
    payload: file.raw,
    problems,
    candidateRef: { key: candidateSerial, mention: () => toCandidate(candidate, Depth.DETAIL) },
    applicationRef: { key: candidateSerial, mention: () => toApplication(candidate, Depth.DETAIL) },
    ...fields,
  };
}

/** The serial stands only in the link, which itself changes from read to read. */
function serialOf(file: PayloadReader): string {
  const serial = /\/x\/attachment\/([\w-]+)/.exec(file.text("url") ?? "")?.[1];
  if (serial === undefined) throw new PayloadError(`${file.place}.url: expected the address of an attachment`);
  return serial;
}
