import type { CandidateRow, ContactFields, FileRow, FilledRow, HireRow, JobRow, NoteRow } from "./rows.js";
import type { AccountShape } from "./settings.js";

type Fields = Record<string, unknown>;

/** How files are linked: `page` is the plain address, `download` the one with a key that expires. */
export interface FileLinks {
  readonly page: (file: FileRow) => string;
  readonly download: (file: FileRow) => { url: string; expiresAt: number };
}

export interface Views {
  readonly job: (row: JobRow) => Fields;
  readonly jobDetail: (row: JobRow) => Fields;
  readonly candidate: (row: CandidateRow) => Fields;
  readonly candidateDetail: (row: CandidateRow) => Fields;
  readonly hire: (row: HireRow) => Fields;
  readonly hireDetail: (row: HireRow) => Fields;
}

/** Rows as the API shows them: fields named by their labels, without those that the customer switched off. */
export function createViews({ local, fieldsOff, hireFieldsOff }: AccountShape, links: FileLinks): Views {
  const stamped = (label: string, time: number): Fields => ({
    [label]: local.minute(time),
    [`${label} Timestamp`]: Math.floor(time),
  });
  const answers = (row: FilledRow) =>
    row.answers.map(({ question, value, file }) => ({
      Question: question,
      Value: file ? `<a href="${links.page(file)}">${file.name}</a>` : value,
    }));
  const questionnaire = (row: FilledRow): Fields => ({
    "Questionnaire Name": row.name,
    "Questionnaire Serial": row.serial,
    ...stamped("Submit Date", row.submittedAt),
    ...(row.score === undefined ? {} : { Score: row.score }),
    ...(row.user === undefined ? {} : { "Feedback User": row.user }),
    Questions: answers(row),
  });
  const onboarding = (noun: string, row: FilledRow): Fields => ({
    [`${noun} Name`]: row.name,
    [`${noun} Serial`]: row.serial,
    "Submit Date": local.minute(row.submittedAt),
    ...(row.user === undefined ? {} : { User: row.user }),
    Questions: answers(row),
  });
  const file = (row: FileRow): Fields => {
    const { url, expiresAt } = links.download(row);
    return { name: row.name, url, is_resume: row.isResume ? 1 : 0, apikey_expires: expiresAt };
  };
  const job = (row: JobRow) => without(fieldsOff, { ...jobFields(row), ...row.custom, ...jobDates(row, stamped) });
  const candidate = (row: CandidateRow) =>
    without(fieldsOff, { ...candidateFields(row), ...row.custom, ...stamped("Create Date", row.createdAt) });
  const hire = (row: HireRow) =>
    without([...fieldsOff, ...hireFieldsOff], {
      ...hireFields(row),
      ...row.custom,
      "Create Date": local.minute(row.createdAt),
      "Last Modified Date": local.minute(row.modifiedAt),
    });
  return {
    job,
    jobDetail: (row) => ({
      ...job(row),
      "Job Boards": row.boards,
      "Job Listing": row.listing,
      "Job Listing Html": row.listingHtml,
      "Questionnaire Serials": row.questionnaireSerials,
      Note: row.note,
    }),
    candidate,
    candidateDetail: (row) => ({
      ...candidate(row),
      "Cover Letter": row.coverLetter,
      Notes: row.notes.map(note),
      Files: row.files.map(file),
      Questionnaires: row.questionnaires.map(questionnaire),
    }),
    hire,
    hireDetail: (row) => ({
      "Candidate Serial": row.candidateSerial,
      ...hire(row),
      Questionnaires: row.questionnaires.map((filled) => onboarding("Questionnaire", filled)),
      Forms: row.forms.map((filled) => onboarding("Form", filled)),
    }),
  };
}

function jobFields(row: JobRow): Fields {
  return {
    "Job Serial": row.serial,
    "Job ID": row.jobId,
    "Job Name": row.name,
    Stage: row.stage,
    "Stage Type": row.stageType,
    Location: row.location,
    Department: row.department,
    "Job Category": row.category,
    "Job Type": row.type,
    "Campaign Start Date": row.campaignStartDate,
    "Salary Range": row.salaryRange,
  };
}

function jobDates(row: JobRow, stamped: (label: string, time: number) => Fields): Fields {
  return { ...stamped("Create Date", row.createdAt), ...stamped("Last Modified Date", row.modifiedAt) };
}

function contactFields(row: ContactFields): Fields {
  return {
    "First Name": row.firstName,
    "Last Name": row.lastName,
    "Address 1": row.address1,
    "Address 2": row.address2,
    City: row.city,
    State: row.state,
    Zip: row.zip,
    Phone: row.phone,
    Email: row.email,
  };
}

function candidateFields(row: CandidateRow): Fields {
  return {
    "Candidate Serial": row.serial,
    "Job Serial": row.jobSerial,
    "Job Name": row.jobName,
    ...contactFields(row),
    Source: row.source,
    Rating: row.rating,
    Disposition: row.disposition,
    "Referred By": row.referredBy,
    Stage: row.stage,
    "Stage Type": row.stageType,
    Score: row.score,
  };
}

function hireFields(row: HireRow): Fields {
  return {
    "Hire Serial": row.serial,
    ...contactFields(row),
    SSN: row.ssn,
    DOB: row.birthDate,
    "Start Date": row.startDate,
    "Date of Hire": row.hireDate,
    "Pay Change Effective": row.payChangeDate,
    "Job Name": row.jobName,
    Department: row.department,
    Location: row.location,
    "Job Category": row.category,
    "Job Type": row.type,
    "Pay Rate": row.payRate,
    Stage: row.stage,
    Manager: row.manager,
  };
}

function note(row: NoteRow): Fields {
  return { text: escapeHtml(row.text), type: row.type, timestamp: Math.floor(row.timestamp) };
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}

function without(labels: readonly string[], fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([label]) => !labels.includes(label)));
}
