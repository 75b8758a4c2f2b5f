import type { Accounts } from "../accounts/accounts.js";
import type { Audit } from "../accounts/audit.js";
import type { ReadRequest } from "../loaders/read-request.js";
import type { UpstreamCounter } from "../datasources/http/counter.js";
import type { PersonalReads } from "./personal-reads.js";
import type { AccountLog } from "../writes/account-log.js";
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
  /** When the request has to be answered, epoch ms. */
  deadline: number;
}
