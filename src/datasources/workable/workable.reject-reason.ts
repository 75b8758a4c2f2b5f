import type { Draft } from "../../schema/draft.js";
import type { Depth } from "../../schema/provider-record.js";
import type { RejectReason } from "../../schema/reject-reason.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { recordOf, wholeSource } from "./workable.draft.js";

export function rejectReasonSource(client: WorkableClient): ModelSource<"RejectReason"> {
  return {
    coverage: { name: "list", isWithdrawal: "list", position: "list" },
    ...wholeSource<"RejectReason">(
      "GET /disqualification_reasons",
      "disqualification_reasons",
      client.disqualificationReasons,
      toRejectReason,
    ),
  };
}

export function toRejectReason(row: PayloadReader, depth: Depth): Draft<RejectReason> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: id, remoteId: id, depth },
    {
      name: () => row.text("description"),
      isWithdrawal: () => row.boolean("candidate_withdrew"),
      position: () => row.integer("position"),
    },
  );
}
