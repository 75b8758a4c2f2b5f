import { QuestionKind } from "../../schema/enums.js";
import type { PayloadReader } from "../http/payload.js";
import { plainText, unescapeHtml } from "../http/text.js";
import { words } from "./applicantstack.values.js";

/** Texts that are one element, and the attributes of its tag; what is in these is looked for apart, so that no text takes more than one pass. */
const anchor = /^<a(\s[^>]*)>.*<\/a>$/is;
const span = /^<span(\s[^>]*)>.*<\/span>$/is;
const webAddress = /\shref="(https?:\/\/[^"]+)"/i;
const signature = /questionnaire_signature/i;

/** What the candidate answered, over all questionnaires; those that staff filled in are evaluations and left out. */
export function answersOf(candidate: PayloadReader) {
  return candidate
    .objects("Questionnaires")
    .filter((questionnaire) => words(questionnaire, "Feedback User") === null)
    .flatMap((questionnaire) => questionnaire.objects("Questions"))
    .map(toAnswer);
}

/** The provider does not tell the form of a question; only files can be known by their answer. */
function toAnswer(row: PayloadReader) {
  const fileUrl = fileUrlOf(row.text("Value"));
  const kind = fileUrl === null ? QuestionKind.UNMAPPED : QuestionKind.FILE;
  const label = plainText(row.text("Question") ?? "");
  return {
    question: { id: null, label: label === "" ? null : label, kind, choices: [] },
    kind,
    text: fileUrl === null ? textOf(row) : null,
    choices: [],
    fileUrl,
  };
}

/** Values are text as typed, but for signatures, which stand in a tag of their own. */
function textOf(row: PayloadReader): string | null {
  const value = words(row, "Value");
  const isSignature = value !== null && signature.test(span.exec(value.trim())?.[1] ?? "");
  return isSignature ? plainText(value) : value;
}

function fileUrlOf(value: string | null): string | null {
  const attributes = value === null ? undefined : anchor.exec(value.trim())?.[1];
  const address = attributes === undefined ? undefined : webAddress.exec(attributes)?.[1];
  if (address === undefined) return null;
  const url = unescapeHtml(address);
  return URL.canParse(url) ? url : null;
}
