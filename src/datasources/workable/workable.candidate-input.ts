import { AttachmentKind } from "../../schema/enums.js";
import type { AnswerInput } from "../../schema/writes/candidate-inputs.js";
import { InputRefusal } from "../write.js";
import type { AttachedFile, FileContent, WriteInputs } from "../write.js";
import { unconfirmed } from "./workable.vocabulary.js";
import { resumeTypes, socialNetworks } from "./workable.write-vocabulary.js";
import { given } from "./workable.written.js";

type Person = Omit<WriteInputs["updateCandidate"], "candidateId" | "attachments">;

/** Those fields that can be written of a new candidate and of one who is there. */
export const personFields = [
  ...(["firstName", "lastName", "email", "phone", "address", "headline", "summary", "coverLetter"] as const),
  ...(["education", "experience", "skills", "tags", "socialProfiles", "attachments"] as const),
] as const;

export const fileRemark =
  "The first file of the kind RESUME becomes the résumé (pdf, doc, docx, odt or rtf of up to 5 MB); each other file becomes a comment, which needs an acting member.";

/** What is said of a person, as Workable's fields. Throws an InputRefusal for a profile on a site that Workable does not keep. */
export function fromPerson(person: Person) {
  const { address, education, experience, socialProfiles } = person;
  return given({
    firstname: person.firstName,
    lastname: person.lastName,
    name: person.name,
    email: person.email,
    phone: person.phone,
    address: address && oneLine(address),
    headline: person.headline,
    summary: person.summary,
    cover_letter: person.coverLetter,
    education_entries: education?.map(({ school, degree, fieldOfStudy, startDate, endDate }) => ({
      ...{ school, degree, field_of_study: fieldOfStudy, start_date: startDate, end_date: endDate },
    })),
    experience_entries: experience?.map(({ title, company, industry, summary, isCurrent, startDate, endDate }) => ({
      ...{ title, company, industry, summary, current: isCurrent, start_date: startDate, end_date: endDate },
    })),
    skills: person.skills,
    tags: person.tags,
    social_profiles: socialProfiles?.map((profile, index) => ({
      type: networkOf(profile.network, index),
      username: profile.username,
      url: profile.url,
    })),
  });
}

function oneLine(address: NonNullable<Person["address"]>): string | undefined {
  if (address.formatted !== undefined) return address.formatted;
  const { street1, street2, city, state, postalCode, country, countryCode } = address;
  const town = [postalCode, city].filter((part) => part !== undefined).join(" ");
  const parts = [street1, street2, town, state, country ?? countryCode];
  return parts.filter((part) => part !== undefined && part !== "").join(", ") || undefined;
}

function networkOf(network: string, index: number): string {
  const word = network.toLowerCase().replace(/[^a-z]/gu, "");
  if (socialNetworks.has(word)) return word;
  const message = "Workable keeps no profiles of this site; linkedin, github, twitter, xing and others it does.";
  throw new InputRefusal(message, ["socialProfiles", String(index), "network"]);
}

/** Answers by the key of their value, which is all that tells Workable their form. */
export function fromAnswers(answers: readonly AnswerInput[]): object[] {
  return answers.map(({ questionId, text, boolean, choices, date, number, fileUrl }, index) => {
    const values = given({ body: text, checked: boolean, choices, date, value: number, file_url: fileUrl });
    if (Object.keys(values).length === 1) return { question_key: questionId, ...values };
    throw new InputRefusal("Give exactly one value.", ["answers", String(index)]);
  });
}

interface Files {
  resume?: { name: string; data: FileContent };
  /** Those that go into comments. */
  others: readonly AttachedFile[];
}

/** The first file that is said to be a résumé becomes it. Throws an InputRefusal when Workable would not take it as one. */
export function filesOf(attachments: readonly AttachedFile[] = []): Files {
  const index = attachments.findIndex(({ kind }) => kind === AttachmentKind.RESUME);
  const content = attachments[index]?.content;
  if (!content) return { others: attachments };
  checkResume(content, ["attachments", String(index)]);
  const resume = { name: content.fileName, data: content };
  return { resume, others: attachments.filter((_, place) => place !== index) };
}

function checkResume({ fileName, sizeBytes }: FileContent, field: string[]): void {
  const ending = /\.([^.]+)$/u.exec(fileName.toLowerCase())?.[1];
  if (ending === undefined || !resumeTypes.includes(ending)) {
    throw new InputRefusal(`Workable takes résumés as ${resumeTypes.join(", ")}.`, field);
  }
  if (sizeBytes > unconfirmed.maxResumeBytes) throw new InputRefusal("Workable takes résumés of up to 5 MB.", field);
}
