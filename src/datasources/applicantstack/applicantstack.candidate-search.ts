import { Depth } from "../../schema/provider-record.js";
import { mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import type { ExistingSearch, LostAnswerSearch, StepResult } from "../write.js";
import { toCandidate } from "./applicantstack.candidate.js";
import { candidatesResource, maxDerivedPages, readPage } from "./applicantstack.client.js";
import { earliest } from "./applicantstack.send.js";
import { timestamp, words } from "./applicantstack.values.js";

interface Person {
  email: string;
  jobSerial: string;
}

const call = `GET ${candidatesResource.list}/{page}`;
/** How many pages are read at the same time. */
const wavePages = 4;
/** New candidates are on the last page; rows may shift to the one before it. */
const newPages = 2;

/** The same person's application for the same job; in a larger account only among the newest pages. */
export function existingApplication(person: Person): ExistingSearch {
  return {
    call,
    calls: maxDerivedPages + 1,
    isRefusedByProvider: false,
    async find(session) {
      for await (const rows of newestPages(session, maxDerivedPages)) {
        const found = rows.find((row) => isOf(row, person));
        if (found)
          return { model: "Candidate", key: found.id("Candidate Serial"), draft: toCandidate(found, Depth.LIST) };
      }
      return null;
    },
  };
}

/** What a creation whose answer was lost may have made. */
export function lostApplication(person: Person): LostAnswerSearch {
  return {
    call,
    calls: newPages + 1,
    async look(session, sentAt) {
      const found: { at: number; result: StepResult }[] = [];
      for await (const rows of newestPages(session, newPages)) {
        for (const row of rows) {
          const at = Date.parse(timestamp(row, "Create Date Timestamp") ?? "");
          if (!isOf(row, person) || !(at >= earliest(sentAt))) continue;
          found.push({ at, result: { created: { model: "Candidate", key: row.id("Candidate Serial") } } });
        }
      }
      return found.sort((left, right) => left.at - right.at).map(({ result }) => result);
    },
  };
}

function isOf(row: PayloadReader, { email, jobSerial }: Person): boolean {
  return words(row, "Job Serial") === jobSerial && words(row, "Email")?.toLowerCase() === email.trim().toLowerCase();
}

/**
 * The rows of up to `most` pages from the last one back, a few pages at a time, and of the first, which tells how many there are and which is the
 * newest in an account that lists the other way round.
 */
async function* newestPages(session: ProviderSession, most: number): AsyncGenerator<PayloadReader[]> {
  const { rows, pageCount } = await readPage(session, candidatesResource, 1);
  const last = pageCount ?? most;
  const numbers = Array.from({ length: Math.max(0, Math.min(most, last - 1)) }, (_, index) => last - index);
  for (let at = 0; at < numbers.length; at += wavePages) {
    const wave = numbers.slice(at, at + wavePages).map((page) => readPage(session, candidatesResource, page));
    for (const page of await Promise.all(wave)) yield readersOf(page.rows);
  }
  yield readersOf(rows);
}

/** A row that is none cannot be the one that is looked for. */
function readersOf(rows: unknown[]): PayloadReader[] {
  return mapRows(rows, candidatesResource.noun, (row) => {
    row.id("Candidate Serial");
    return row;
  }).rows;
}
