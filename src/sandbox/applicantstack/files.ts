import type { SandboxResponse } from "../core.js";
import { htmlResponse } from "../response.js";
import { createFileKeys } from "./file-keys.js";
import { nowSeconds } from "./local-time.js";
import type { ApplicantStackData, FileRow } from "./rows.js";
import { fileKeySeconds, type AccountShape } from "./settings.js";
import type { FileLinks } from "./views.js";

const contentTypes: Readonly<Record<string, string>> = {
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  txt: "text/plain; charset=utf-8",
};

export interface FileStore {
  readonly links: FileLinks;
  /** Answers the file, or 403 when it is unknown or the key is wrong or expired. */
  readonly download: (serial: string, key: string) => SandboxResponse;
}

/** Files under `/x/attachment`; keys are measured by the real clock, because those who follow links live in it. */
export function createFileStore(
  baseUrl: string,
  secret: string,
  shape: AccountShape,
  settings: Record<string, unknown>,
  data: ApplicantStackData,
): FileStore {
  const keys = createFileKeys(secret);
  const page = (file: FileRow) => `${baseUrl}/x/attachment/${file.serial}`;
  return {
    links: {
      page,
      download: (file) => {
        const seconds = fileKeySeconds(settings);
        const expiresAt = seconds === null ? shape.local.nextMidnight(nowSeconds()) : nowSeconds() + seconds;
        return { url: `${page(file)}?apikey=${keys.issue(file.serial, expiresAt)}`, expiresAt };
      },
    },
    download: (serial, key) => {
      const file = findFile(data, serial);
      if (!file || !keys.accepts(serial, key, nowSeconds())) return htmlResponse(403, "<h1>Access denied</h1>");
      return fileAnswer(file);
    },
  };
}

function findFile(data: ApplicantStackData, serial: string): FileRow | undefined {
  for (const candidate of data.candidates) {
    const answered = candidate.questionnaires.flatMap((filled) => filled.answers.flatMap(({ file }) => file ?? []));
    const found = [...candidate.files, ...answered].find((file) => file.serial === serial);
    if (found) return found;
  }
  return undefined;
}

function fileAnswer(file: FileRow): SandboxResponse {
  const extension = file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase();
  return {
    status: 200,
    headers: {
      "content-type": contentTypes[extension] ?? "application/octet-stream",
      "content-disposition": dispositionOf(file.name),
    },
    body: file.content ?? `%PDF-1.4\n% invented file ${file.serial}\n%%EOF\n`,
  };
}

/** A header holds plain ASCII only, so any other name goes out percent-encoded. */
function dispositionOf(name: string): string {
  if (/^[\x20-\x7e]*$/u.test(name) && !/["\\]/u.test(name)) return `attachment; filename="${name}"`;
  return `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
}
