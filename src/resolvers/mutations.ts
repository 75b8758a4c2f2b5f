import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";
import type { ClassType } from "type-graphql";

import { requireScope } from "../accounts/authorise.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { WrittenRecord } from "../datasources/write.js";
import { accountOf } from "../loaders/read-request.js";
import type { ReadRequest } from "../loaders/read-request.js";
import { toRecord } from "../loaders/record.js";
import type { Draft } from "../schema/draft.js";
import { models } from "../schema/models.js";
import type { Models } from "../schema/models.js";
import { Depth } from "../schema/provider-record.js";
import { parseGlobalId } from "../schema/relay/global-id.js";
import { writeInputs } from "../schema/writes/inputs.js";
import { payloadOf, recordField } from "../schema/writes/payload.js";
import type { WritePayload } from "../schema/writes/payload.js";
import type { WriteInput, WriteName } from "../schema/writes/write-input.js";
import type { WriteOutcome } from "../writes/writes.js";
import { withCalls } from "../writes/dry-run.js";
import { shownModels, writeSpecs } from "../writes/write-spec.js";
import { auditedWrite } from "./audited-write.js";
import type { Context } from "./context.js";

const descriptions: Readonly<Record<WriteName, string>> = {
  createActivity: "Writes a note on a candidate's timeline.",
  createAttachment: "Gives a candidate a file.",
  createCandidate:
    "Makes a candidate, for a job or for the talent pool. One with the same e-mail address and job is a CONFLICT.",
  updateCandidate: "Changes a candidate.",
  moveApplication: "Moves an application to another stage of its job.",
  transferApplication: "Takes an application to another job.",
  rejectApplication: "Ends an application without a hire.",
  reinstateApplication: "Takes a rejection back.",
  setCandidateTags: "Sets the tags of a candidate.",
  rateApplication: "Rates an application.",
  recordAssessmentResult: "Writes the result of a test or check into the profile.",
  createEmployee: "Makes an employee.",
  updateEmployee: "Changes an employee.",
  terminateEmployee: "Ends somebody's employment.",
  rehireEmployee: "Takes somebody back who left.",
  createEmployeeDocument: "Gives an employee a document.",
  createTimeoffRequest: "Asks for time off.",
  decideTimeoffRequest: "Approves or declines time off.",
  setCustomFields: "Sets values of the customer's own fields.",
};

/** The mutation of one write. All are alike: what differs is declared. */
export function mutationResolver(name: WriteName): ClassType {
  const input = writeInputs[name];
  const payload = payloadOf(name, shownModels(name));

  @Resolver()
  class MutationResolver {
    @Mutation(() => payload, { nullable: true, description: descriptions[name] })
    async [name](
      @Arg("input", () => input, { description: "What to write." }) given: WriteInput,
      @Ctx() context: Context,
      @Info() info: GraphQLResolveInfo,
    ): Promise<WritePayload> {
      requireScope(context.request.principal, scopeOf(name, given));
      const outcome = await auditedWrite(context, name, given);
      const { account, shown, plan } = outcome;
      const whole = plan && account && withCalls(plan, context.planReads(info, account, shown));
      return { ...toPayload(context, outcome), plan: whole, clientMutationId: given.clientMutationId ?? null };
    }
  }
  return MutationResolver;
}

/** Custom fields are an employee's or a candidate's, which only the id tells. */
function scopeOf(name: WriteName, given: WriteInput) {
  const isOfEmployee = "nodeId" in given && parseGlobalId(String(given.nodeId))?.type === "Employee";
  return isOfEmployee ? "hris:write" : writeSpecs[name].scope;
}

function toPayload({ request }: Context, outcome: WriteOutcome): Omit<WritePayload, "plan"> {
  const { account, records, userErrors, replayed, steps } = outcome;
  const present = account && accountOf(request, account.id);
  const shown = present
    ? records.map((written) => [recordField(written.model), shownRecord(request, present, written)])
    : [];
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(shown as [string, unknown][]);
  return { ...fields, userErrors: [...userErrors], replayed, steps: [...steps] };
}

/** A record that no answer carried is read when something of it is selected. Who may not read is told its id. */
function shownRecord(request: ReadRequest, account: LinkedAccountRow, { model, key, draft }: WrittenRecord) {
  const isReadable = request.principal.scopes.has(models[model].scope);
  const known = (isReadable && draft) || { key, remoteId: "", depth: Depth.MENTION };
  const record = toRecord(model, account, known as Draft<Models[typeof model]>);
  request.records.prime(model, account, record);
  return record;
}
