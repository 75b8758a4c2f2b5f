import type { TenantOptions } from "../core.js";
import { createRandom } from "../random.js";
import type { ApplicantStackData } from "./rows.js";
import { createCandidates } from "./seed-candidates.js";
import { createHires } from "./seed-hires.js";
import { createJobs } from "./seed-jobs.js";
import { createSerials, type SerialMaker } from "./serials.js";

const defaultSizes = { candidates: 160, jobs: 9, hires: 18 };

/**
 * Invents an account: jobs from 420 to 310 days ago, candidates since then, hires out of the hired candidates. The maker
 * of its serials comes along, for records that are added later.
 */
export function createApplicantStackAccount(
  options: TenantOptions,
  today: Date,
): { data: ApplicantStackData; serials: SerialMaker } {
  const random = createRandom(options.seed ?? 1);
  const serials = createSerials(random, options.subdomain);
  const formSerials = {
    screening: serials("questionnaire"),
    evaluation: serials("questionnaire"),
    emergency: serials("form"),
    handbook: serials("form"),
    w4: serials("form"),
  };
  const world = { random, serials, formSerials, today: today.getTime() / 1000 };
  const jobs = createJobs(world, options.jobs ?? defaultSizes.jobs);
  const candidates = createCandidates(world, options.candidates ?? defaultSizes.candidates, jobs);
  const hires = createHires(world, options.employees ?? defaultSizes.hires, candidates, jobs);
  return { data: { jobs, candidates, hires }, serials };
}
