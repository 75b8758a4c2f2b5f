import { instantText } from "./dates.js";
import type { ActionRow, StageRow } from "./recruitment-rows.js";
import type { World } from "./seed-organisation.js";

export interface ApplicantStory {
  /** The stages in the order they were entered. */
  readonly path: readonly StageRow[];
  readonly createdMs: number;
  readonly decidedMs: number;
  readonly isDisqualified: boolean;
  /** More actions than one page holds. */
  readonly hasMany: boolean;
  readonly index: number;
}

const minuteMs = 60_000;
const manyCount = 34;

/** Tells what happened to an applicant, oldest first; times ascend. */
export function createActions({ random }: World, story: ApplicantStory): ActionRow[] {
  const { path, createdMs, decidedMs } = story;
  const actions: ActionRow[] = [];
  const add = (action: string, message: string, timeMs: number) =>
    actions.push({ action, message, created_at: instantText(timeMs) });
  add("applicant_created", "Applicant created", createdMs);
  if (story.index % 3 !== 2) add("document_created", `Uploaded "cv-${story.index}.pdf"`, createdMs + minuteMs);
  if (story.hasMany) {
    for (let turn = 1; turn <= manyCount; turn += 1) {
      add("comment_created", `Comment ${turn} added`, createdMs + (turn + 1) * minuteMs);
    }
  }
  const moves = path.slice(1);
  const moveFromMs = createdMs + (manyCount + 5) * minuteMs;
  moves.forEach((stage, turn) => {
    const share = (turn + random.next() * 0.8) / moves.length;
    const from = path[turn]?.title ?? "";
    const message = `Applicant moved from "${from}" to "${stage.title}"`;
    add("moved_between_stages", message, moveFromMs + (decidedMs - moveFromMs) * share);
  });
  if (story.isDisqualified) add("applicant_disqualified", "Applicant disqualified", decidedMs);
  return actions;
}
