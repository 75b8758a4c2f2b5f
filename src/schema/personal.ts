import type { ModelName } from "./model-name.js";

/**
 * The fields that tell of a person: they need the scope `pii:read`, and carry `@tag(name: "pii")` in the subgraph. Names of models that are not here
 * have none. Filters and orders by one of them need the scope too; a filter's `email` stands for all addresses.
 */
export const personalFields: Readonly<Partial<Record<ModelName, ReadonlySet<string>>>> = {
  Candidate: new Set([
    ...["firstName", "lastName", "name", "headline", "summary", "coverLetter", "photoUrl", "email", "emails", "phones"],
    // A source may be the name of whoever put the person forward.
    ...["address", "education", "experience", "skills", "socialProfiles", "source", "referredBy", "customFields"],
  ]),
  Application: new Set(["answers", "source", "customFields"]),
  Activity: new Set(["body", "actorName"]),
  Attachment: new Set(["fileName", "fileUrl"]),
  User: new Set(["name", "firstName", "lastName", "email", "emails"]),
  Employee: new Set([
    ...[
      "firstName",
      "middleName",
      "lastName",
      "name",
      "preferredName",
      "workEmail",
      "personalEmail",
      "email",
      "emails",
    ],
    ...["phones", "address", "photoUrl", "payRateLabel", "dateOfBirth", "gender", "maritalStatus", "nationality"],
    ...["terminationReason", "managerName", "customFields"],
  ]),
  TimeoffRequest: new Set(["note", "answers"]),
};

/** Types beside the models that tell of a person, and their fields. */
export const personalParts: Readonly<Record<string, ReadonlySet<string>>> = {
  HistoricActor: new Set(["name"]),
};

export function isPersonal(model: ModelName, field: string): boolean {
  return personalFields[model]?.has(field) ?? false;
}
