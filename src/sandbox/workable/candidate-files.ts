import { signedUrl } from "./data/candidates.js";
import { seconds } from "./data/time.js";
import { addressedUploadOf, uploadOf, type Fields, type Upload } from "./input.js";
import { invalid } from "./refusal.js";
import type { Call } from "./router.js";
import { removeRows } from "./rows.js";
import type { CandidateRow, FileRow } from "./types.js";

/** The résumé in a written candidate, sent along or by its address; undefined when there is none. */
export function resumeOf(fields: Fields): Upload | undefined {
  const [sent, addressed] = [uploadOf(fields, "resume"), addressedUploadOf(fields, "resume_url")];
  if (sent && addressed) throw invalid("resume", "can't be sent together with an address");
  return sent ?? addressed;
}

/** Adds a file to a candidate under a signed address of its own. */
export function addFile(
  { context, data }: Call,
  candidateId: string,
  upload: Upload,
  facts: Pick<FileRow, "source" | "kind">,
): FileRow {
  // The number keeps apart files of one name.
  const folder = `${candidateId}/${data.files.length}`;
  const file = {
    candidateId,
    name: upload.name,
    preview_url: signedUrl(context.baseUrl, folder, upload.name),
    ...facts,
  };
  const row = upload.content ? { ...file, content: upload.content } : file;
  data.files.push(row);
  return row;
}

/** Puts a résumé in the place of the one before; gives what the candidate's row tells of it. */
export function replaceResume(
  call: Call,
  candidateId: string,
  upload: Upload,
): { row: Pick<CandidateRow, "resume_metadata">; url: string } {
  removeRows(call.data.files, (file) => file.candidateId === candidateId && file.kind === "resume");
  const file = addFile(call, candidateId, upload, { source: "upload", kind: "resume" });
  const now = seconds(call.at);
  const filetype = /\.(?<type>[^.]+)$/u.exec(upload.name)?.groups?.["type"]?.toLowerCase() ?? "";
  return {
    row: { resume_metadata: { filename: upload.name, filetype, created_at: now, updated_at: now } },
    url: file.preview_url,
  };
}
