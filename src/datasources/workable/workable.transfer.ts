import { AppError } from "../../lib/errors.js";
import type { TransferMode } from "../../schema/writes/application-inputs.js";
import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type { LostAnswerSearch, StepResult, WriteSession, WriteSource, WriteStep } from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { isSince, sinceText } from "./workable.lost-answer.js";
import { maxPageSize } from "./workable.paging.js";
import type { Query } from "./workable.paging.js";
import { parseStageKey } from "./workable.stage.js";
import { maxTimelinePages, readTimeline } from "./workable.timeline.js";
import { memberRefOf } from "./workable.user.js";
import { candidateIn, createdBy, memberOf, readAnswer } from "./workable.written.js";

interface Transfer {
  from: string;
  shortcode: string;
  memberId: string;
}

/** Copies to another job, and moves there, which give the record a new id. */
export function transferWrite(client: WorkableClient): WriteSource<"transferApplication"> {
  return {
    accepts: ["stageId"],
    actor: "required",
    remark: "A move gives the candidate and the application new ids; the old ones lead to them.",
    plan({ applicationId, jobId, stageId, mode }, context) {
      const transfer = { from: applicationId, shortcode: jobId, memberId: memberOf(context) };
      const step = transferStep(client, transfer, mode, stageId === undefined ? undefined : slugIn(stageId, jobId));
      return {
        steps: [step],
        results: (_session, done) => {
          // Where a lost answer left open which record it is, the old id is all that is known.
          const key = createdBy(done, step.name)?.key ?? applicationId;
          return [
            { model: "Application", key },
            { model: "Candidate", key },
          ];
        },
      };
    },
  };
}

function slugIn(stageId: string, jobId: string): string {
  const { shortcode, slug } = parseStageKey(stageId);
  if (shortcode === null || shortcode === jobId) return slug;
  throw new InputRefusal("The stage is not of the job that the application goes to.", ["stageId"]);
}

const actions = { COPY: "copy", MOVE: "relocate" } as const;

function transferStep(
  client: WorkableClient,
  transfer: Transfer,
  mode: `${TransferMode}`,
  stage: string | undefined,
): WriteStep {
  const { from, shortcode, memberId } = transfer;
  const action = actions[mode];
  const json = { member_id: memberId, target_job_shortcode: shortcode, target_stage: stage };
  return {
    name: action,
    call: `POST /candidates/{id}/${action}`,
    send: async (session) => {
      const answer = await client.actOnCandidate(session, from, action, json);
      return readAnswer(candidateIn(answer), "new candidate", (row) => asArrived(transfer, mode, row.id("id")));
    },
    find: mode === "COPY" ? findCopy(client, transfer) : findRelocated(client, transfer),
  };
}

function asArrived({ from }: Transfer, mode: `${TransferMode}`, to: string): StepResult {
  const created = { model: "Candidate", key: to } as const;
  return mode === "COPY" ? { created } : { created, moved: { models: ["Candidate", "Application"], from, to } };
}

/** The original is still there and tells the address, which is only once in a job; without one its name has to do. */
function findCopy(client: WorkableClient, transfer: Transfer): LostAnswerSearch {
  const { from, shortcode } = transfer;
  return {
    call: "GET /candidates/{id}, GET /candidates",
    calls: 2,
    look: (session, sentAt) =>
      readStrictly(async () => {
        const original = await candidateOrNull(client, session, from);
        if (!original) return [];
        const email = original.text("email");
        const query = email === null ? { created_after: sinceText(sentAt) } : { email };
        const rows = await candidatesOf(client, session, { ...query, shortcode });
        return rows
          .filter((row) => row.id("id") !== from && isSince(row.instant("created_at"), sentAt))
          .filter(
            (row) => row.text("email") === email && (email !== null || row.text("name") === original.text("name")),
          )
          .map((row) => asArrived(transfer, "COPY", row.id("id")));
      }),
  };
}

/** How many candidates, changed in the other job since, are looked at one by one. */
const maxArrivals = 5;

/**
 * While the original is in its job nothing has happened. When it is gone, the new record is among those of the other job that were changed
 * since: the one that names the original, else the only one that this member moved there. Where several come into question the move
 * is known and the record is not.
 */
function findRelocated(client: WorkableClient, transfer: Transfer): LostAnswerSearch {
  const { from, shortcode } = transfer;
  return {
    call: "GET /candidates/{id}, GET /candidates, GET /candidates/{id}/activities",
    calls: 2 + maxArrivals * (1 + maxTimelinePages),
    look: (session, sentAt) =>
      readStrictly(async () => {
        const original = await candidateOrNull(client, session, from);
        if (original) {
          const isThere = original.object("job")?.text("shortcode") === shortcode;
          return isThere && isSince(original.instant("updated_at"), sentAt) ? [asArrived(transfer, "MOVE", from)] : [];
        }
        const arrived = await arrivalsOf(client, session, transfer, sentAt);
        const [only] = arrived;
        return arrived.length === 1 && only !== undefined
          ? [asArrived(transfer, "MOVE", only)]
          : arrived.slice(0, 1).map(() => ({}));
      }),
  };
}

async function arrivalsOf(
  client: WorkableClient,
  session: WriteSession,
  transfer: Transfer,
  sentAt: Date,
): Promise<string[]> {
  const { from, shortcode } = transfer;
  const rows = await candidatesOf(client, session, { shortcode, updated_after: sinceText(sentAt) });
  const ids = rows.filter((row) => isSince(row.instant("updated_at"), sentAt)).map((row) => row.id("id"));
  const moved: string[] = [];
  for (const id of ids.slice(0, maxArrivals)) {
    const arrival = await client.candidate(session, id);
    if (arrival.text("originating_candidate_id") === from) return [id];
    if (await wasMovedHere(client, session, id, transfer.memberId, sentAt)) moved.push(id);
  }
  return moved;
}

async function wasMovedHere(
  client: WorkableClient,
  session: WriteSession,
  id: string,
  memberId: string,
  sentAt: Date,
): Promise<boolean> {
  const entries = await readTimeline(client, session, id);
  return entries.some(
    (row) =>
      row.text("action") === "moved" &&
      memberRefOf(row)?.key === memberId &&
      isSince(row.instant("created_at"), sentAt),
  );
}

async function candidatesOf(client: WorkableClient, session: WriteSession, query: Query): Promise<PayloadReader[]> {
  const page = await client.candidates(session, { limit: maxPageSize }, query);
  return readers(page.rows, "candidates");
}

async function candidateOrNull(
  client: WorkableClient,
  session: WriteSession,
  id: string,
): Promise<PayloadReader | null> {
  try {
    return await client.candidate(session, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
