import type { Person } from "../people.js";
import type { FilledRow, NoteRow } from "./rows.js";
import { staff, type World } from "./seed-world.js";

export interface ApplicationStory {
  readonly person: Person;
  readonly createdAt: number;
  readonly source: string;
  /** The stages in the order they were entered; the first is where the application arrived. */
  readonly path: readonly string[];
  readonly rating: string;
  readonly questionnaires: readonly FilledRow[];
}

/** Tells an application's story in audit lines, oldest first; every stage line but some has the trailing blank. */
export function createHistory({ random, today }: World, story: ApplicationStory): NoteRow[] {
  const { createdAt, path, person } = story;
  const notes: NoteRow[] = [];
  const add = (text: string, timestamp: number) => notes.push({ text, type: "System", timestamp });
  add(`Application received from ${story.source === "" ? "Job Listing" : story.source}`, createdAt + 1);
  const name = `${person.firstName} ${person.lastName}`.trim();
  for (const filled of story.questionnaires) {
    const line = filled.user ? `${filled.user} submitted feedback to '${filled.name}'` : answered(name, filled);
    add(line, filled.submittedAt);
  }
  const step = Math.floor((today - createdAt) / (path.length + 1));
  path.slice(1).forEach((stage, index) => {
    const at = createdAt + Math.floor(step * (index + random.next() * 0.8)) + 600;
    add(`${random.pick(staff)} set Stage to ${stage}${random.chance(0.8) ? " " : ""}`, at);
    if (stage === "Interview") add(`Dana Admin added event "On-site interview" and assigned to Lee O'Hara.`, at + 60);
  });
  if (story.rating !== "") add(`${random.pick(staff)} set Rating to ${story.rating}`, createdAt + 900);
  if (random.chance(0.2))
    notes.push({ text: `Called; wants <b>days</b> & weekends`, type: "Note", timestamp: createdAt + 950 });
  return notes.sort((left, right) => left.timestamp - right.timestamp);
}

function answered(name: string, filled: FilledRow): string {
  return `${name} submitted answers to '${filled.name}' (Signature Address=192.0.2.10)`;
}
