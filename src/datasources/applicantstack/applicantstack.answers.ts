import { QuestionKind } from "../../schema/enums.js";
import type { PayloadReader } from "../http/payload.js";
import { plainText, unescapeHtml } from "../http/text.js";
import { words } from "./applicantstack.values.js";

const fileAnchor = /^\s*<a\s[^>]*href="(https?:\/\/[^"]+)"[^>]*>.*<\/a>\s*$/is;
const signature = /^\s*<span\s[^>]*questionnaire_signature[^>]*>.*<\/span>\s*$/is;

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
  return value !== null && signature.test(value) ? plainText(value) : value;
}

function fileUrlOf(value: string | null): string | null {
  const address = value === null ? undefined : fileAnchor.exec(value)?.[1];
  if (address === undefined) return null;
  const url = unescapeHtml(address);
  return URL.canParse(url) ? url : null;
}
