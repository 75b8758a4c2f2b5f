import { AppError } from "../../lib/errors.js";
import type { Activity } from "../../schema/activity.js";
import type { Draft } from "../../schema/draft.js";
import { ActivityKind } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import { PayloadError } from "../http/payload.js";
import type { StepResult, StepResults, WriteInputs, WriteSession, WriteSource, WriteStep } from "../write.js";
import { toActivities } from "./applicantstack.activity.js";
import { candidatesResource, readRecord } from "./applicantstack.client.js";
import { callsOf, earliest, givenTarget, recordsOf, sendForms } from "./applicantstack.send.js";
import { writeForms } from "./applicantstack.write-forms.js";

export const createActivity: WriteSource<"createActivity"> = {
  accepts: ["candidateId", "applicationId", "kind", "links"],
  requires: [["candidateId", "applicationId"]],
  limits: [{ field: "kind", values: [ActivityKind.NOTE] }],
  remark: "Notes are plain text; links stand below it.",
  plan(input) {
    const serial = givenTarget(input);
    return {
      steps: [noteStep(() => serial, textFrom(input))],
      carried: { Activity: Depth.LIST },
      results: (_session, done) => recordsOf(done["note"]),
    };
  },
};

/** Puts a note on the timeline and reads it back, because the answer does not tell which it became. */
export function noteStep(serialOf: (done: StepResults) => string, text: string): WriteStep {
  const { call, calls } = callsOf(writeForms.addNote);
  return {
    name: "note",
    call: `${call}, GET ${candidatesResource.record}/{serial}`,
    calls: calls + 1,
    async send(session, done) {
      const serial = serialOf(done);
      const sentAt = session.now();
      await sendForms(session, writeForms.addNote, serial, text);
      const notes = await readBack(() => notesOf(session, serial));
      if (notes === null) return {};
      const isNew = (note: Draft<Activity>) => note.kind === ActivityKind.NOTE && isSince(note, sentAt);
      const own = notes.filter(isOf(text)).at(-1) ?? notes.filter(isNew).at(-1);
      if (own === undefined) throw new AppError("PROVIDER_REJECTED", dropped);
      return toResult(own);
    },
    find: {
      call: `GET ${candidatesResource.record}/{serial}`,
      async look(session, sentAt, done) {
        const notes = await notesOf(session, serialOf(done));
        return notes.filter((note) => isOf(text)(note) && isSince(note, sentAt)).map(toResult);
      },
    },
  };
}

/** What a provider does not know it may take without a word and drop. */
const dropped = "ApplicantStack answered with success, but the candidate has no such note.";

/** The notes of a candidate, oldest first. */
async function notesOf(session: WriteSession, serial: string): Promise<Draft<Activity>[]> {
  const candidate = await readRecord(session, candidatesResource, serial);
  return candidate ? toActivities(candidate).rows : [];
}

/** Line breaks and blanks may be kept in other forms than they were sent in. */
function isOf(text: string) {
  return ({ body }: Draft<Activity>) => typeof body === "string" && inOneLine(body) === inOneLine(text);
}

function isSince({ occurredAt }: Draft<Activity>, sentAt: Date): boolean {
  return Date.parse(occurredAt ?? "") >= earliest(sentAt);
}

/** Null when it cannot be read: the note was taken all the same, and is only not known by its key. */
async function readBack<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError || error instanceof PayloadError) return null;
    throw error;
  }
}

function inOneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function toResult(note: Draft<Activity>): StepResult {
  const created = { model: "Activity", key: note.key } as const;
  return { created, drafts: [{ ...created, draft: note }] };
}

function textFrom({ body, links = [] }: WriteInputs["createActivity"]): string {
  const below = links.map(({ url, label }) => (label === undefined ? url : `${label}: ${url}`));
  return [body, ...(below.length === 0 ? [] : ["", ...below])].join("\n");
}
