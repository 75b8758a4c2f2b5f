import { Field, ObjectType } from "type-graphql";

import { DayPart, QuestionKind } from "./enums.js";
import { MissingReason } from "./provenance.js";
import type { LocalDate } from "./scalars.js";
import { Json } from "./scalars.js";
import { date, flag, float, list, maybe, text, url } from "./fields.js";
import type { Maybe } from "./fields.js";

@ObjectType({ simpleResolvers: true, description: "A person's e-mail address." })
export class EmailAddress {
  @Field(() => String, { description: "The address as the provider holds it." })
  value!: string;
  @text("What the address is for: `personal`, `work`, or the provider's word.")
  kind?: Maybe<string>;
  @Field(() => Boolean, { description: "Whether it is the one to write to." })
  isPrimary!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "A person's phone number." })
export class PhoneNumber {
  @Field(() => String, { description: "The number as typed; providers do not normalise it." })
  value!: string;
  @text("What the number is for: `mobile`, `work`, `home`, or the provider's word.")
  kind?: Maybe<string>;
  @Field(() => Boolean, { description: "Whether it is the one to call." })
  isPrimary!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: "A place. Providers often hold nothing but one line of text; that is `formatted`.",
})
export class Address {
  @text("The whole address in one line.")
  formatted?: Maybe<string>;
  @text("Street and number.")
  street1?: Maybe<string>;
  @text("Second line of the street address.")
  street2?: Maybe<string>;
  @text("City.")
  city?: Maybe<string>;
  @text("State, province or region.")
  state?: Maybe<string>;
  @text("Postal code.")
  postalCode?: Maybe<string>;
  @text("Country's name.")
  country?: Maybe<string>;
  @text("ISO 3166-1 two-letter country code.")
  countryCode?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "A person's profile on another site." })
export class SocialProfile {
  @text("The site: `linkedin`, `github`, …")
  network?: Maybe<string>;
  @text("The person's name there.")
  username?: Maybe<string>;
  @url("Where the profile is.")
  url?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "A time at a school." })
export class EducationEntry {
  @text("School.")
  school?: Maybe<string>;
  @text("Degree.")
  degree?: Maybe<string>;
  @text("Field of study.")
  fieldOfStudy?: Maybe<string>;
  @date("First day.")
  startDate?: Maybe<LocalDate>;
  @date("Last day.")
  endDate?: Maybe<LocalDate>;
}

@ObjectType({ simpleResolvers: true, description: "A time in a job." })
export class ExperienceEntry {
  @text("Job title.")
  title?: Maybe<string>;
  @text("Employer.")
  company?: Maybe<string>;
  @text("Industry.")
  industry?: Maybe<string>;
  @text("What the person did.")
  summary?: Maybe<string>;
  @flag("Whether the person still works there.")
  isCurrent?: Maybe<boolean>;
  @date("First day.")
  startDate?: Maybe<LocalDate>;
  @date("Last day.")
  endDate?: Maybe<LocalDate>;
}

@ObjectType({ simpleResolvers: true, description: "An amount or a range of money." })
export class Compensation {
  @float("Lower end of the range.")
  min?: Maybe<number>;
  @float("Upper end of the range.")
  max?: Maybe<number>;
  @text("ISO 4217 currency code, upper case.")
  currency?: Maybe<string>;
  @text("The provider's own words where it holds only text.")
  label?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "One of the answers that a question offers." })
export class QuestionChoice {
  @text("The provider's id of the choice.")
  id?: Maybe<string>;
  @Field(() => String, { description: "Its wording." })
  label!: string;
}

@ObjectType({ simpleResolvers: true, description: "A question asked of candidates." })
export class Question {
  @text("The provider's id of the question; null where answers carry only the wording.")
  id?: Maybe<string>;
  @text("Its wording, as plain text.")
  label?: Maybe<string>;
  @Field(() => QuestionKind, { description: "The form of its answer." })
  kind!: QuestionKind;
  @text("The provider's word for the form of the answer.")
  kindLabel?: Maybe<string>;
  @flag("Whether it must be answered.")
  isRequired?: Maybe<boolean>;
  @list(() => QuestionChoice, "What can be chosen; empty for other kinds.")
  choices!: QuestionChoice[];
}

@ObjectType({
  simpleResolvers: true,
  description: "A candidate's answer. Exactly one of the value fields is filled, according to `kind`.",
})
export class Answer {
  @Field(() => Question, { description: "What was asked." })
  question!: Question;
  @Field(() => QuestionKind, { description: "The form of this answer." })
  kind!: QuestionKind;
  @text("The answer as text, without markup.")
  text?: Maybe<string>;
  @float("The answer as a number.")
  number?: Maybe<number>;
  @flag("The answer as yes or no.")
  boolean?: Maybe<boolean>;
  @date("The answer as a date.")
  date?: Maybe<LocalDate>;
  @list(() => String, "The wordings that were chosen.")
  choices!: string[];
  @url("Where the answered file is; the link may expire.")
  fileUrl?: Maybe<string>;
}

@ObjectType({
  simpleResolvers: true,
  description: "The value of a field that only this customer has, or that has no counterpart here.",
})
export class CustomFieldValue {
  @Field(() => String, { description: "The provider's key of the field." })
  key!: string;
  @text("What people see as its name.")
  label?: Maybe<string>;
  @Field(() => Json, { nullable: true, description: "The value as the provider holds it." })
  value?: unknown;
}

@ObjectType({ simpleResolvers: true, description: "A field of this record that has no value, and why." })
export class MissingField {
  @Field(() => String, { description: "The field's name in this schema." })
  field!: string;
  @Field(() => MissingReason, { description: "Why it has no value." })
  reason!: MissingReason;
}

@ObjectType({ simpleResolvers: true, description: "A part of a description: a heading and its text." })
export class TextSection {
  @text("Heading.")
  title?: Maybe<string>;
  @text("Text, as HTML.")
  html?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "A rating that somebody gave." })
export class Rating {
  @text("The scale: `thumbs`, `stars`, `numbers`, or the provider's word.")
  scale?: Maybe<string>;
  @float("The grade, from 0.")
  grade?: Maybe<number>;
  @text("The provider's word for the grade.")
  label?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "Half a day of a time-off request." })
export class TimeoffPart {
  @date("Which day.")
  date?: Maybe<LocalDate>;
  @maybe(() => DayPart, "Which half; null for a span of hours.")
  half?: Maybe<DayPart>;
  @text("From when, as local `HH:MM`.")
  startTime?: Maybe<string>;
  @text("Until when, as local `HH:MM`.")
  endTime?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "An offered option of a provider's field." })
export class FieldOption {
  @text("The provider's id of the option.")
  id?: Maybe<string>;
  @Field(() => String, { description: "What people see." })
  label!: string;
}

@ObjectType({ simpleResolvers: true, description: "A question of the provider's time-off form and its answer." })
export class TitledAnswer {
  @text("The question.")
  title?: Maybe<string>;
  @text("The answer.")
  answer?: Maybe<string>;
}
