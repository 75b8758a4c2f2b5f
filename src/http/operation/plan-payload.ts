import type { GraphQLResolveInfo } from "graphql";

import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import type { ModelSource } from "../../datasources/provider.js";
import { AppError } from "../../lib/errors.js";
import type { ReadRequest } from "../../loaders/read-request.js";
import type { ModelName } from "../../schema/model-name.js";
import { models } from "../../schema/models.js";
import { Depth } from "../../schema/provider-record.js";
import type { ShownRecord } from "../../schema/writes/shown-record.js";
import { createPlanLedger } from "./plan-ledger.js";
import type { PlannedCall } from "./plan-ledger.js";
import type { Path, Planning } from "./plan-list.js";
import { included, listedModel, planAccount, planRecords } from "./plan-records.js";
import type { RecordSet } from "./plan-records.js";
import { isIncluded, selectionOf } from "./selection.js";
import type { SelectedField } from "./selection.js";

/** The calls that a mutation's payload may take to tell what is selected of its records or its account, as a query's are worked out. */
export function planPayload(
  request: ReadRequest,
  info: GraphQLResolveInfo,
  account: LinkedAccountRow,
  shown: readonly ShownRecord[],
): PlannedCall[] {
  const ledger = createPlanLedger();
  const planning: Planning = { request, variables: info.variableValues, ledger, attempt };
  const operation = selectionOf(info.schema, info.operation, new Map(Object.entries(info.fragments)));
  const key = String(info.path.key);
  const payloads = operation.filter((field) => field.key === key && isIncluded(field, info.variableValues));
  const parts = payloads.flatMap((payload) => included(planning, payload, payload.type?.name));
  for (const { model, carried } of shown) {
    // Who may not read is told the id.
    if (!request.principal.scopes.has(models[model].scope)) continue;
    const known = typeof carried === "number" ? { depth: carried } : { depth: Depth.MENTION, mention: carried };
    const set = { account, model, count: 1, isWritten: true, ...known };
    for (const part of parts.filter(({ type }) => type?.name === model))
      planShown(planning, set, included(planning, part, model), [key, part.key]);
  }
  for (const part of parts.filter(({ type }) => type?.name === "LinkedAccount"))
    planAccount(planning, account, part, [key, part.key]);
  return ledger.plan().calls;
}

/** What is refused will be told of its field, and takes no call. */
const attempt: Planning["attempt"] = (_path, step) => {
  try {
    return step();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};

/** What is at hand suffices, or the record is read: by itself, and so to its full depth. */
function planShown(planning: Planning, set: RecordSet, fields: readonly SelectedField[], path: Path): void {
  const source: ModelSource<ModelName> | undefined = planning.request.provider(set.account).models[set.model];
  const isRead = planRecords({ ...planning, ledger: createPlanLedger() }, set, fields, path);
  const { get } = source ?? {};
  // Two models of one record are one read.
  if (isRead && get) planning.ledger.add(set.account, get, { times: 1, likely: 1 }, "written");
  const { account, model, count } = set;
  const known = { ...set, isWritten: false };
  const read = isRead && get ? { account, model, count, depth: Depth.DETAIL } : known;
  // Lists below the record do not wait for it.
  const lists = fields.filter((field) => listedModel(field) !== null);
  planRecords(planning, known, lists, path);
  planRecords(
    planning,
    read,
    fields.filter((field) => !lists.includes(field)),
    path,
  );
}
