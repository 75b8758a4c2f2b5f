import type { StageKind } from "./generated/cardListPaginationQuery.graphql";

export interface ColumnSpec {
  kind: StageKind;
  title: string;
}

/** The board from left to right. */
export const columns: readonly ColumnSpec[] = [
  { kind: "SOURCED", title: "Sourced" },
  { kind: "APPLIED", title: "Applied" },
  { kind: "SCREEN", title: "Screen" },
  { kind: "ASSESSMENT", title: "Assessment" },
  { kind: "INTERVIEW", title: "Interview" },
  { kind: "REFERENCE_CHECK", title: "Reference check" },
  { kind: "BACKGROUND_CHECK", title: "Background check" },
  { kind: "OFFER", title: "Offer" },
  { kind: "HIRED", title: "Hired" },
  { kind: "OTHER", title: "Other" },
  { kind: "UNMAPPED", title: "Own stages" },
];
