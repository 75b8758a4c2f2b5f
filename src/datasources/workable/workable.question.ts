import { QuestionKind } from "../../schema/enums.js";
import type { Answer, Question } from "../../schema/values.js";
import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { plainText } from "../http/text.js";
import type { QuestionSource } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { meaningOf, questionKinds } from "./workable.vocabulary.js";

export function questionSource(client: WorkableClient): QuestionSource {
  return {
    call: "GET /jobs/{shortcode}/questions",
    read: (session, jobKey) =>
      readStrictly(async () => readers(await client.questions(session, jobKey), "questions").map(toQuestion)),
  };
}

export function toQuestion(row: PayloadReader): Question {
  const word = row.text("type");
  return {
    id: row.text("id"),
    label: plain(row.text("body")),
    kind: kindOf(word, row.boolean("single_answer")),
    kindLabel: word,
    isRequired: row.boolean("required"),
    choices: row.objects("choices").map((choice) => ({ id: choice.text("id"), label: choice.id("body") })),
  };
}

function kindOf(word: string | null, isSingle: boolean | null): QuestionKind {
  const kind = meaningOf(questionKinds, word) ?? QuestionKind.UNMAPPED;
  return kind === QuestionKind.MULTI_SELECT && isSingle === true ? QuestionKind.SINGLE_SELECT : kind;
}

/** The answers of a candidate's detail. They name the question by its wording alone. */
export function answersOf(candidate: PayloadReader): Answer[] {
  return candidate.objects("answers").map((entry) => {
    const answer = answerIn(entry.object("answer"));
    const label = plain(entry.object("question")?.text("body") ?? null);
    return { question: { id: null, label, kind: answer.kind, choices: [] }, ...answer };
  });
}

type Value = Omit<Answer, "question">;

/**
 * An answer is told by the key of its value. The shape does not tell a short text from a long one or one choice from many; the wider
 * of the two kinds is given, which both are.
 */
function answerIn(answer: PayloadReader | null): Value {
  const none = { kind: QuestionKind.UNMAPPED, choices: [] };
  if (!answer) return none;
  if (answer.has("body")) return { ...none, kind: QuestionKind.LONG_TEXT, text: plain(answer.text("body")) };
  if (answer.has("checked")) return { ...none, kind: QuestionKind.BOOLEAN, boolean: answer.boolean("checked") };
  if (answer.has("choices")) return { kind: QuestionKind.MULTI_SELECT, choices: choicesIn(answer) };
  if (answer.has("number")) return { ...none, kind: QuestionKind.NUMBER, number: answer.number("number") };
  if (answer.has("value")) return { ...none, kind: QuestionKind.NUMBER, number: answer.number("value") };
  if (answer.has("date")) return { ...none, kind: QuestionKind.DATE, date: answer.date("date") };
  if (answer.has("file_url")) return { ...none, kind: QuestionKind.FILE, fileUrl: answer.url("file_url") };
  return none;
}

function choicesIn(answer: PayloadReader): string[] {
  return answer.objects("choices").flatMap((choice) => plain(choice.text("body")) ?? []);
}

function plain(html: string | null): string | null {
  return html === null ? null : plainText(html);
}
