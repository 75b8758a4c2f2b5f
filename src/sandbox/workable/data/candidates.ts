import { createPeople, type Person } from "../../people.js";
import type { Random } from "../../random.js";
import type { CandidateRow, JobRow, MemberRow, ReasonRow, StageRow } from "../types.js";
import { createCandidateDetail } from "./candidate-detail.js";
import { dayMs, seconds } from "./time.js";

export interface CandidateWorld {
  readonly random: Random;
  readonly today: number;
  readonly subdomain: string;
  readonly baseUrl: string;
  readonly jobs: readonly JobRow[];
  readonly members: readonly MemberRow[];
  readonly reasons: readonly ReasonRow[];
}

/** Places in the list whose candidates are special, so that every seed has one of each. */
export const special = {
  busy: 0,
  anonymized: 13,
  withdrawn: 17,
  original: 18,
  copy: 19,
  unknownKind: 21,
  hired: 29,
  reverted: 31,
  mailless: 34,
};

const firstId = 0x2f81c07a;
/** Ids have gaps, as those of an account that shares its numbers with others. */
export const idStep = 3;
const spanDays = 150;

/** Makes candidates of all jobs but drafts, in ascending id; a copy shares person and e-mail with its original. */
export function createCandidates(world: CandidateWorld, count: number): CandidateRow[] {
  const jobs = world.jobs.filter((job) => job.state !== "draft");
  const people = createPeople(world.random, count);
  return people.map((person, index) => {
    const original = index === special.copy ? people[special.original] : undefined;
    const job = jobs[index === special.busy ? 0 : world.random.int(0, jobs.length - 1)] ?? null;
    const createdAt = world.today - spanDays * dayMs * (1 - index / count) - world.random.int(0, 3 * dayMs);
    return createCandidate(world, { index, person: original ?? person, job, createdAt });
  });
}

/** Makes talent pool records: no job, and listed nowhere. */
export function createTalentPool(world: CandidateWorld): CandidateRow[] {
  return createPeople(world.random, 3, "pool.test").map((person, index) =>
    createCandidate(world, { index: 9000 + index, person, job: null, createdAt: world.today - (20 - index) * dayMs }),
  );
}

export interface CandidateSeed {
  readonly index: number;
  readonly person: Person;
  readonly job: JobRow | null;
  readonly createdAt: number;
}

function createCandidate(world: CandidateWorld, seed: CandidateSeed): CandidateRow {
  const { random, today } = world;
  const { index, person, job, createdAt } = seed;
  const anonymized = index === special.anonymized;
  const stage = stageOf(random, index, job);
  const reason = reasonOf(world, index, stage);
  const isHired = stage.slug === "hired";
  const updatedAt = Math.min(today, createdAt + random.int(1, 30) * dayMs);
  const id = (firstId + index * idStep).toString(16);
  const hasResume = !anonymized && index % 5 < 3;
  const filename = `resume-${index + 1}.pdf`;
  return {
    id,
    ...namesOf(person, anonymized),
    headline: random.chance(0.6) ? random.pick(["Site Lead", "Senior Cook", "Generalist", "Ingénieure"]) : null,
    job: job && { shortcode: job.shortcode, title: job.title },
    stageSlug: stage.slug,
    disqualified: reason !== null,
    anonymized,
    disqualification_reason: reason?.description ?? null,
    hired_at: isHired ? seconds(updatedAt) : null,
    moved_to_offer_at: isHired ? seconds(updatedAt - 3600_000) : null,
    sourced: stage.slug === "sourced",
    profile_url: profileUrlOf(world.subdomain, id, job),
    address: anonymized || random.chance(0.4) ? null : `${person.city.name}, ${person.city.country}`,
    phone: anonymized || random.chance(0.2) ? null : person.phone,
    email: anonymized || index === special.mailless ? null : person.email,
    ...sourceOf(random, index),
    created_at: seconds(createdAt),
    updated_at: seconds(updatedAt),
    ...(hasResume
      ? {
          resume_metadata: {
            filename,
            filetype: "pdf",
            created_at: seconds(createdAt),
            updated_at: seconds(createdAt),
          },
        }
      : {}),
    detail: createCandidateDetail(world, seed, {
      anonymized,
      disqualifiedAt: reason ? updatedAt : null,
      withdrew: reason?.candidate_withdrew ?? false,
      resumeUrl: hasResume ? signedUrl(world.baseUrl, id, filename) : null,
      originatingId: index === special.copy ? (firstId + special.original * idStep).toString(16) : null,
    }),
  };
}

