import { instantText } from "./dates.js";
import { checkUnique, isSameEmail, readEmail } from "./email.js";
import { createdAnswer, invalid, notFound } from "./envelope.js";
import { createFieldReader, type FieldReader } from "./field-reader.js";
import { nextId } from "./new-id.js";
import type { ActionRow, ApplicantRow } from "./recruitment-rows.js";
import type { Write, Writes } from "./router.js";
import type { SageHrData } from "./rows.js";
import { firstStage } from "./seed-applicants.js";

const closedStatuses = ["completed", "cancelled"];
/** Referrers from outside are counted from here, clear of employees. */
const firstReferrerId = 70_001;

export function createRecruitmentWrites(data: SageHrData): Writes {
  return { "POST api/recruitment/positions/:id/applicants": createApplicant(data) };
}

/** Adds an applicant to an open position, in the first stage of the pipeline. */
function createApplicant(data: SageHrData): Write {
  return (sent, positionId) => {
    const position = data.recruitmentPositions.find((row) => row.id === positionId);
    if (!position) return notFound();
    const top = createFieldReader(sent.fields);
    const check = createFieldReader(top.object("applicant") ?? {});
    if (closedStatuses.includes(position.status)) check.errors.push("Position is closed");
    const contact = readContact(check);
    const rivals = data.applicants.filter((row) => row.positionId === positionId);
    checkUnique(
      check,
      contact.email,
      rivals.map(({ profile }) => profile.email),
    );
    const referral = createFieldReader(check.object("referral") ?? {});
    const referrer = readReferrer(data, referral);
    const source = check.text("source") ?? "api";
    const errors = [...check.errors, ...referral.errors];
    if (errors.length > 0) return invalid(errors);
    const id = nextId(data.applicants, ({ profile }) => profile.id);
    const created_at = instantText(Date.now());
    const attachment = sent.file("applicant[attachment]");
    data.applicants.push({
      positionId,
      profile: {
        id,
        full_name: `${contact.first_name} ${contact.last_name}`.trim(),
        ...contact,
        source: referrer ? "referral" : source,
        ...{ created_at, disqualified_date: null, hired_date: null, stage: firstStage },
      },
      added_by: {},
      referrer: referrer ?? {},
      actions: firstActions(created_at, attachment?.name),
      ...(attachment ? { attachment } : {}),
    });
    return createdAnswer(id);
  };
}

function firstActions(created_at: string, fileName: string | undefined): ActionRow[] {
  const created = { action: "applicant_created", message: "Applicant created", created_at };
  const uploaded = { action: "document_created", message: `Uploaded "${fileName ?? ""}"`, created_at };
  return fileName === undefined ? [created] : [created, uploaded];
}

function readContact(check: FieldReader) {
  return {
    first_name: check.required("first_name", check.text) ?? "",
    last_name: check.text("last_name") ?? "",
    email: readEmail(check) ?? null,
    phone_number: check.text("phone_number") ?? null,
    address: check.text("address") ?? null,
    summary: check.text("summary") ?? null,
  };
}

/** Who referred an applicant: an employee with that address, or somebody from outside; null when nobody did. */
function readReferrer({ employees, applicants }: SageHrData, referral: FieldReader): ApplicantRow["referrer"] {
  const email = referral.text("email") ?? "";
  const full_name = referral.text("full_name") ?? "";
  if (email === "" && full_name === "") return null;
  const employee = employees.find(({ profile }) => isSameEmail(profile.email, email))?.profile;
  return { id: employee?.id ?? firstReferrerId + applicants.length, full_name, email, phone_number: "" };
}
