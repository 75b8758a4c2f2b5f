import type { HiringTeamMember, Job } from "../schema/job.js";
import type { Question } from "../schema/values.js";
import { askProvider } from "./ask-provider.js";
import { deepen, neededDepth } from "./deepen.js";
import { accountOf } from "./read-request.js";
import type { ReadRequest } from "./read-request.js";

/** What a job asks its candidates; null where the provider does not tell. */
export async function readQuestions(request: ReadRequest, job: Job): Promise<Question[] | null> {
  const account = accountOf(request, job.accountId);
  const source = account && request.provider(account).questions;
  if (!source) return null;
  const session = await request.session(account, "Job");
  return askProvider(account, () => source.read(session, job.key));
}

/** Who works on filling a job, by a call of its own or out of the job's detail; null where the provider does not tell. */
export async function readHiringTeam(request: ReadRequest, job: Job): Promise<HiringTeamMember[] | null> {
  const account = accountOf(request, job.accountId);
  if (!account) return null;
  const source = request.provider(account).hiringTeam;
  const members = source
    ? await source.read(await request.session(account, "Job"), job.key)
    : await teamOfDetail(request, job);
  return members && members.map((member) => ({ ...member, accountId: account.id }));
}

async function teamOfDetail(request: ReadRequest, job: Job): Promise<HiringTeamMember[] | null> {
  const depth = neededDepth(request, job, "hiringTeam");
  if (depth === null) return null;
  const full = job.depth < depth ? await deepen(request, job, depth) : job;
  return full?.hiringTeam ?? null;
}
