import type { WriteName } from "../../schema/writes/write-input.js";

/** The field that says where a write goes; where there are two of them, neither. */
export const targets: Partial<Record<WriteName, string>> = {
  createCandidate: "jobId",
  updateCandidate: "candidateId",
  moveApplication: "applicationId",
  transferApplication: "applicationId",
  rejectApplication: "applicationId",
  reinstateApplication: "applicationId",
  setCandidateTags: "candidateId",
  rateApplication: "applicationId",
  recordAssessmentResult: "applicationId",
  updateEmployee: "employeeId",
  createEmployeeDocument: "employeeId",
  createTimeoffRequest: "employeeId",
  decideTimeoffRequest: "timeoffRequestId",
  setCustomFields: "nodeId",
};

const actor = { member_id: "actorId", member: "actorId" };

const person = {
  ...actor,
  name: "name",
  firstname: "firstName",
  lastname: "lastName",
  email: "email",
  phone: "phone",
  address: "address",
  headline: "headline",
  summary: "summary",
  cover_letter: "coverLetter",
  education_entries: "education",
  experience_entries: "experience",
  skills: "skills",
  tags: "tags",
  social_profiles: "socialProfiles",
  resume: "attachments",
  attachment: "attachments",
};

const employee = {
  ...actor,
  firstname: "firstName",
  middle_name: "middleName",
  lastname: "lastName",
  preferred_name: "preferredName",
  employee_number: "employeeNumber",
  email: "workEmail",
  work_email: "workEmail",
  personal_email: "personalEmail",
  phone: "phone",
  phone_group: "phone",
  address: "address",
  job_title: "jobTitle",
  start_date: "startDate",
  birthdate: "dateOfBirth",
  gender: "gender",
  marital_status_group: "maritalStatus",
  marital_status: "maritalStatus",
  nationality: "nationality",
  employment_group: "employmentType",
  reports_to: "managerId",
  department: "groupIds",
  legal_entity: "groupIds",
  division: "groupIds",
  state: "employmentStatus",
  custom: "customFields",
};

const rating = { ...actor, grade: "grade", scale: "scale", comment: "comment" };

/**
 * The input's field for each attribute that Workable may refuse, write by write; `custom` for the ids of fields that customers made, `other` for all
 * that is not here.
 */
export const fieldsByAttribute: Partial<Record<WriteName, Readonly<Record<string, string>>>> = {
  createActivity: { ...actor, body: "body", policy: "visibility" },
  createAttachment: { ...actor, body: "comment", attachment: "file", name: "fileName", data: "file" },
  createCandidate: { ...person, answers: "answers", domain: "source", stage: "stageId", sourced: "applied" },
  updateCandidate: person,
  moveApplication: { ...actor, target_stage: "stageId", stage: "stageId", disqualified: "applicationId" },
  transferApplication: {
    ...actor,
    target_job_shortcode: "jobId",
    target_job: "jobId",
    job: "jobId",
    email: "jobId",
    target_stage: "stageId",
    stage: "stageId",
  },
  rejectApplication: {
    ...actor,
    disqualify_reason_id: "reasonId",
    disqualification_reason: "reasonId",
    disqualify_note: "note",
    withdrew: "withdrawn",
    disqualified: "applicationId",
  },
  reinstateApplication: { ...actor, disqualified: "applicationId" },
  setCandidateTags: { tags: "tags" },
  rateApplication: rating,
  recordAssessmentResult: { ...actor, grade: "score", body: "summary", attachment: "report" },
  createEmployee: employee,
  updateEmployee: employee,
  createEmployeeDocument: { ...actor, documents: "url", url: "url", name: "fileName" },
  createTimeoffRequest: {
    ...actor,
    category_id: "typeId",
    employee_id: "employeeId",
    from_date: "startDate",
    to_date: "endDate",
    half_days: "parts",
    note: "note",
  },
  decideTimeoffRequest: { ...actor, approver_id: "actorId", state: "decision", key: "timeoffRequestId" },
  setCustomFields: { ...actor, other: "values" },
};
