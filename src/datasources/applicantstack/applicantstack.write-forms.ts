import type { AttachedFile, WriteRequest } from "../write.js";
import { AttachmentKind } from "../../schema/enums.js";

/** One way to send a write. `{serial}` in the path is the record's. */
export interface WriteForm<Value> {
  readonly method: "POST" | "PUT";
  readonly path: string;
  body(value: Value): NonNullable<WriteRequest["body"]>;
}

/** Forms in the order in which they are tried: the next one when the provider refuses the one before. */
export type WriteForms<Value> = readonly [WriteForm<Value>, ...WriteForm<Value>[]];

/** Values by the labels that the provider shows; what is undefined is not sent. */
export type Labels = Readonly<Record<string, string | undefined>>;

const asLabels = (labels: Labels) => ({ json: labels });

/**
 * UNCONFIRMED, all of it: no source shows a single write. Paths, verbs and keys are the most plausible ones by the shape of the reads, in one place
 * so that they can be corrected without touching anything else (docs/providers/applicantstack.md lists them).
 */
export const writeForms = {
  createCandidate: [{ method: "POST", path: "/api/candidate", body: asLabels }],
  updateCandidate: [{ method: "PUT", path: "/api/candidate/{serial}", body: asLabels }],
  updateHire: [{ method: "PUT", path: "/o/api/hire/{serial}", body: asLabels }],
  // A path that does not exist is refused, where an unknown key of an update may be dropped without a word: so the path is tried first.
  addNote: [
    { method: "POST", path: "/api/candidate/{serial}/note", body: (text) => ({ json: { Text: text } }) },
    { method: "PUT", path: "/api/candidate/{serial}", body: (text) => ({ json: { Note: text } }) },
  ],
  addFile: [
    { method: "POST", path: "/api/candidate/{serial}/attachment", body: fileAsJson },
    { method: "POST", path: "/api/candidate/{serial}/attachment", body: fileAsForm },
  ],
} as const satisfies {
  createCandidate: WriteForms<Labels>;
  updateCandidate: WriteForms<Labels>;
  updateHire: WriteForms<Labels>;
  addNote: WriteForms<string>;
  addFile: WriteForms<AttachedFile>;
};

/** UNCONFIRMED: the keys under which answers tell the serial of what was made; the first that is there counts. */
export const answerKeys = {
  candidate: ["Candidate Serial", "Serial"],
  file: ["Attachment Serial", "File Serial", "Serial"],
} as const;

/** UNCONFIRMED: how a refusal says that it is about the form of the call and not about what stands in it. */
export const formRefusal = /media type|content.?type|unknown method|not allowed|invalid json|multipart/i;

/** UNCONFIRMED: how a refusal says that the record is there already. */
export const conflictRefusal = /already|duplicate/i;

function fileAsJson({ content, kind }: AttachedFile) {
  const json = { Name: content.fileName, Content: content };
  return { json: kind === AttachmentKind.RESUME ? { ...json, "Is Resume": 1 } : json };
}

function fileAsForm({ content, kind }: AttachedFile) {
  const file = { name: "file", value: content };
  return { form: kind === AttachmentKind.RESUME ? [file, { name: "Is Resume", value: "1" }] : [file] };
}
