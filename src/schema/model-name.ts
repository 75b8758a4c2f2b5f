/** The unified models, as GraphQL names them. */
export const modelNames = [
  "Candidate",
  "Application",
  "Job",
  "Department",
  "JobInterviewStage",
  "User",
  "Activity",
  "Attachment",
  "RejectReason",
  "Employee",
  "Group",
  "Field",
  "TimeoffRequest",
  "TimeoffBalance",
  "TimeoffType",
] as const;

export type ModelName = (typeof modelNames)[number];

export function isModelName(name: string): name is ModelName {
  return (modelNames as readonly string[]).includes(name);
}
