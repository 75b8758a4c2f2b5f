import type { GraphQLResolveInfo } from "graphql";

import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { Accounts } from "../accounts/accounts.js";
import type { Audit } from "../accounts/audit.js";
import type { ReadRequest } from "../loaders/read-request.js";
import type { UpstreamCounter } from "../datasources/http/counter.js";
import type { PersonalReads } from "./personal-reads.js";
import type { AccountLog } from "../writes/account-log.js";
import type { PlannedWriteCall } from "../schema/writes/payload.js";
import type { ShownRecord } from "../schema/writes/shown-record.js";
import type { Writes } from "../writes/writes.js";

/** What resolvers get from the server for one operation. */
export interface Context {
  request: ReadRequest;
  /** Counts the calls that the operation makes, for `extensions.upstream`. */
  upstream: UpstreamCounter;
  writes: Writes;
  accounts: Accounts;
  accountLog: AccountLog;
  audit: Audit;
  personalReads: PersonalReads;
  /** The reads that the selection of a payload takes of the records that it would show, or of the account, worked out without making any. */
  planReads(
    info: GraphQLResolveInfo,
    account: LinkedAccountRow,
    shown: readonly ShownRecord[],
  ): readonly PlannedWriteCall[];
  /** When the request has to be answered, epoch ms. */
  deadline: number;
}
