import type { TenantOptions } from "../core.js";
import { createRandom } from "../random.js";
import type { SageHrData } from "./rows.js";
import { createApplicants } from "./seed-applicants.js";
import { createDocuments } from "./seed-documents.js";
import { createEmployees } from "./seed-employees.js";
import { createLeaveRequests } from "./seed-leave.js";
import { createPolicies } from "./seed-policies.js";
import { createRecruitmentPositions } from "./seed-positions.js";
import { createJobTitles, createTeams, documentCategories, terminationReasons } from "./seed-organisation.js";

const defaultSizes = { employees: 60, jobs: 8, candidates: 110 };

/** Invents an account; `employees` counts the active ones, one terminated comes with every eight of them. */
export function createSageHrData(options: TenantOptions, today: Date): SageHrData {
  const random = createRandom(options.seed ?? 1);
  const positions = createJobTitles();
  const policies = createPolicies();
  const world = { random, today, positions, policies };
  const employees = createEmployees(world, options.employees ?? defaultSizes.employees);
  const recruitmentPositions = createRecruitmentPositions(world, options.jobs ?? defaultSizes.jobs, employees);
  return {
    employees,
    teams: createTeams(employees),
    positions,
    terminationReasons: [...terminationReasons],
    policies,
    leaveRequests: createLeaveRequests(world, employees),
    recruitmentPositions,
    applicants: createApplicants(world, options.candidates ?? defaultSizes.candidates, recruitmentPositions, employees),
    documentCategories: [...documentCategories],
    documents: createDocuments(today, employees),
  };
}
