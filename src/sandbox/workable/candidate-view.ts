import { omit } from "../omit.js";
import type { CandidateRow, StageRow, WorkableData } from "./types.js";

/** The stage of a candidate in its own job's pipeline; talent pool records are in the account's. */
function stageOfCandidate(row: CandidateRow, data: WorkableData): Pick<StageRow, "name" | "kind"> {
  const job = data.jobs.find((other) => other.shortcode === row.job?.shortcode);
  const stages = job?.stages ?? data.stages;
  return stages.find((stage) => stage.slug === row.stageSlug) ?? { name: row.stageSlug, kind: row.stageSlug };
}

/** A candidate as listed: the stage by its display name, and no `withdrew`. */
export function listedCandidate(row: CandidateRow, data: WorkableData): object {
  const { id, name, firstname, lastname, headline } = row;
  const rest = omit(row, ["id", "name", "firstname", "lastname", "headline", "job", "stageSlug", "detail"]);
  return { id, name, firstname, lastname, headline, ...linksOf(row, data), ...rest };
}

export function detailedCandidate(row: CandidateRow, data: WorkableData): object {
  const { id, name, firstname, lastname, headline } = row;
  const { image_url, disqualified_at, withdrew, uploader_id, ...rest } = row.detail;
  const detail = rest.social_profiles?.length === 0 ? omit(rest, ["social_profiles"]) : rest;
  return {
    ...{ id, name, firstname, lastname, headline, image_url },
    ...linksOf(row, data),
    disqualified: row.disqualified,
    disqualified_at,
    withdrew,
    anonymized: row.anonymized,
    disqualification_reason: row.disqualification_reason,
    hired_at: row.hired_at,
    moved_to_offer_at: row.moved_to_offer_at,
    sourced: row.sourced,
    profile_url: row.profile_url,
    address: row.address,
    phone: row.phone,
    email: row.email,
    outbound_mailbox: `mailbox-${id}@outbound.example.com`,
    domain: row.domain,
    outlet: row.outlet,
    common_source: row.common_source,
    common_source_category: row.common_source_category,
    uploader_id,
    created_at: row.created_at,
    updated_at: row.updated_at,
    ...detail,
    ...(row.resume_metadata ? { resume_metadata: row.resume_metadata } : {}),
  };
}

function linksOf(row: CandidateRow, data: WorkableData): object {
  const stage = stageOfCandidate(row, data);
  const talentPool = { talent_pool_id: 740_001, identifier: "b4d01" };
  return {
    account: { subdomain: data.account.subdomain, name: data.account.name },
    ...(row.job ? { job: row.job } : { talent_pool: talentPool }),
    stage: stage.name,
    stage_kind: stage.kind,
  };
}