/** An address that needs no token, as pre-signed storage links do; the sandbox itself serves it. */
export function signedUrl(baseUrl: string, candidateId: string, filename: string): string {
  return `${baseUrl}/files/${candidateId}/${encodeURIComponent(filename)}?signature=sandbox-${candidateId}`;
}

function namesOf(person: Person, anonymized: boolean): Pick<CandidateRow, "name" | "firstname" | "lastname"> {
  if (anonymized) return { name: "Anonymized candidate", firstname: "Anonymized", lastname: "candidate" };
  const name = `${person.firstName} ${person.lastName}`.trim();
  return { name: name || null, firstname: person.firstName || null, lastname: person.lastName || null };
}

function stageOf(random: Random, index: number, job: JobRow | null): StageRow {
  const forced = new Map([
    [special.busy, "interview"],
    [special.unknownKind, "background-check"],
    [special.hired, "hired"],
  ]);
  const stages = job?.stages ?? [];
  const sourced = { id: 0, identifier: "0", slug: "sourced", name: "Sourced", kind: "sourced", position: 1 };
  if (stages.length === 0) return sourced;
  // Two throws and the smaller one: pipelines are full at the start and thin at the end.
  const place = Math.min(random.int(0, stages.length - 1), random.int(0, stages.length - 1));
  return stages.find((stage) => stage.slug === forced.get(index)) ?? stages[place] ?? sourced;
}

function reasonOf(world: CandidateWorld, index: number, stage: StageRow): ReasonRow | null {
  const { random, reasons } = world;
  const drawn = random.chance(0.2) ? random.pick(reasons) : null;
  if (index === special.withdrawn) return reasons.find((reason) => reason.candidate_withdrew) ?? null;
  if (index === special.busy || index === special.reverted || stage.slug === "hired" || index >= 9000) return null;
  return drawn;
}

/** The candidate's page in Workable's own interface, which numbers candidates apart from their ids. */
export function profileUrlOf(subdomain: string, id: string, job: JobRow | null): string {
  const backend = `https://${subdomain}.workable.example.com/backend`;
  const number = 660_100_200 + Math.floor((Number.parseInt(id, 16) - firstId) / idStep);
  const jobNumber = job?.url.split("/").at(-1) ?? "";
  return job
    ? `${backend}/jobs/${jobNumber}/candidates/${number}`
    : `${backend}/talent_pool/browser/sourced/candidate/${number}`;
}

type Source = Pick<CandidateRow, "domain" | "outlet" | "common_source" | "common_source_category">;

const sources: readonly Source[] = [
  { domain: null, outlet: "SPI", common_source: "Unknown", common_source_category: "Other" },
  { domain: null, outlet: null, common_source: "Careers page", common_source_category: "Company marketing" },
  { domain: "jobs.example.com", outlet: null, common_source: "jobs.example.com", common_source_category: "Job boards" },
  { domain: "referral", outlet: "employee_portal", common_source: "Dana Iversen", common_source_category: "Referrals" },
  { domain: "search", outlet: null, common_source: "Ola Berg", common_source_category: "Sourced" },
];

function sourceOf(random: Random, index: number): Source {
  const drawn = random.pick(sources);
  if (index !== special.copy) return drawn;
  return { domain: null, outlet: null, common_source: "Copied from another job", common_source_category: "Other" };
}
