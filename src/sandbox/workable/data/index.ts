import type { TenantContext, TenantOptions } from "../../core.js";
import { createRandom } from "../../random.js";
import type { WorkableData } from "../types.js";
import { createAccount } from "./account.js";
import { createActivities } from "./activities.js";
import { createCandidates, createTalentPool } from "./candidates.js";
import { createEmployeeFields } from "./employee-fields.js";
import { createEmployees } from "./employees.js";
import { createJobs } from "./jobs.js";
import { createEmployeeDocuments, createFiles, createOffers } from "./papers.js";
import { createTimeoffBalances, createTimeoffCategories, createTimeoffRequests } from "./timeoff.js";

/** Makes an account's data; parts draw from generators of their own, so that one size does not change the other parts. */
export function createWorkableData(options: TenantOptions, context: TenantContext): WorkableData {
  const { subdomain, seed = 1 } = options;
  const { baseUrl } = context;
  const today = context.today.getTime();
  const randomOf = (part: number) => createRandom(seed * 1000 + part);
  const account = createAccount(subdomain);
  const jobs = createJobs({ ...account, random: randomOf(1), today, subdomain }, options.jobs ?? 13);
  const reasons = account.disqualificationReasons;
  const world = { random: randomOf(2), today, subdomain, baseUrl, jobs, members: account.members, reasons };
  const candidates = createCandidates(world, options.candidates ?? 130);
  const talentPool = createTalentPool({ ...world, random: randomOf(3) });
  const hired = candidates.filter((candidate) => candidate.stageSlug === "hired");
  const employees = createEmployees(
    { ...account, random: randomOf(4), today, subdomain, baseUrl, hired },
    options.employees ?? 42,
  );
  return {
    ...account,
    jobs,
    candidates,
    talentPool,
    activities: createActivities({ random: randomOf(5), jobs, members: account.members }, [
      ...candidates,
      ...talentPool,
    ]),
    files: createFiles([...candidates, ...talentPool], baseUrl),
    offers: createOffers(candidates, baseUrl),
    employees,
    employeeFields: createEmployeeFields(),
    employeeDocuments: createEmployeeDocuments(employees, baseUrl, today),
    timeoffCategories: createTimeoffCategories(),
    timeoffBalances: createTimeoffBalances({ random: randomOf(6), today }, employees),
    timeoffRequests: createTimeoffRequests({ random: randomOf(7), today }, employees),
  };
}
