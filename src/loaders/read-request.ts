import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { Principal } from "../accounts/api-keys.js";
import type { Provider, ProviderSession } from "../datasources/provider.js";
import type { WriteSession } from "../datasources/write.js";
import type { ModelName } from "../schema/model-name.js";
import type { CursorCodec } from "./cursor.js";
import type { RecordLoader } from "./record-loader.js";

/** Everything that one GraphQL request reads with. Nothing in it outlives the request. */
export interface ReadRequest {
  readonly principal: Principal;
  /** The linked accounts that the API key may see, in a stable order. */
  readonly accounts: readonly LinkedAccountRow[];
  readonly providers: ReadonlyMap<string, Provider>;
  readonly cursors: CursorCodec;
  readonly records: RecordLoader;
  provider(account: LinkedAccountRow): Provider;
  /** The account's session of this request, in which what `model` takes is asked for; it opens the vault once. */
  session(account: LinkedAccountRow, model: ModelName): Promise<ProviderSession>;
  /** A session for a write of `model`: it reads everything anew, and goes on when the client has hung up. */
  writeSession(account: LinkedAccountRow, model: ModelName): Promise<WriteSession>;
  /** Forgets what was read of an account, because it was written to. */
  forget(account: LinkedAccountRow): void;
  /** Takes over that an account was linked, changed or, if it `isGone`, unlinked by this request. */
  noteAccount(account: LinkedAccountRow, isGone?: boolean): void;
  /** The key that a record goes on under; null when it has not moved. */
  movedTo(account: LinkedAccountRow, model: string, key: string): Promise<string | null>;
}

/** The account that a record lives in; undefined when this workspace has none with the id. */
export function accountOf(request: ReadRequest, accountId: string): LinkedAccountRow | undefined {
  return request.accounts.find((account) => account.id === accountId);
}
