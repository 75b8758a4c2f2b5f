import { Field, InputType, ObjectType } from "type-graphql";

import { RecordFilter, RecordOrder, StringComparator, StringListComparator } from "./filters.js";
import { list, maybe, text, url } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import { Address, EducationEntry, EmailAddress, ExperienceEntry, PhoneNumber, SocialProfile } from "./values.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description:
    "A person who may be hired. Where a provider keeps one record per person and job, each of them is a candidate.",
})
export class Candidate extends ProviderRecord {
  @text("First name.")
  firstName?: Maybe<string>;
  @text("Last name.")
  lastName?: Maybe<string>;
  @text("Full name.")
  name?: Maybe<string>;
  @text("What the person says about themselves in one line.")
  headline?: Maybe<string>;
  @text("What the person says about themselves at length.")
  summary?: Maybe<string>;
  @text("Cover letter.")
  coverLetter?: Maybe<string>;
  @url("A photo; the link may expire.")
  photoUrl?: Maybe<string>;
  @list(() => EmailAddress, "E-mail addresses, the primary one first.")
  emails?: EmailAddress[];
  @list(() => PhoneNumber, "Phone numbers, the primary one first.")
  phones?: PhoneNumber[];
  @maybe(() => Address, "Where the person lives.")
  address?: Maybe<Address>;
  @list(() => EducationEntry, "Schools.")
  education?: EducationEntry[];
  @list(() => ExperienceEntry, "Jobs held.")
  experience?: ExperienceEntry[];
  @list(() => String, "Skills.")
  skills?: string[];
  @list(() => String, "Tags.")
  tags?: string[];
  @list(() => SocialProfile, "Profiles on other sites.")
  socialProfiles?: SocialProfile[];
  @text("Where the person came from, in the provider's words.")
  source?: Maybe<string>;
  @text("The class of the source, in the provider's words.")
  sourceCategory?: Maybe<string>;
  @text("Who referred the person.")
  referredBy?: Maybe<string>;
  @text("The record that this one was copied from, as the provider's id.")
  copiedFromRemoteId?: Maybe<string>;
}

@InputType({ description: "Which candidates. All conditions must hold." })
export class CandidateFilter extends RecordFilter {
  @Field(() => StringComparator, { nullable: true, description: "Any of the person's addresses, without case." })
  email?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "First name." })
  firstName?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "Last name." })
  lastName?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "Full name." })
  name?: StringComparator;
  @Field(() => StringListComparator, { nullable: true, description: "Tags." })
  tags?: StringListComparator;
  @Field(() => StringComparator, { nullable: true, description: "Source, in the provider's words." })
  source?: StringComparator;
}

@InputType({ description: "In which order candidates come." })
export class CandidateOrder extends RecordOrder {}
