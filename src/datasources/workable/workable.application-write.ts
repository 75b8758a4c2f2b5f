import type { PayloadReader } from "../http/payload.js";
import type { PlanContext, StepResult, WritePlan, WriteSession, WriteSource, WriteStep } from "../write.js";
import type { CandidateAction, WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { isSince } from "./workable.lost-answer.js";
import { readStages, parseStageKey } from "./workable.stage.js";
import { memberOf } from "./workable.written.js";

/** Moves within a job. Whether the stage is the application's job's is left to Workable: it would take a call to know. */
export function moveWrite(client: WorkableClient): WriteSource<"moveApplication"> {
  return {
    accepts: [],
    actor: "required",
    plan: ({ applicationId, stageId }, context) => {
      const { slug } = parseStageKey(stageId);
      return changePlan(client, context, applicationId, "move", {
        body: { target_stage: slug },
        find: {
          call: "GET /candidates/{id}, GET /jobs/{shortcode}/stages",
          calls: 2,
          hasHappened: (session, candidate) => isInStage(client, session, candidate, slug),
        },
      });
    },
  };
}

/** Candidates name their stage by its name (seen) or its slug (documented); a name is looked up in the job's pipeline. */
async function isInStage(
  client: WorkableClient,
  session: WriteSession,
  candidate: PayloadReader,
  slug: string,
): Promise<boolean> {
  const stage = candidate.text("stage");
  if (stage === slug) return true;
  const stages = await readStages(client, session, candidate.object("job")?.text("shortcode") ?? null);
  return stages.some(({ remoteId, name }) => remoteId === slug && name === stage);
}

/** Ends applications. */
export function rejectWrite(client: WorkableClient): WriteSource<"rejectApplication"> {
  return {
    accepts: ["reasonId", "note", "withdrawn"],
    actor: "required",
    limits: [{ field: "note", maxLength: 256 }],
    plan: ({ applicationId, reasonId, note, withdrawn }, context) =>
      changePlan(client, context, applicationId, "disqualify", {
        body: { disqualify_reason_id: reasonId, disqualify_note: note, withdrew: withdrawn },
        find: {
          call: "GET /candidates/{id}",
          hasHappened: (_session, candidate, sentAt) =>
            candidate.boolean("disqualified") === true && isSince(candidate.instant("disqualified_at"), sentAt),
        },
      }),
  };
}

export function reinstateWrite(client: WorkableClient): WriteSource<"reinstateApplication"> {
  return {
    accepts: [],
    actor: "required",
    plan: ({ applicationId }, context) =>
      changePlan(client, context, applicationId, "revert", {
        body: {},
        find: {
          call: "GET /candidates/{id}",
          hasHappened: (_session, candidate) => candidate.boolean("disqualified") === false,
        },
      }),
  };
}

interface Change {
  body: object;
  find: {
    call: string;
    calls?: number;
    hasHappened: (session: WriteSession, candidate: PayloadReader, sentAt: Date) => boolean | Promise<boolean>;
  };
}

/** One call that changes an application and answers nothing. */
function changePlan(
  client: WorkableClient,
  context: PlanContext,
  id: string,
  action: CandidateAction,
  { body, find: { hasHappened, ...find } }: Change,
): WritePlan {
  const json = { member_id: memberOf(context), ...body };
  const step: WriteStep = {
    name: action,
    call: `POST /candidates/{id}/${action}`,
    send: async (session): Promise<StepResult> => {
      await client.actOnCandidate(session, id, action, json);
      return {};
    },
    find: {
      ...find,
      look: (session, sentAt) =>
        readStrictly(async () => {
          const candidate = await client.candidate(session, id);
          return (await hasHappened(session, candidate, sentAt)) ? [{}] : [];
        }),
    },
  };
  return { steps: [step], results: () => [{ model: "Application", key: id }] };
}
