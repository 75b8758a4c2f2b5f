import type { Candidate } from "../../schema/candidate.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import type { Address, EducationEntry, ExperienceEntry, SocialProfile } from "../../schema/values.js";
import type { PayloadReader } from "../http/payload.js";
import type { Conditions, ModelSource } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo, sinceQuery } from "./workable.conditions.js";
import { pageOf, readOrNull, recordOf, unknownKeys } from "./workable.draft.js";
import { maxPageSize } from "./workable.paging.js";
import type { Query } from "./workable.paging.js";

/** Candidates: one record per person and job. Those of the talent pool are not listed, and are read by id. */
export function candidateSource(client: WorkableClient): ModelSource<"Candidate"> {
  return {
    coverage: {
      remoteUrl: "list",
      remoteCreatedAt: "list",
      remoteUpdatedAt: "list",
      firstName: "list",
      lastName: "list",
      name: "list",
      headline: "list",
      emails: "list",
      phones: "list",
      source: "list",
      sourceCategory: "list",
      extras: "list",
      summary: "detail",
      coverLetter: "detail",
      photoUrl: "detail",
      address: "detail",
      education: "detail",
      experience: "detail",
      skills: "detail",
      tags: "detail",
      socialProfiles: "detail",
      copiedFromRemoteId: "detail",
    },
    list: {
      call: "GET /candidates",
      pageSize: maxPageSize,
      native: {
        email: ["eq"],
        job: ["eq"],
        remoteCreatedAt: ["gt", "gte"],
        remoteUpdatedAt: ["gt", "gte"],
      },
      startAt: (key) => key,
      page: async (session, request) => {
        const page = await client.candidates(session, request, candidateQuery(request.conditions));
        return pageOf<"Candidate">(page, "candidates", (row) => toCandidate(row, Depth.LIST));
      },
    },
    get: {
      call: "GET /candidates/{id}",
      read: (session, key) => readOrNull(async () => toCandidate(await client.candidate(session, key), Depth.DETAIL)),
    },
  };
}

/** What `GET /candidates` filters by. Addresses are asked for in small letters, which is how they are compared here. */
export function candidateQuery(conditions: Conditions): Query {
  return {
    email: equalTo(conditions, "email")?.toLowerCase(),
    shortcode: equalTo(conditions, "job"),
    ...sinceQuery(conditions, ["remoteCreatedAt", "appliedAt"]),
  };
}

/** Maps the person of a candidate record. */
export function toCandidate(row: PayloadReader, depth: Depth): Draft<Candidate> {
  const id = row.id("id");
  const candidate = recordOf(row, { key: id, remoteId: id, depth }, listFields(row), () => detailFields(row));
  return Object.assign(candidate, { extras: unknownKeys(row, documented) });
}

function listFields(row: PayloadReader) {
  return {
    remoteUrl: () => row.url("profile_url"),
    remoteCreatedAt: () => row.instant("created_at"),
    remoteUpdatedAt: () => row.instant("updated_at"),
    firstName: () => row.text("firstname"),
    lastName: () => row.text("lastname"),
    name: () => row.text("name"),
    headline: () => row.text("headline"),
    emails: () => only(row.text("email")),
    phones: () => only(row.text("phone")),
    source: () => row.text("common_source") ?? row.text("domain"),
    sourceCategory: () => row.text("common_source_category"),
  };
}

function detailFields(row: PayloadReader) {
  return {
    summary: () => row.text("summary"),
    coverLetter: () => row.text("cover_letter"),
    photoUrl: () => row.url("image_url"),
    address: () => addressOf(row),
    education: () => row.objects("education_entries").map(educationOf),
    experience: () => row.objects("experience_entries").map(experienceOf),
    skills: () => skillsOf(row),
    tags: () => row.texts("tags"),
    socialProfiles: () => row.objects("social_profiles").map(profileOf),
    copiedFromRemoteId: () => row.text("originating_candidate_id"),
  };
}

function only(value: string | null): { value: string; isPrimary: boolean }[] {
  return value === null ? [] : [{ value, isPrimary: true }];
}

/** The list has but one line, often empty while the parts are known; so the address is the detail's. */
function addressOf(row: PayloadReader): Address | null {
  const place = row.object("location");
  const address = {
    formatted: row.text("address") ?? place?.text("location_str") ?? null,
    city: place?.text("city") ?? null,
    state: place?.text("region") ?? place?.text("region_code") ?? null,
    postalCode: place?.text("zip_code") ?? null,
    country: place?.text("country") ?? null,
    countryCode: place?.text("country_code") ?? null,
  };
  return Object.values(address).some((part) => part !== null) ? address : null;
}

function educationOf(entry: PayloadReader): EducationEntry {
  return {
    school: entry.text("school"),
    degree: entry.text("degree"),
    fieldOfStudy: entry.text("field_of_study"),
    startDate: entry.date("start_date"),
    endDate: entry.date("end_date"),
  };
}

function experienceOf(entry: PayloadReader): ExperienceEntry {
  return {
    title: entry.text("title"),
    company: entry.text("company"),
    industry: entry.text("industry"),
    summary: entry.text("summary"),
    isCurrent: entry.boolean("current"),
    startDate: entry.date("start_date"),
    endDate: entry.date("end_date"),
  };
}

/** Skills are read as objects, and written as texts: both are taken. */
function skillsOf(row: PayloadReader): string[] {
  const { skills } = row.raw;
  if (Array.isArray(skills) && skills.every((skill) => typeof skill === "string")) return row.texts("skills");
  return row.objects("skills").flatMap((skill) => skill.text("name") ?? []);
}

function profileOf(profile: PayloadReader): SocialProfile {
  return {
    network: profile.text("type") ?? profile.text("name"),
    username: profile.text("username"),
    url: profile.url("url"),
  };
}

const documented = new Set(
  `id name firstname lastname headline account job talent_pool stage stage_kind disqualified disqualified_at withdrew
  anonymized disqualification_reason hired_at moved_to_offer_at sourced profile_url address phone email domain outlet
  common_source common_source_category created_at updated_at resume_metadata image_url outbound_mailbox uploader_id
  cover_letter summary education_entries experience_entries skills answers resume_url social_profiles tags location
  originating_candidate_id`.split(/\s+/u),
);
