import { InputRefusal } from "../write.js";
import type { WriteInputs, WriteSource } from "../write.js";
import { candidateLabels } from "./applicantstack.candidate.js";
import { labelsStep } from "./applicantstack.candidate-write.js";
import { givenSerial } from "./applicantstack.send.js";
import type { Labels } from "./applicantstack.write-forms.js";

/** A field of the customer is one more label on the record. */
export const setCustomFields: WriteSource<"setCustomFields"> = {
  accepts: [],
  remark: "Fields of candidates only; values are text or numbers, and null empties a field.",
  plan({ nodeId, model, values }) {
    if (model !== "Candidate") {
      throw new InputRefusal(
        "ApplicantStack takes custom fields of candidates only.",
        ["nodeId"],
        "UNSUPPORTED_BY_PROVIDER",
      );
    }
    const serial = givenSerial(nodeId, "nodeId");
    return {
      steps: [labelsStep(serial, labelsFrom(values))],
      results: () => [{ model: "Candidate", key: serial }],
    };
  },
};

function labelsFrom(values: WriteInputs["setCustomFields"]["values"]): Labels {
  return Object.fromEntries(
    values.map(({ key, value }, index) => {
      // Anything else under these labels would be another write than it seems.
      if (candidateLabels.has(key)) throw refusal(index, "key", "This is no custom field of ApplicantStack.");
      return [key, textFrom(value, index)];
    }),
  );
}

/** Everything is text there. How a tick or several choices would be written is not known. */
function textFrom(value: unknown, index: number): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw refusal(index, "value", "ApplicantStack takes a text or a number here.");
}

function refusal(index: number, part: string, message: string): InputRefusal {
  return new InputRefusal(message, ["values", String(index), part]);
}
