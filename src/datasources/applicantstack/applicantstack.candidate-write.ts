import type { StepResults, WriteSource, WriteStep, WrittenRecord } from "../write.js";
import { existingApplication, lostApplication } from "./applicantstack.candidate-search.js";
import { fileSteps } from "./applicantstack.file-write.js";
import { callsOf, givenSerial, madeBy, sendForms, serialIn } from "./applicantstack.send.js";
import { stageStep } from "./applicantstack.stage-write.js";
import { answerKeys, writeForms } from "./applicantstack.write-forms.js";
import type { Labels } from "./applicantstack.write-forms.js";
import { candidateLabelsFrom, isAnySaid } from "./applicantstack.write-labels.js";

/** A record is one application, so that there is no candidate without a job. */
export const createCandidate: WriteSource<"createCandidate"> = {
  accepts: [
    ...(["jobId", "stageId", "firstName", "lastName", "email", "phone", "address"] as const),
    ...(["source", "coverLetter", "attachments"] as const),
  ],
  requires: ["jobId", "firstName", "lastName", "email"],
  remark: "Makes one application; the stage is set and files are added by calls of their own.",
  plan(input) {
    const jobSerial = givenSerial(input.jobId, "jobId");
    const labels = { "Job Serial": jobSerial, ...candidateLabelsFrom(input) };
    const made = (done: StepResults) => madeBy(done, "candidate");
    const person = { email: input.email ?? "", jobSerial };
    return {
      steps: [
        creation(labels, person),
        ...(input.stageId === undefined ? [] : [stageStep(made, input.stageId)]),
        ...fileSteps(made, input.attachments),
      ],
      existing: existingApplication(person),
      results: (_session, done) => bothOf(made(done)),
    };
  },
};

export const updateCandidate: WriteSource<"updateCandidate"> = {
  accepts: ["firstName", "lastName", "email", "phone", "address", "source", "coverLetter", "attachments"],
  remark: "Files are added; none is replaced.",
  plan(input) {
    const serial = givenSerial(input.candidateId, "candidateId");
    const labels = candidateLabelsFrom(input);
    return {
      steps: [
        ...(isAnySaid(labels) ? [labelsStep(serial, labels)] : []),
        ...fileSteps(() => serial, input.attachments),
      ],
      results: () => bothOf(serial),
    };
  },
};

function creation(labels: Labels, person: { email: string; jobSerial: string }): WriteStep {
  return {
    name: "candidate",
    ...callsOf(writeForms.createCandidate),
    async send(session) {
      const answer = await sendForms(session, writeForms.createCandidate, "", labels);
      return { created: { model: "Candidate", key: serialIn(answer, answerKeys.candidate) } };
    },
    find: lostApplication(person),
  };
}

/** Sets fields of a candidate; nothing but ratings, dispositions and stages is told in the history. */
export function labelsStep(serial: string, labels: Labels): WriteStep {
  return {
    name: "candidate",
    ...callsOf(writeForms.updateCandidate),
    async send(session) {
      await sendForms(session, writeForms.updateCandidate, serial, labels);
      return {};
    },
    isRepeatable: true,
  };
}

function bothOf(key: string): WrittenRecord[] {
  return [
    { model: "Candidate", key },
    { model: "Application", key },
  ];
}
