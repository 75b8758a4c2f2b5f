import type { SandboxRequest, SandboxResponse } from "../core.js";
import type { FileRow } from "./types.js";

/** A whole, if empty, page: enough for a reader to open it. */
const pdf = Buffer.from(
  [
    "%PDF-1.4",
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj",
    "trailer<</Root 1 0 R>>",
    "%%EOF",
    "",
  ].join("\n"),
);

/**
 * Serves a signed link without any token: what was uploaded, or a made-up page; without its signature it is refused, as
 * storage does it.
 */
export function answerFile(request: SandboxRequest, files: readonly FileRow[]): SandboxResponse {
  if (!request.query.has("signature")) {
    return {
      status: 403,
      headers: { "content-type": "application/xml" },
      body: "<Error><Code>AccessDenied</Code></Error>",
    };
  }
  const uploaded = files.find(
    (file) => file.content && new URL(file.preview_url).pathname.endsWith(request.path),
  )?.content;
  const type = /\.pdf$/iu.test(request.path) || !uploaded ? "application/pdf" : "application/octet-stream";
  return { status: 200, headers: { "content-type": type }, body: uploaded ?? pdf };
}
