import { Depth } from "../../schema/provider-record.js";
import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import { InputRefusal } from "../write.js";
import type {
  ExistingSearch,
  StepResult,
  StepResults,
  WriteInputs,
  WriteSource,
  WriteStep,
  WrittenRecord,
} from "../write.js";
import { fileRemark, filesOf, fromAnswers, fromPerson, personFields } from "./workable.candidate-input.js";
import type { WorkableClient } from "./workable.client.js";
import { fileComments } from "./workable.comment.js";
import { readStrictly } from "./workable.draft.js";
import { isSince } from "./workable.lost-answer.js";
import { badResponse, maxPageSize } from "./workable.paging.js";
import { parseStageKey } from "./workable.stage.js";
import { candidateIn, candidateRecords, createdBy, given, readAnswer } from "./workable.written.js";

/** New candidates, for a job or the talent pool. */
export function newCandidateWrite(client: WorkableClient): WriteSource<"createCandidate"> {
  return {
    accepts: [...personFields, "name", "source", "jobId", "stageId", "applied", "answers"],
    requires: ["email", ["name", "firstName"]],
    actor: "optional",
    remark: `A candidate who \`applied\` gets Workable's e-mail of thanks. ${fileRemark}`,
    plan(input, context) {
      checkName(input);
      const { resume, others } = filesOf(input.attachments);
      const place = { shortcode: input.jobId ?? null, stage: stageOf(input), email: input.email ?? "" };
      const answers = input.answers && fromAnswers(input.answers);
      const candidate = given({ ...fromPerson(input), domain: input.source, answers, resume });
      const json = { sourced: input.applied !== true, candidate };
      const step = creation(client, place, json);
      return {
        steps: [step, ...fileComments(client, others, context, (done) => keyOf(done))],
        ...(place.shortcode !== null && { existing: sameAddress(client, place.shortcode, place.email) }),
        carried: { Candidate: Depth.DETAIL, Application: Depth.DETAIL },
        results: (_session, done) => done[step.name]?.drafts ?? recordsAt(keyOf(done), place.shortcode),
      };
    },
  };
}

const creationName = "candidate";

function keyOf(done: StepResults): string {
  const created = createdBy(done, creationName);
  if (!created) throw badResponse("Workable did not tell which candidate it made.");
  return created.key;
}

function recordsAt(key: string, shortcode: string | null): WrittenRecord[] {
  const candidate: WrittenRecord = { model: "Candidate", key };
  return shortcode === null ? [candidate] : [candidate, { model: "Application", key }];
}

interface Place {
  shortcode: string | null;
  stage: string | undefined;
  email: string;
}

function creation(client: WorkableClient, { shortcode, stage, email }: Place, json: object): WriteStep {
  return {
    name: creationName,
    call: shortcode === null ? "POST /talent_pool/candidates" : "POST /jobs/{shortcode}/candidates",
    send: async (session) => {
      const answer = await client.createCandidate(session, shortcode, { stage }, json);
      return readAnswer(candidateIn(answer), "candidate", (row) => asCreated(row, Depth.DETAIL));
    },
    // Nothing lists the talent pool.
    ...(shortcode !== null && {
      find: {
        call: "GET /candidates",
        calls: spellingsOf(email).length,
        look: async (session, sentAt) => {
          const rows = await candidatesWith(client, session, shortcode, email);
          return rows
            .filter((row) => isSince(row.instant("created_at"), sentAt))
            .map((row) => asCreated(row, Depth.LIST));
        },
      },
    }),
  };
}

/** A candidate record as what a step made. */
function asCreated(row: PayloadReader, depth: Depth): StepResult {
  return { created: { model: "Candidate", key: row.id("id") }, drafts: candidateRecords(row, depth) };
}

function sameAddress(client: WorkableClient, shortcode: string, email: string): ExistingSearch {
  return {
    call: "GET /candidates",
    calls: spellingsOf(email).length,
    isRefusedByProvider: true,
    find: async (session) => {
      const [row] = await candidatesWith(client, session, shortcode, email);
      return row ? (candidateRecords(row, Depth.LIST)[0] ?? null) : null;
    },
  };
}

/** Whether Workable heeds the case of an address that it is asked for is not known, so that it is asked in small letters too. */
function spellingsOf(email: string): string[] {
  return [...new Set([email, email.toLowerCase()])];
}

/** Those of a job with an address; there is one at most. */
async function candidatesWith(
  client: WorkableClient,
  session: ProviderSession,
  shortcode: string,
  email: string,
): Promise<PayloadReader[]> {
  const isOf = (row: PayloadReader) =>
    row.text("email")?.toLowerCase() === email.toLowerCase() && row.object("job")?.text("shortcode") === shortcode;
  for (const spelling of spellingsOf(email)) {
    const page = await client.candidates(session, { limit: maxPageSize }, { email: spelling, shortcode });
    const found = await readStrictly(() => Promise.resolve(readers(page.rows, "candidates").filter(isOf)));
    if (found.length > 0) return found;
  }
  return [];
}

function checkName({ name, firstName, lastName }: WriteInputs["createCandidate"]): void {
  if (name !== undefined || (firstName !== undefined && lastName !== undefined)) return;
  const missing = firstName === undefined ? "firstName" : "lastName";
  throw new InputRefusal("Workable wants the full name, or first and last name both.", [missing]);
}

/** The slug of the stage to begin in. */
function stageOf({ stageId, jobId }: WriteInputs["createCandidate"]): string | undefined {
  if (stageId === undefined) return undefined;
  const { shortcode, slug } = parseStageKey(stageId);
  if (shortcode === null || shortcode === jobId) return slug;
  throw new InputRefusal("The stage is another job's.", ["stageId"]);
}
