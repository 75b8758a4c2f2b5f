import { hireLabels, readFields, readObject } from "./labels.js";
import { nowSeconds } from "./local-time.js";
import { invalidValue } from "./refusal.js";
import { replaceRow, rowOf } from "./replace-row.js";
import type { ApplicantStackData, CandidateRow, HireRow } from "./rows.js";
import { blankHireCustom } from "./seed-hires.js";
import type { SerialMaker } from "./serials.js";
import { hireStages, isHireStage } from "./stages.js";
import type { Write } from "./writes.js";

/** Changes a hire; the path and the body are unconfirmed, as the provider shows none. */
export function createHireUpdate(data: ApplicantStackData): Write {
  return ({ serial, body }) => {
    const hire = rowOf(data.hires, serial);
    const { known, custom } = readFields(readObject(body), hireLabels);
    if (known.stage !== undefined && !isHireStage(known.stage, data.hires)) throw invalidValue("Stage");
    replaceRow(data.hires, {
      ...hire,
      ...known,
      custom: { ...hire.custom, ...custom },
      modifiedAt: nowSeconds(),
    });
    return { "Hire Serial": serial };
  };
}

/** Begins the onboarding of a candidate who has come to the hired stage, unless it has begun before. */
export function startOnboarding(data: ApplicantStackData, serials: SerialMaker, candidate: CandidateRow): void {
  if (data.hires.some((row) => row.candidateSerial === candidate.serial)) return;
  data.hires.push(newHire(data, serials("hire"), candidate));
}

function newHire(data: ApplicantStackData, serial: string, candidate: CandidateRow): HireRow {
  const job = data.jobs.find((row) => row.serial === candidate.jobSerial);
  const { firstName, lastName, address1, address2, city, state, zip, phone, email } = candidate;
  const time = nowSeconds();
  return {
    serial,
    candidateSerial: candidate.serial,
    ...{ firstName, lastName, address1, address2, city, state, zip, phone, email },
    ...{ startDate: "", hireDate: "", birthDate: "", ssn: "", payChangeDate: "" },
    jobName: job?.name ?? "",
    department: job?.department ?? "",
    location: job?.location ?? "",
    category: job?.category ?? "",
    type: job?.type ?? "",
    payRate: "",
    stage: hireStages[0],
    manager: "",
    createdAt: time,
    modifiedAt: time,
    questionnaires: [],
    forms: [],
    custom: { ...blankHireCustom },
  };
}
