import type { ProviderSession } from "../provider.js";
import { InputRefusal } from "../write.js";
import type { LostAnswerSearch, WriteInputs, WriteSource, WrittenRecord } from "../write.js";
import { applicantsPage } from "./sage-hr.client.js";
import { isSameEmail, isSameText, isSince, rowsToSearch } from "./sage-hr.search.js";
import type { Row } from "./sage-hr.search.js";
import { createdIn, formOf, givenId, madeBy } from "./sage-hr.send.js";

type Input = WriteInputs["createCandidate"];

/** A position is searched up to this many pages of a hundred. */
const mostSearchedPages = 10;
const searchCall = "GET /recruitment/positions/{id}/applicants";

/** An applicant is one person's application for one position. Nobody is written to: the provider's thanks are not asked for. */
export const createCandidate: WriteSource<"createCandidate"> = {
  accepts: ["jobId", "firstName", "lastName", "email", "phone", "address", "summary", "source", "attachments"],
  requires: ["jobId", "firstName"],
  limits: [{ field: "attachments", maxItems: 1 }],
  remark: "Begins in the position's first stage and cannot be changed or moved afterwards. Takes one file, the CV.",
  plan(input) {
    const position = String(givenId(input.jobId, "jobId"));
    const form = formFrom(input);
    return {
      steps: [
        {
          name: "applicant",
          call: "POST /recruitment/positions/{id}/applicants",
          async send(session) {
            const path = `/recruitment/positions/${position}/applicants`;
            return createdIn(await session.send({ method: "POST", path, body: { form } }), "Candidate");
          },
          find: lostApplicant(position, input),
        },
      ],
      ...(input.email === undefined ? {} : { existing: existingApplicant(position, input.email) }),
      results: (_session, done) => bothOf(madeBy(done, "applicant")),
    };
  },
};

function formFrom(input: Input) {
  const { address, attachments = [] } = input;
  if (attachments.length > 1) throw new InputRefusal("Sage HR takes one file of an applicant.", ["attachments"]);
  return formOf({
    "applicant[first_name]": input.firstName,
    "applicant[last_name]": input.lastName,
    "applicant[email]": input.email,
    "applicant[phone_number]": input.phone,
    "applicant[address]": address && lineFrom(address),
    "applicant[summary]": input.summary,
    "applicant[source]": input.source,
    "applicant[attachment]": attachments[0]?.content,
  });
}

/** An address is one line there. */
function lineFrom({ formatted, street1, street2, city, state, postalCode, country, countryCode }: Address): string {
  const parts = [street1, street2, city, state, postalCode, country ?? countryCode];
  return formatted ?? parts.filter((part) => part !== undefined).join(", ");
}

type Address = NonNullable<Input["address"]>;

function existingApplicant(position: string, email: string) {
  return {
    call: searchCall,
    calls: mostSearchedPages,
    isRefusedByProvider: true,
    async find(session: ProviderSession): Promise<WrittenRecord | null> {
      const row = (await applicantsOf(session, position)).find((known) => isSameEmail(known["email"], email));
      return row ? { model: "Candidate", key: String(row["id"]) } : null;
    },
  };
}

function lostApplicant(position: string, input: Input): LostAnswerSearch {
  return {
    call: searchCall,
    calls: mostSearchedPages,
    async look(session, sentAt) {
      const rows = await applicantsOf(session, position);
      const own = rows.filter((row) => isOf(row, input) && isSince(row, sentAt));
      return own
        .sort((left, right) => String(left["created_at"]).localeCompare(String(right["created_at"])))
        .map((row) => ({ created: { model: "Candidate", key: String(row["id"]) } }));
    },
  };
}

/** By the address, which nobody has twice; without one by the name. */
function isOf(row: Row, { email, firstName, lastName }: Input): boolean {
  if (email !== undefined) return isSameEmail(row["email"], email);
  return isSameText(row["first_name"], firstName) && isSameText(row["last_name"], lastName);
}

function applicantsOf(session: ProviderSession, position: string): Promise<Row[]> {
  return rowsToSearch(session, (from, page) => applicantsPage(from, position, page), mostSearchedPages);
}

function bothOf(key: string): WrittenRecord[] {
  return [
    { model: "Candidate", key },
    { model: "Application", key },
  ];
}
