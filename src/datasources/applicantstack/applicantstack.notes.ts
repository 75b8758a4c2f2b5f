import { ActivityKind } from "../../schema/enums.js";
import type { PayloadReader } from "../http/payload.js";
import { unescapeHtml } from "../http/text.js";
import { words } from "./applicantstack.values.js";
import { auditNoteType, auditPhrases, kindOfNoteType } from "./applicantstack.vocabulary.js";

/** What a note says: audit lines are sentences of the product, and everything but their text has to be read out of it. */
interface NoteMeaning {
  kind: ActivityKind;
  actor: string | null;
  stage: string | null;
  rating: string | null;
}

/** The text of a note, which the provider escapes once. */
export function textOf(note: PayloadReader): string | null {
  const text = note.text("text");
  return text === null ? null : unescapeHtml(text).trim();
}

/** Notes that people wrote may say what they like, so only audit lines are read. */
export function meaningOfNote(note: PayloadReader): NoteMeaning {
  const type = words(note, "type");
  const text = textOf(note);
  if (type?.toLowerCase() === auditNoteType && text !== null) {
    for (const { kind, pattern } of auditPhrases) {
      const match = pattern.exec(text);
      if (match) return { kind, ...named(match.groups ?? {}) };
    }
  }
  return { kind: kindOfNoteType(type), ...named({}) };
}

function named({ actor, stage, rating }: Partial<Record<string, string>>) {
  return { actor: actor ?? null, stage: stage?.trim() ?? null, rating: rating?.trim() ?? null };
}
