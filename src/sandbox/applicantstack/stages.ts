import type { CandidateRow, HireRow } from "./rows.js";

/** The candidate stages of every account in their order, each with its built-in class. */
export const candidateStages: Readonly<Record<string, string>> = {
  New: "New",
  "Phone Screen": "",
  Interview: "",
  "Reference Check": "",
  Offer: "",
  Hired: "Hired",
  "Do Not Pursue": "Do Not Pursue",
  Withdrawn: "Withdrawn",
  "Talent Pool": "Keep Warm",
};
export const firstStage = "New";
export const hiredStageType = "Hired";

/** The onboarding stages of every account; a hire begins in the first. */
export const hireStages = ["New", "Waiting for I-9", "Complete"] as const;

/** The class of a stage that the account knows, by its table or because a candidate is in it; undefined for others. */
export function stageTypeOf(label: string, candidates: readonly CandidateRow[]): string | undefined {
  if (Object.hasOwn(candidateStages, label)) return candidateStages[label];
  return candidates.find((row) => row.stage === label)?.stageType;
}

export function isHireStage(label: string, hires: readonly HireRow[]): boolean {
  return hireStages.some((known) => known === label) || hires.some((row) => row.stage === label);
}
