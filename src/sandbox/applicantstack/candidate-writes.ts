import { startOnboarding } from "./hire-writes.js";
import { candidateLabels, readFields, readObject, readText, type SentFields } from "./labels.js";
import { nowSeconds } from "./local-time.js";
import { invalidValue, Refusal } from "./refusal.js";
import { replaceRow, rowOf } from "./replace-row.js";
import type { ApplicantStackData, CandidateRow, JobRow, NoteRow } from "./rows.js";
import { blankCandidateCustom } from "./seed-candidates.js";
import type { SerialMaker } from "./serials.js";
import { candidateStages, firstStage, hiredStageType, stageTypeOf } from "./stages.js";
import type { Write } from "./writes.js";

type Sent = Readonly<Record<string, unknown>>;

const required = ["Job Serial", "First Name", "Last Name", "Email"];
/** Changes of these leave an audit line, in this order. */
const audited = [
  ["Stage", "stage"],
  ["Rating", "rating"],
  ["Disposition", "disposition"],
] as const;

/** Records an application; people may apply as often as they like, so no e-mail address is taken. */
export function createCandidateCreation(data: ApplicantStackData, serials: SerialMaker): Write {
  return ({ body, publisher }) => {
    const sent = readObject(body);
    for (const label of required)
      if (readText(label, sent[label]) === "") throw new Refusal(400, `${label} is required`);
    const { serial: jobSerial, jobName } = placeAt(data.jobs, sent);
    const fields = readFields(sent, candidateLabels);
    const stage = stageIn(data, fields) ?? { stage: firstStage, stageType: candidateStages[firstStage] ?? "" };
    const source = fields.known.source ?? "";
    const row: CandidateRow = {
      ...blankCandidate(serials("candidate")),
      ...fields.known,
      ...stage,
      ...{ jobSerial, jobName },
      custom: { ...blankCandidateCustom, ...fields.custom },
      notes: [systemNote(`Application received from ${source === "" ? publisher : source}`), ...userNotes(sent)],
    };
    data.candidates.push(row);
    if (row.stageType === hiredStageType) startOnboarding(data, serials, row);
    return { "Candidate Serial": row.serial };
  };
}

/** Changes fields of a candidate and adds an audit line for each that the account's history tells. */
export function createCandidateUpdate(data: ApplicantStackData, serials: SerialMaker): Write {
  return ({ serial, body, publisher }) => {
    const candidate = rowOf(data.candidates, serial);
    const sent = readObject(body);
    const fields = readFields(sent, candidateLabels);
    const job = sent["Job Serial"] === undefined ? undefined : placeAt(data.jobs, sent);
    const changed = {
      ...candidate,
      ...fields.known,
      ...stageIn(data, fields),
      ...(job ? { jobSerial: job.serial, jobName: job.jobName } : {}),
      custom: { ...candidate.custom, ...fields.custom },
    };
    const lines = audited
      .filter(([, field]) => changed[field] !== candidate[field])
      .map(([label, field]) => systemNote(`${publisher} set ${label} to ${changed[field]}`));
    replaceRow(data.candidates, { ...changed, notes: [...candidate.notes, ...lines, ...userNotes(sent)] });
    const isHiredNow = changed.stageType === hiredStageType && candidate.stageType !== hiredStageType;
    if (isHiredNow) startOnboarding(data, serials, changed);
    return { "Candidate Serial": serial };
  };
}

/** Adds a note of a user; this call is unconfirmed, as is the key `Note` of an update. */
export function createNoteCreation(data: ApplicantStackData): Write {
  return ({ serial, body }) => {
    const candidate = rowOf(data.candidates, serial);
    const text = readText("Text", readObject(body)["Text"]);
    if (text === "") throw new Refusal(400, "Text is required");
    replaceRow(data.candidates, { ...candidate, notes: [...candidate.notes, userNote(text)] });
    return { "Candidate Serial": serial };
  };
}

function placeAt(jobs: readonly JobRow[], sent: Sent): { serial: string; jobName: string } {
  const serial = readText("Job Serial", sent["Job Serial"]);
  const job = jobs.find((row) => row.serial === serial);
  if (!job) throw invalidValue("Job Serial");
  return { serial, jobName: `${job.name} [${job.jobId}]` };
}

/** The stage that was sent with its class; undefined when none was. */
function stageIn(
  data: ApplicantStackData,
  { known }: SentFields,
): Pick<CandidateRow, "stage" | "stageType"> | undefined {
  if (known.stage === undefined) return undefined;
  const stageType = stageTypeOf(known.stage, data.candidates);
  if (stageType === undefined) throw invalidValue("Stage");
  return { stage: known.stage, stageType };
}

/** `Notes` is a list where a record is read, and no note where it is sent back. */
function userNotes(sent: Sent): NoteRow[] {
  return ["Note", "Notes"].flatMap((key) => {
    const text = sent[key];
    return typeof text === "string" && text !== "" ? [userNote(text)] : [];
  });
}

function userNote(text: string): NoteRow {
  return { text, type: "User", timestamp: nowSeconds() };
}

function systemNote(text: string): NoteRow {
  return { text, type: "System", timestamp: nowSeconds() };
}

function blankCandidate(serial: string): CandidateRow {
  return {
    serial,
    ...{ jobSerial: "", jobName: "", firstName: "", lastName: "", address1: "", address2: "", city: "", state: "" },
    ...{ zip: "", phone: "", email: "", source: "", rating: "", disposition: "", referredBy: "", stage: "" },
    ...{ stageType: "", score: "", coverLetter: "" },
    createdAt: nowSeconds(),
    notes: [],
    files: [],
    questionnaires: [],
    custom: {},
  };
}
