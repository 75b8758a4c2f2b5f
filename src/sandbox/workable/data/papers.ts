import type { EmployeeDocumentRow, EmployeeRow } from "../hr-types.js";
import type { CandidateRow, FileRow, OfferRow } from "../types.js";
import { signedUrl } from "./candidates.js";
import { dayMs, milliseconds } from "./time.js";

/** Makes the files of candidates: the résumé of those who have one, a portfolio now and then, and offer letters. */
export function createFiles(candidates: readonly CandidateRow[], baseUrl: string): FileRow[] {
  return candidates.flatMap((candidate, index) => {
    const name = candidate.resume_metadata?.filename;
    const file = (filename: string) => ({
      candidateId: candidate.id,
      name: filename,
      preview_url: signedUrl(baseUrl, candidate.id, filename),
    });
    return [
      ...(name === undefined ? [] : [{ ...file(name), source: "upload", kind: "resume" }]),
      ...(index % 10 === 0 ? [{ ...file("portfolio.pdf"), source: "upload" }] : []),
      ...(hasOffer(candidate) ? [{ ...file("offer.pdf"), source: "offer", kind: "offer" }] : []),
    ];
  });
}

/** Makes the offer of each candidate in the offer stage or hired. */
export function createOffers(candidates: readonly CandidateRow[], baseUrl: string): OfferRow[] {
  return candidates.filter(hasOffer).map((candidate) => ({
    candidateId: candidate.id,
    created_at: candidate.updated_at,
    state: candidate.stageSlug === "hired" ? "accepted" : "pending",
    document_variables: [
      { document_variable: { name: "Start date", slug: "start_date" }, value: { body: "2027-01-11" } },
    ],
    documents: [{ name: "offer.pdf", preview_url: signedUrl(baseUrl, candidate.id, "offer.pdf"), kind: "offer" }],
  }));
}

/** Makes the documents of every third employee: a contract and a signed policy. */
export function createEmployeeDocuments(
  employees: readonly EmployeeRow[],
  baseUrl: string,
  today: number,
): EmployeeDocumentRow[] {
  return employees.flatMap((employee, index) => {
    const addedAt = milliseconds(today - (index + 3) * dayMs);
    const document = (place: number, filename: string, type: string) => ({
      employeeId: employee.id,
      id: (0x5d001 + index * 2 + place).toString(16),
      filename,
      filepath: signedUrl(baseUrl, employee.id, filename),
      ...{ created_at: addedAt, updated_at: addedAt },
      filesize: 20_480 + index,
      type,
      created_by: "Dana Iversen",
    });
    return index % 3 > 0
      ? []
      : [
          document(0, "contract.pdf", "simple_employee_document"),
          document(1, "travel-policy.pdf", "signature_request_employee_document"),
        ];
  });
}

function hasOffer(candidate: CandidateRow): boolean {
  return candidate.stageSlug === "offer" || candidate.stageSlug === "hired";
}
