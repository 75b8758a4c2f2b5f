import { isFormBody, type FormBody } from "../body.js";
import { readObject, readText } from "./labels.js";
import { invalidValue, Refusal } from "./refusal.js";
import { replaceRow, rowOf } from "./replace-row.js";
import type { ApplicantStackData, FileRow } from "./rows.js";
import type { SerialMaker } from "./serials.js";
import { attachmentForm } from "./settings.js";
import type { Write } from "./writes.js";

type Upload = Omit<FileRow, "serial">;

/** Adds a file to a candidate, as JSON or as a form; neither is confirmed, so a setting leaves only one of them. */
export function createAttachmentCreation(
  data: ApplicantStackData,
  serials: SerialMaker,
  settings: Record<string, unknown>,
): Write {
  return ({ serial, body }) => {
    const candidate = rowOf(data.candidates, serial);
    const form = isFormBody(body) ? "multipart" : "json";
    const only = attachmentForm(settings);
    if (only !== null && only !== form) throw new Refusal(400, "Unsupported media type");
    const upload = isFormBody(body) ? readForm(body) : readJson(readObject(body));
    const file = { serial: serials("attachment"), ...upload };
    replaceRow(data.candidates, { ...candidate, files: [...candidate.files, file] });
    return { "Attachment Serial": file.serial };
  };
}

function readJson(sent: Readonly<Record<string, unknown>>): Upload {
  const name = readText("Name", sent["Name"]);
  const content = readText("Content", sent["Content"]);
  if (name === "") throw new Refusal(400, "Name is required");
  if (content === "") throw new Refusal(400, "Content is required");
  const bytes = Buffer.from(content, "base64");
  // Node leaves out what is not base64. No pattern: it would not bear the text of a large file.
  if (bytes.toString("base64") !== content) throw invalidValue("Content");
  return { name, isResume: isYes(sent["Is Resume"]), content: bytes };
}

function readForm({ fields, files }: FormBody): Upload {
  const part = files.find(({ field, fileName }) => field === "file" && fileName !== "");
  if (!part) throw new Refusal(400, "file is required");
  const isResume = isYes(fields.find(([name]) => name === "Is Resume")?.[1]);
  return { name: part.fileName, isResume, content: Buffer.from(part.content) };
}

function isYes(value: unknown): boolean {
  return ["1", "true"].includes(readText("Is Resume", value));
}
