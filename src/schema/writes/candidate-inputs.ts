import { Field, Float, ID, InputType } from "type-graphql";

import { date, flag, maybe, text } from "../fields.js";
import type { LocalDate } from "../scalars.js";
import { DateOnly } from "../scalars.js";
import { FileInput, WriteInput } from "./write-input.js";

const optional = { nullable: true } as const;

@InputType({ description: "An address. Providers that hold one line get the parts joined." })
export class AddressInput {
  @text("The whole address in one line; the parts are then left out.")
  formatted?: string;
  @text("Street and number.")
  street1?: string;
  @text("Second line of the street address.")
  street2?: string;
  @text("City.")
  city?: string;
  @text("State, province or region.")
  state?: string;
  @text("Postal code.")
  postalCode?: string;
  @text("Country's name.")
  country?: string;
  @text("ISO 3166-1 two-letter country code.")
  countryCode?: string;
}

@InputType({ description: "A time at a school." })
class EducationInput {
  @Field(() => String, { description: "School." })
  school!: string;
  @text("Degree.")
  degree?: string;
  @text("Field of study.")
  fieldOfStudy?: string;
  @date("First day.")
  startDate?: LocalDate;
  @date("Last day.")
  endDate?: LocalDate;
}

@InputType({ description: "A time in a job." })
class ExperienceInput {
  @Field(() => String, { description: "Job title." })
  title!: string;
  @text("Employer.")
  company?: string;
  @text("Industry.")
  industry?: string;
  @text("What the person did.")
  summary?: string;
  @flag("Whether the person still works there.")
  isCurrent?: boolean;
  @date("First day.")
  startDate?: LocalDate;
  @date("Last day.")
  endDate?: LocalDate;
}

@InputType({ description: "A person's profile on another site." })
class SocialProfileInput {
  @Field(() => String, { description: "The site: `linkedin`, `github`, …" })
  network!: string;
  @text("The person's name there.")
  username?: string;
  @Field(() => String, { description: "Where the profile is." })
  url!: string;
}

@InputType({
  description: "An answer to a question of the job. Exactly one of the values, as the question's kind asks.",
})
export class AnswerInput {
  @Field(() => String, { description: "The question's id, as `Job.questions { id }` tells it." })
  questionId!: string;
  @text("Text.")
  text?: string;
  @Field(() => Float, { ...optional, description: "A number." })
  number?: number;
  @flag("Yes or no.")
  boolean?: boolean;
  @Field(() => DateOnly, { ...optional, description: "A calendar date." })
  date?: LocalDate;
  @Field(() => [String], {
    ...optional,
    description: "The ids of the choices, as `Job.questions { choices { id } }` tells them.",
  })
  choices?: string[];
  @text("The public address of a file, which the provider fetches.")
  fileUrl?: string;
}

@InputType({ description: "What is said of a candidate." })
abstract class CandidateInput extends WriteInput {
  @text("First name.")
  firstName?: string;
  @text("Last name.")
  lastName?: string;
  @text("Full name, where first and last name are not known apart.")
  name?: string;
  @text("E-mail address.")
  email?: string;
  @text("Phone number.")
  phone?: string;
  @maybe(() => AddressInput, "Where the person lives.")
  address?: AddressInput;
  @text("What the person says about themselves at length.")
  summary?: string;
  @text("What the person says about themselves in one line.")
  headline?: string;
  @text("Cover letter.")
  coverLetter?: string;
  @Field(() => [EducationInput], { ...optional, description: "Schools. An update replaces the whole list." })
  education?: EducationInput[];
  @Field(() => [ExperienceInput], { ...optional, description: "Jobs held. An update replaces the whole list." })
  experience?: ExperienceInput[];
  @Field(() => [String], { ...optional, description: "Skills. An update replaces the whole list." })
  skills?: string[];
  @Field(() => [String], { ...optional, description: "Tags. An update replaces the whole list." })
  tags?: string[];
  @Field(() => [SocialProfileInput], {
    ...optional,
    description: "Profiles on other sites. An update replaces the whole list.",
  })
  socialProfiles?: SocialProfileInput[];
  @text("Where the person came from.")
  source?: string;
  @Field(() => [AnswerInput], { ...optional, description: "Answers to the questions of the job." })
  answers?: AnswerInput[];
  @Field(() => [FileInput], {
    ...optional,
    description: "Files, in order; one of the kind RESUME becomes the résumé where the provider keeps one.",
  })
  attachments?: FileInput[];
}

@InputType({ description: "A new candidate: for a job, or with `accountId` for the talent pool of an account." })
export class CreateCandidateInput extends CandidateInput {
  @Field(() => ID, { ...optional, description: "The `Job`; the account follows from it." })
  jobId?: string;
  @Field(() => ID, { ...optional, description: "The `JobInterviewStage` to begin in; otherwise the provider's first." })
  stageId?: string;
  @Field(() => ID, { ...optional, description: "The `LinkedAccount`, for a candidate without a job." })
  accountId?: string;
  @flag(
    "Whether the person applied, rather than being put forward by somebody. Providers may then write to the person. False unless said.",
  )
  applied?: boolean;
}

@InputType({ description: "What to change of a candidate; what is left out stays, an empty list empties." })
export class UpdateCandidateInput extends CandidateInput {
  @Field(() => ID, { description: "The `Candidate`." })
  candidateId!: string;
}

@InputType({ description: "The tags that a candidate shall have." })
export class SetCandidateTagsInput extends WriteInput {
  @Field(() => ID, { description: "The `Candidate`." })
  candidateId!: string;
  @Field(() => [String], { description: "All tags; those that are not here are taken away." })
  tags!: string[];
}
