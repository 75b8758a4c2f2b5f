import type { CandidateRow, FileRow, OfferRow } from "../types.js";
import { signedUrl } from "./candidates.js";

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

function hasOffer(candidate: CandidateRow): boolean {
  return candidate.stageSlug === "offer" || candidate.stageSlug === "hired";
}
