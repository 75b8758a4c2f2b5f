import { Field, InputType, ObjectType } from "type-graphql";

import type { Department } from "./department.js";
import type { Draft } from "./draft.js";
import { JobStatus } from "./enums.js";
import { RecordFilter, RecordOrder, RelationFilter, StringComparator, enumComparator } from "./filters.js";
import { date, flag, int, list, maybe, text, url } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";
import type { LocalDate } from "./scalars.js";
import type { User } from "./user.js";
import { Address, Compensation, TextSection } from "./values.js";

@ObjectType({ simpleResolvers: true, description: "Somebody who works on filling a job." })
export class HiringTeamMember {
  /** Set when it is resolved. */
  accountId?: string;
  userRef!: Ref<Draft<User>>;
  @text("What the person does in it, in the provider's words.")
  role?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, implements: [ProviderRecord, Node], description: "A position to fill." })
export class Job extends ProviderRecord {
  @text("Title.")
  title?: Maybe<string>;
  @text("The customer's own number or code.")
  code?: Maybe<string>;
  @maybe(() => JobStatus, "Whether it takes candidates.")
  status?: Maybe<JobStatus>;
  @text("The provider's word for the status.")
  statusLabel?: Maybe<string>;
  @text("The whole advertisement, as HTML.")
  description?: Maybe<string>;
  @list(() => TextSection, "The advertisement in its parts.")
  sections?: TextSection[];
  @text("Full-time, part-time and the like, in the provider's words.")
  employmentType?: Maybe<string>;
  @text("On site, hybrid or remote, in the provider's words.")
  workplaceType?: Maybe<string>;
  @flag("Whether it can be done from anywhere.")
  isRemote?: Maybe<boolean>;
  @flag("Whether it is kept secret.")
  isConfidential?: Maybe<boolean>;
  @text("Category, in the provider's words.")
  category?: Maybe<string>;
  @text("Experience asked for, in the provider's words.")
  experienceLevel?: Maybe<string>;
  @text("Education asked for, in the provider's words.")
  educationLevel?: Maybe<string>;
  @list(() => Address, "Where the work is.")
  locations?: Address[];
  @maybe(() => Compensation, "Pay offered.")
  compensation?: Maybe<Compensation>;
  @int("How many people are wanted.")
  numberOfOpenings?: Maybe<number>;
  @int("How many people applied, as the provider counts.")
  applicantCount?: Maybe<number>;
  @date("When it was opened.")
  openedAt?: Maybe<LocalDate>;
  @date("When it was closed.")
  closedAt?: Maybe<LocalDate>;
  @url("The public advertisement.")
  postingUrl?: Maybe<string>;
  @url("The public application form.")
  applicationUrl?: Maybe<string>;
  @list(() => String, "Boards on which it is advertised.")
  jobBoards?: string[];

  /** Undefined where it takes a call of its own. */
  hiringTeam?: HiringTeamMember[];

  departmentRef?: Maybe<Ref<Draft<Department>>>;
}

const JobStatusComparator = enumComparator<JobStatus>("JobStatus", JobStatus);

@InputType({ description: "Which jobs. All conditions must hold." })
export class JobFilter extends RecordFilter {
  @Field(() => JobStatusComparator, { nullable: true, description: "Whether it takes candidates." })
  status?: InstanceType<typeof JobStatusComparator>;
  @Field(() => StringComparator, { nullable: true, description: "Title." })
  title?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "The customer's own number or code." })
  code?: StringComparator;
  @Field(() => RelationFilter, { nullable: true, description: "Of which department." })
  department?: RelationFilter;
}

@InputType({ description: "In which order jobs come." })
export class JobOrder extends RecordOrder {}
