import type { SandboxResponse } from "../core.js";
import { failure, listAnswer, recordAnswer } from "./answers.js";
import { createPhpRowWriter } from "./php-json.js";
import type { ApplicantStackData } from "./rows.js";
import type { Views } from "./views.js";

/** Answers a read; the argument is the segment after the noun: a page number, a serial, or empty. */
export type Read = (argument: string, query: URLSearchParams) => SandboxResponse;

/** The reads by path without their argument. */
export function createReads(
  data: ApplicantStackData,
  views: Views,
  settings: Record<string, unknown>,
): Readonly<Record<string, Read>> {
  const writeJob = createPhpRowWriter(views.job);
  const writeCandidate = createPhpRowWriter(views.candidate);
  const writeHire = createPhpRowWriter(views.hire);
  const one = <Row extends { serial: string }>(
    rows: readonly Row[],
    serial: string,
    view: (row: Row) => Record<string, unknown>,
  ) => {
    const row = rows.find((known) => known.serial === serial);
    return row ? recordAnswer(view(row)) : failure(404, "Record not found", settings);
  };
  return {
    "api/jobs": (page, query) => {
      const stage = query.get("stage");
      const rows = stage === null ? data.jobs : data.jobs.filter((job) => job.stage === stage);
      return listAnswer("Jobs", rows, pageNumber(page), writeJob, settings);
    },
    "api/job": (serial) => one(data.jobs, serial, views.jobDetail),
    "api/candidates": (page) => listAnswer("Candidates", data.candidates, pageNumber(page), writeCandidate, settings),
    "api/candidate": (serial) => one(data.candidates, serial, views.candidateDetail),
    "o/api/hires": (page) => listAnswer("Hires", data.hires, pageNumber(page), writeHire, settings),
    "o/api/hire": (serial) => one(data.hires, serial, views.hireDetail),
  };
}

/** What is no page number, nothing at all included, means the first page. */
function pageNumber(argument: string): number {
  const page = Number(argument);
  return Number.isInteger(page) && page > 0 ? page : 1;
}
