import { Field, InputType, ObjectType } from "type-graphql";

import type { Candidate } from "./candidate.js";
import type { Draft } from "./draft.js";
import { EmploymentStatus } from "./enums.js";
import {
  DateComparator,
  RecordFilter,
  RecordOrder,
  RelationFilter,
  StringComparator,
  enumComparator,
} from "./filters.js";
import { date, list, maybe, text, url } from "./fields.js";
import type { Maybe } from "./fields.js";
import type { Group } from "./group.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";
import type { LocalDate } from "./scalars.js";
import { Address, EmailAddress, PhoneNumber } from "./values.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "Somebody who works for the company, is about to, or did.",
})
export class Employee extends ProviderRecord {
  @text("First name.")
  firstName?: Maybe<string>;
  @text("Middle name.")
  middleName?: Maybe<string>;
  @text("Last name.")
  lastName?: Maybe<string>;
  @text("Full name.")
  name?: Maybe<string>;
  @text("The name the person goes by.")
  preferredName?: Maybe<string>;
  @text("The customer's own number of the person.")
  employeeNumber?: Maybe<string>;
  @text("E-mail address at the company.")
  workEmail?: Maybe<string>;
  @text("Private e-mail address.")
  personalEmail?: Maybe<string>;
  @list(() => EmailAddress, "All e-mail addresses, the primary one first.")
  emails?: EmailAddress[];
  @list(() => PhoneNumber, "Phone numbers, the primary one first.")
  phones?: PhoneNumber[];
  @maybe(() => Address, "Home address.")
  address?: Maybe<Address>;
  @text("Where the person works, in the provider's words.")
  workLocation?: Maybe<string>;
  @url("A photo; the link may expire.")
  photoUrl?: Maybe<string>;
  @text("Job title.")
  jobTitle?: Maybe<string>;
  @maybe(() => EmploymentStatus, "Whether the person works for the company.")
  employmentStatus?: Maybe<EmploymentStatus>;
  @text("The provider's word for the employment status.")
  employmentStatusLabel?: Maybe<string>;
  @text("Full-time, part-time and the like, in the provider's words.")
  employmentType?: Maybe<string>;
  @text("Pay, in the provider's words.")
  payRateLabel?: Maybe<string>;
  @date("First day of work.")
  startDate?: Maybe<LocalDate>;
  @date("When the person was hired.")
  hireDate?: Maybe<LocalDate>;
  @date("Last day of work.")
  terminationDate?: Maybe<LocalDate>;
  @text("Why the person left, in the provider's words.")
  terminationReason?: Maybe<string>;
  @date("Date of birth.")
  dateOfBirth?: Maybe<LocalDate>;
  @text("Gender, in the provider's words.")
  gender?: Maybe<string>;
  @text("Marital status, in the provider's words.")
  maritalStatus?: Maybe<string>;
  @text("Nationality, in the provider's words.")
  nationality?: Maybe<string>;
  @text("The manager's name where the provider holds no more.")
  managerName?: Maybe<string>;

  managerRef?: Maybe<Ref<Draft<Employee>>>;
  groupRefs?: Ref<Draft<Group>>[];
  /** The candidate who became this employee. */
  candidateRef?: Maybe<Ref<Draft<Candidate>>>;
}

const EmploymentStatusComparator = enumComparator<EmploymentStatus>("EmploymentStatus", EmploymentStatus);

@InputType({ description: "Which employees. All conditions must hold." })
export class EmployeeFilter extends RecordFilter {
  @Field(() => EmploymentStatusComparator, { nullable: true, description: "Whether the person works there." })
  employmentStatus?: InstanceType<typeof EmploymentStatusComparator>;
  @Field(() => StringComparator, { nullable: true, description: "E-mail address at the company." })
  workEmail?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "Any of the person's addresses." })
  email?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "Full name." })
  name?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "The customer's own number of the person." })
  employeeNumber?: StringComparator;
  @Field(() => DateComparator, { nullable: true, description: "First day of work." })
  startDate?: DateComparator;
  @Field(() => DateComparator, { nullable: true, description: "Last day of work." })
  terminationDate?: DateComparator;
  @Field(() => RelationFilter, { nullable: true, description: "Who reports to this employee." })
  manager?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "Members of this group." })
  group?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "Who was hired from this candidate." })
  candidate?: RelationFilter;
}

@InputType({ description: "In which order employees come." })
export class EmployeeOrder extends RecordOrder {}
