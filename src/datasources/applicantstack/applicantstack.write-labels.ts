import { InputRefusal } from "../write.js";
import type { WriteInputs } from "../write.js";
import type { Labels } from "./applicantstack.write-forms.js";

type Candidate = WriteInputs["updateCandidate"];
type Person = Pick<Candidate, "firstName" | "lastName" | "phone" | "address">;
type Address = NonNullable<Person["address"]>;

/** What is said of a candidate, under the labels that records show it by. Throws an InputRefusal. */
export function candidateLabelsFrom(input: Pick<Candidate, keyof Person | "email" | "coverLetter" | "source">): Labels {
  return { ...personLabelsFrom(input), Email: input.email, Source: input.source, "Cover Letter": input.coverLetter };
}

/** What candidates and hires have in common. */
export function personLabelsFrom({ firstName, lastName, phone, address }: Person): Labels {
  return { "First Name": firstName, "Last Name": lastName, Phone: phone, ...(address && addressLabelsFrom(address)) };
}

function addressLabelsFrom({ formatted, country, countryCode, ...parts }: Address): Labels {
  if (formatted !== undefined)
    throw unknownPart("formatted", "ApplicantStack keeps addresses in parts, not in a line.");
  if (country !== undefined) throw unknownPart("country", "ApplicantStack's addresses have no country.");
  if (countryCode !== undefined) throw unknownPart("countryCode", "ApplicantStack's addresses have no country.");
  return {
    "Address 1": parts.street1,
    "Address 2": parts.street2,
    City: parts.city,
    State: parts.state,
    Zip: parts.postalCode,
  };
}

function unknownPart(part: string, message: string): InputRefusal {
  return new InputRefusal(message, ["address", part], "UNSUPPORTED_BY_PROVIDER");
}

/** Whether anything is to be sent at all. */
export function isAnySaid(labels: Labels): boolean {
  return Object.values(labels).some((value) => value !== undefined);
}
