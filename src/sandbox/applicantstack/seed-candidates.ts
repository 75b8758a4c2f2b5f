import { createPeople, type Person } from "../people.js";
import type { CandidateRow, FileRow, JobRow } from "./rows.js";
import { createHistory } from "./seed-notes.js";
import { createQuestionnaires } from "./seed-questionnaires.js";
import { createContact, daySeconds, type World } from "./seed-world.js";
import { candidateStages, firstStage } from "./stages.js";

const pipeline = ["New", "Phone Screen", "Interview", "Reference Check", "Offer", "Hired"];
/** The stages of every twenty candidates, met in an order that mixes them. */
const stageShares = [
  ...["New", "New", "New", "New", "New", "Phone Screen", "Phone Screen", "Phone Screen"],
  ...["Interview", "Interview", "Interview", "Reference Check", "Offer", "Hired", "Hired"],
  ...["Do Not Pursue", "Do Not Pursue", "Do Not Pursue", "Withdrawn", "Talent Pool"],
];
const dispositions = ["Not Qualified", "Position Filled", "No Show"] as const;
const sources = ["Indeed", "Company Website", "Referral", "LinkedIn", "Walk-in", ""] as const;
const spanDays = 300;

/** The customer's own fields on candidates, with nothing in them. */
export const blankCandidateCustom = { "Desired Pay": "", "Own Tools?": "" };

/** Invents applications, ascending by creation; every fourteenth person applies once more for another job. */
export function createCandidates(world: World, count: number, jobs: readonly JobRow[]): CandidateRow[] {
  const people = createPeople(world.random, count);
  const stepSeconds = (spanDays * daySeconds) / Math.max(1, count);
  return people.map((person, index) => {
    const again = index % 14 === 13 ? people[index - 10] : undefined;
    const createdAt =
      world.today - spanDays * daySeconds + Math.floor(index * stepSeconds + world.random.next() * stepSeconds * 0.9);
    return createCandidate(world, again ?? person, index, createdAt, jobs);
  });
}

function createCandidate(
  world: World,
  person: Person,
  index: number,
  createdAt: number,
  jobs: readonly JobRow[],
): CandidateRow {
  const { random, serials } = world;
  const job = jobs.length > 0 ? random.pick(jobs) : undefined;
  const stage = stageShares[(index * 7) % stageShares.length] ?? firstStage;
  const path = pathTo(stage, random.int(1, 4));
  const source = random.pick(sources);
  const rating = random.chance(0.25) ? random.pick(["Top Prospect", "Maybe", "Do Not Rehire"]) : "";
  const questionnaires = createQuestionnaires(world, job, createdAt, path.length > 2, index);
  const score = questionnaires.find((filled) => filled.score !== undefined)?.score;
  return {
    serial: serials("candidate"),
    jobSerial: job?.serial ?? "",
    jobName: job ? `${job.name} [${job.jobId}]` : "",
    ...createContact(person, index),
    source,
    rating,
    disposition: stage === "Do Not Pursue" ? random.pick(dispositions) : stage === "Withdrawn" ? "Withdrew" : "",
    referredBy: source === "Referral" ? "Lee O'Hara" : "",
    stage,
    stageType: candidateStages[stage] ?? "",
    score: score === undefined ? "" : String(score),
    createdAt,
    coverLetter: random.chance(0.3) ? `Dear team,\r\n\r\nI'd like to join.\r\n${person.firstName}` : "",
    notes: createHistory(world, { person, createdAt, source, path, rating, questionnaires }),
    files: createFiles(world, index),
    questionnaires,
    custom: { "Desired Pay": random.pick(["$18/hr", "55000", ""]), "Own Tools?": random.pick(["Yes", "No", ""]) },
  };
}

/** The stages on the way: all of the pipeline up to the stage, or its beginning when the stage lies outside. */
function pathTo(stage: string, length: number): string[] {
  const position = pipeline.indexOf(stage);
  return position >= 0 ? pipeline.slice(0, position + 1) : [...pipeline.slice(0, length), stage];
}

function createFiles({ random, serials }: World, index: number): FileRow[] {
  const files: FileRow[] = [];
  if (index % 5 === 2) files.push({ serial: serials("attachment"), name: "cover letter.doc", isResume: false });
  if (random.chance(0.75)) files.push({ serial: serials("attachment"), name: "resume.pdf", isResume: true });
  return files;
}
