import type { WriteInputs, WriteSource, WriteStep } from "../write.js";
import { callsOf, givenSerial, sendForms } from "./applicantstack.send.js";
import { writeForms } from "./applicantstack.write-forms.js";
import { isAnySaid, personLabelsFrom } from "./applicantstack.write-labels.js";

/** Hires are made by the account, out of candidates; what is known of them can be corrected. */
export const updateEmployee: WriteSource<"updateEmployee"> = {
  accepts: ["firstName", "lastName", "personalEmail", "phone", "address", "startDate"],
  remark: "The one e-mail address of a hire is the one that the candidate applied with: `personalEmail`.",
  plan(input) {
    const serial = givenSerial(input.employeeId, "employeeId");
    const labels = labelsFrom(input);
    const step: WriteStep = {
      name: "employee",
      ...callsOf(writeForms.updateHire),
      async send(session) {
        await sendForms(session, writeForms.updateHire, serial, labels);
        return {};
      },
      isRepeatable: true,
    };
    return { steps: isAnySaid(labels) ? [step] : [], results: () => [{ model: "Employee", key: serial }] };
  },
};

function labelsFrom(input: WriteInputs["updateEmployee"]) {
  return { ...personLabelsFrom(input), Email: input.personalEmail, "Start Date": usDateFrom(input.startDate) };
}

/** `2026-05-04` as `05/04/2026`. */
function usDateFrom(day: string | undefined): string | undefined {
  const [year, month, date] = day?.split("-") ?? [];
  return date === undefined ? undefined : [month, date, year].join("/");
}
