import { Field, ID, InputType } from "type-graphql";

import type { AttachmentKind } from "../enums.js";
import { EmploymentStatus } from "../enums.js";
import { date, flag, maybe, text } from "../fields.js";
import { DateOnly } from "../scalars.js";
import type { LocalDate } from "../scalars.js";
import { AddressInput } from "./candidate-inputs.js";
import { CustomFieldInput, fileFields, WriteInput } from "./write-input.js";
import type { FileInput } from "./write-input.js";

const optional = { nullable: true } as const;

@InputType({ description: "What is said of an employee." })
abstract class EmployeeInput extends WriteInput {
  @text("First name.")
  firstName?: string;
  @text("Middle name.")
  middleName?: string;
  @text("Last name.")
  lastName?: string;
  @text("The name the person goes by.")
  preferredName?: string;
  @text("The customer's own number of the person.")
  employeeNumber?: string;
  @text("E-mail address at the company.")
  workEmail?: string;
  @text("Private e-mail address.")
  personalEmail?: string;
  @text("Private or mobile phone number.")
  phone?: string;
  @text("Phone number at work.")
  workPhone?: string;
  @maybe(() => AddressInput, "Home address.")
  address?: AddressInput;
  @text("Job title.")
  jobTitle?: string;
  @date("First day of work.")
  startDate?: LocalDate;
  @date("Date of birth.")
  dateOfBirth?: LocalDate;
  @text("Gender, in the provider's words.")
  gender?: string;
  @text("Marital status, in the provider's words.")
  maritalStatus?: string;
  @text("Nationality, in the provider's words.")
  nationality?: string;
  @text("Full-time, part-time and the like, in the provider's words.")
  employmentType?: string;
  @Field(() => ID, { ...optional, description: "The `Employee` who is the manager." })
  managerId?: string;
  @Field(() => [ID], { ...optional, description: "The `Group`s that the person belongs to, one of a kind." })
  groupIds?: string[];
  @Field(() => [CustomFieldInput], { ...optional, description: "Values of the customer's own fields." })
  customFields?: CustomFieldInput[];
}

@InputType({ description: "A new employee." })
export class CreateEmployeeInput extends EmployeeInput {
  @Field(() => ID, { description: "The `LinkedAccount` to make the employee in." })
  accountId!: string;
  @maybe(() => EmploymentStatus, "PENDING makes a draft where the provider has drafts; otherwise ACTIVE.")
  employmentStatus?: EmploymentStatus;
}

@InputType({ description: "What to change of an employee; what is left out stays." })
export class UpdateEmployeeInput extends EmployeeInput {
  @Field(() => ID, { description: "The `Employee`." })
  employeeId!: string;
}

@InputType({ description: "Ends somebody's employment." })
export class TerminateEmployeeInput extends WriteInput {
  @Field(() => ID, { description: "The `Employee`." })
  employeeId!: string;
  @Field(() => DateOnly, { description: "The last day of work." })
  date!: LocalDate;
  @text("The provider's reason: its id, or its name as the provider shows it.")
  reasonId?: string;
  @text("A note for the people of the company.")
  note?: string;
}

@InputType({ description: "Takes somebody back who left." })
export class RehireEmployeeInput extends WriteInput {
  @Field(() => ID, { description: "The `Employee`." })
  employeeId!: string;
  @Field(() => DateOnly, { description: "The new first day of work." })
  date!: LocalDate;
  @text("A note for the people of the company.")
  note?: string;
  @flag("Whether time-off balances begin anew. False unless said.")
  startFresh?: boolean;
}

@InputType({ description: "A document for an employee." })
export class CreateEmployeeDocumentInput extends WriteInput {
  @Field(() => ID, { description: "The `Employee`." })
  employeeId!: string;
  @fileFields.file
  file?: FileInput["file"];
  @fileFields.contentBase64
  contentBase64?: string;
  @fileFields.fileName
  fileName?: string;
  @fileFields.url
  url?: string;
  @fileFields.kind
  kind?: AttachmentKind;
  @text("The provider's id of the category; otherwise the provider's default.")
  categoryId?: string;
  @text("What the document is.")
  description?: string;
}

@InputType({ description: "Values for the customer's own fields of one record." })
export class SetCustomFieldsInput extends WriteInput {
  @Field(() => ID, { description: "The `Candidate` or `Employee`." })
  nodeId!: string;
  @Field(() => [CustomFieldInput], { description: "The values; fields that are not here stay as they are." })
  values!: CustomFieldInput[];
}
