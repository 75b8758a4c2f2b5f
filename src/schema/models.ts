import { Activity, ActivityFilter, ActivityOrder } from "./activity.js";
import { Application, ApplicationFilter, ApplicationOrder } from "./application.js";
import { Attachment, AttachmentFilter, AttachmentOrder } from "./attachment.js";
import { Candidate, CandidateFilter, CandidateOrder } from "./candidate.js";
import { Department, DepartmentFilter, DepartmentOrder } from "./department.js";
import { Employee, EmployeeFilter, EmployeeOrder } from "./employee.js";
import { Field, FieldFilter, FieldOrder } from "./field.js";
import { Group, GroupFilter, GroupOrder } from "./group.js";
import { JobInterviewStage, JobInterviewStageFilter, JobInterviewStageOrder } from "./job-interview-stage.js";
import { Job, JobFilter, JobOrder } from "./job.js";
import type { ModelName } from "./model-name.js";
import { RejectReason, RejectReasonFilter, RejectReasonOrder } from "./reject-reason.js";
import { TimeoffBalance, TimeoffBalanceFilter, TimeoffBalanceOrder } from "./timeoff-balance.js";
import { TimeoffRequest, TimeoffRequestFilter, TimeoffRequestOrder } from "./timeoff-request.js";
import { TimeoffType, TimeoffTypeFilter, TimeoffTypeOrder } from "./timeoff-type.js";
import { User, UserFilter, UserOrder } from "./user.js";

/** The class of each model: its GraphQL type and the shape of its records. */
export interface Models {
  Candidate: Candidate;
  Application: Application;
  Job: Job;
  Department: Department;
  JobInterviewStage: JobInterviewStage;
  User: User;
  Activity: Activity;
  Attachment: Attachment;
  RejectReason: RejectReason;
  Employee: Employee;
  Group: Group;
  Field: Field;
  TimeoffRequest: TimeoffRequest;
  TimeoffBalance: TimeoffBalance;
  TimeoffType: TimeoffType;
}

/** Everything that the schema says of a model beside its fields: its root field, its scope and its inputs. */
export const models = {
  Candidate: {
    plural: "candidates",
    description: "Candidates of all linked accounts.",
    scope: "ats:read",
    type: Candidate,
    filter: CandidateFilter,
    order: CandidateOrder,
  },
  Application: {
    plural: "applications",
    description: "Applications of all linked accounts.",
    scope: "ats:read",
    type: Application,
    filter: ApplicationFilter,
    order: ApplicationOrder,
  },
  Job: {
    plural: "jobs",
    description: "Jobs of all linked accounts.",
    scope: "ats:read",
    type: Job,
    filter: JobFilter,
    order: JobOrder,
  },
  Department: {
    plural: "departments",
    description: "Departments of all linked accounts.",
    scope: "ats:read",
    type: Department,
    filter: DepartmentFilter,
    order: DepartmentOrder,
  },
  JobInterviewStage: {
    plural: "jobInterviewStages",
    description: "Stages of all linked accounts.",
    scope: "ats:read",
    type: JobInterviewStage,
    filter: JobInterviewStageFilter,
    order: JobInterviewStageOrder,
  },
  User: {
    plural: "users",
    description: "People who work in the linked recruiting accounts.",
    scope: "ats:read",
    type: User,
    filter: UserFilter,
    order: UserOrder,
  },
  Activity: {
    plural: "activities",
    description: "What happened; providers ask for a candidate, an application or a job in the filter.",
    scope: "ats:read",
    type: Activity,
    filter: ActivityFilter,
    order: ActivityOrder,
  },
  Attachment: {
    plural: "attachments",
    description: "Files; providers ask for a candidate or an application in the filter.",
    scope: "ats:read",
    type: Attachment,
    filter: AttachmentFilter,
    order: AttachmentOrder,
  },
  RejectReason: {
    plural: "rejectReasons",
    description: "Reasons that can be given for ending an application.",
    scope: "ats:read",
    type: RejectReason,
    filter: RejectReasonFilter,
    order: RejectReasonOrder,
  },
  Employee: {
    plural: "employees",
    description: "Employees of all linked accounts, drafts and leavers included.",
    scope: "hris:read",
    type: Employee,
    filter: EmployeeFilter,
    order: EmployeeOrder,
  },
  Group: {
    plural: "groups",
    description: "Units that employees belong to.",
    scope: "hris:read",
    type: Group,
    filter: GroupFilter,
    order: GroupOrder,
  },
  Field: {
    plural: "fields",
    description: "Fields of the providers' own forms.",
    scope: "hris:read",
    type: Field,
    filter: FieldFilter,
    order: FieldOrder,
  },
  TimeoffRequest: {
    plural: "timeoffRequests",
    description:
      "Time off that employees asked for; without `startDate` in the filter, one year back to one year ahead.",
    scope: "hris:read",
    type: TimeoffRequest,
    filter: TimeoffRequestFilter,
    order: TimeoffRequestOrder,
  },
  TimeoffBalance: {
    plural: "timeoffBalances",
    description: "Time off left; providers ask for an employee in the filter.",
    scope: "hris:read",
    type: TimeoffBalance,
    filter: TimeoffBalanceFilter,
    order: TimeoffBalanceOrder,
  },
  TimeoffType: {
    plural: "timeoffTypes",
    description: "Kinds of time off.",
    scope: "hris:read",
    type: TimeoffType,
    filter: TimeoffTypeFilter,
    order: TimeoffTypeOrder,
  },
} as const satisfies Record<ModelName, object>;
