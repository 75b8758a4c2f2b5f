import type { StageHistoryEntry } from "../schema/application.js";
import type { Draft } from "../schema/draft.js";
import type { Comparison } from "../schema/filters.js";
import type { HiringTeamMember } from "../schema/job.js";
import type { ModelName } from "../schema/model-name.js";
import type { Models } from "../schema/models.js";
import type { LocalDate } from "../schema/scalars.js";
import type { CustomFieldValue, Question } from "../schema/values.js";
import type { ProviderWrites } from "./write.js";

/** What a provider declares and may implement. What is absent is what it cannot do; there are no stubs that throw. */
export interface Provider {
  id: string;
  name: string;
  /** What an account needs to be linked with an API key, in the order of a form. `secret` fields are sealed in the vault. */
  credentials: CredentialField[];
  /** Linking by consent, where the provider offers it. It takes an application of ours there, whose id and secret the operator configures. */
  oauth?: OAuthRule;
  budget: BudgetRule;
  /** The address of one account, with `{subdomain}` in it, from the configuration. */
  baseUrl: string;
  /** Addresses at which people meet their account, with `{subdomain}` in them, the best known first. */
  sites?: readonly string[];
  /** The headers that authenticate a call. */
  headers(credentials: Credentials): Record<string, string>;
  /** A cheap call that proves the credentials; throws an AppError that says what is wrong in words for a person. */
  verify(session: ProviderSession): Promise<VerifiedAccount>;
  /** That call, as the provider's documentation writes it; more than one is made only where it is refused. */
  verifyCall: string;
  models: { [Name in ModelName]?: ModelSource<Name> };
  /** What can be written and how; absent for a provider that is only read. */
  writes?: ProviderWrites;
  /** The provider's own scopes, by which a refusal is explained: of each model for reading and for writing. */
  scopes?: Readonly<Record<"read" | "write", Readonly<Record<string, string>>>>;
  stageHistory?: StageHistorySource;
  questions?: QuestionSource;
  customFields?: CustomFieldSource;
  hiringTeam?: HiringTeamSource;
}

/** OAuth 2.0 with an authorisation code and refresh tokens that rotate. All addresses are absolute. */
export interface OAuthRule {
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  /** What is asked for, unless a link asks for less. */
  scopes: readonly string[];
  /** Which of them each of our own scopes takes (`ats:read`, `hris:write`), and what all links take. */
  scopesFor: Readonly<Record<string, readonly string[]>> & { readonly always: readonly string[] };
  /** Parameters of the authorisation address beside the standard ones. */
  parameters: Readonly<Record<string, string>>;
  /** Where an access token tells which accounts it reaches. */
  accountsUrl: string;
  /** Reads what is answered there. Throws a PayloadError. */
  accountsOf(body: unknown): ReachableAccount[];
}

/** An account that a person's consent reaches. */
export interface ReachableAccount {
  subdomain: string;
  displayName: string | null;
}

/** The stages an application went through, oldest first. */
export interface StageHistorySource {
  call: string;
  /** The greatest number of calls that one history costs; 1 unless said. */
  calls?: number;
  read(session: ProviderSession, application: ParentRecord): Promise<StageHistoryEntry[]>;
}

/** The questions that a job asks its candidates. */
export interface QuestionSource {
  call: string;
  calls?: number;
  read(session: ProviderSession, jobKey: string): Promise<Question[]>;
}

/** The values of the customer's own fields, where the record's own payload does not hold them. Read only when they are selected. */
export interface CustomFieldSource {
  call: string;
  calls?: number;
  /** Whose fields these are. */
  models: readonly ModelName[];
  read(session: ProviderSession, model: ModelName, key: string): Promise<CustomFieldValue[]>;
}

/** Who works on filling a job, where neither the job's row nor its detail says so. */
export interface HiringTeamSource {
  call: string;
  calls?: number;
  read(session: ProviderSession, jobKey: string): Promise<HiringTeamMember[]>;
}

export interface CredentialField {
  name: string;
  label: string;
  pattern: RegExp;
  isSecret: boolean;
  isRequired: boolean;
  /** Where a person finds the value, in plain words. */
  hint: string;
  /** Only an operator knows what to put here, so that people who link an account are not asked for it. */
  isInternal?: boolean;
}

export type Credentials = Readonly<Record<string, string>>;

export interface VerifiedAccount {
  displayName: string | null;
}

/** How many calls an account may make. Without a window only the concurrency bound and the back-off after a 429 apply. */
export interface BudgetRule {
  /** Calls at the same time. */
  concurrency: number;
  window?: {
    /** Calls in a window, and how long it is. A header may raise or lower the number. */
    limit(credentials: Credentials): number;
    windowMs: number;
    headers: { limit: string; remaining: string; reset: string };
  };
}

export type QueryValue = string | number | boolean | undefined | readonly (string | number)[];

/** One account, as the adapter sees it during one request. Equal reads of one request are made once. */
export interface ProviderSession {
  readonly account: SessionAccount;
  readonly signal: AbortSignal;
  now(): Date;
  /**
   * Reads JSON below the account's address. Arrays in the query are repeated as `name[]`; undefined values are left out.
   * Throws an AppError: NOT_FOUND (404), ACCOUNT_NEEDS_RELINK (401), FORBIDDEN (403), PROVIDER_RATE_LIMITED, PROVIDER_UNAVAILABLE,
   * PROVIDER_REJECTED (other 4xx, with the parsed body as `rejection`), PROVIDER_BAD_RESPONSE (no JSON, redirect, too large).
   */
  get(path: string, query?: Readonly<Record<string, QueryValue>>): Promise<unknown>;
}

export interface SessionAccount {
  /** Our id of the linked account, not the global id. */
  id: string;
  provider: string;
  subdomain: string;
  /** What was set when the account was linked beside the credentials: `memberId`, `publisher`, `timeZone`, … */
  settings: Readonly<Record<string, string>>;
}

/** Which field of a record which depth of payload fills; a field that is absent here is one the provider does not have. */
export type Coverage<Name extends ModelName> = { [Key in keyof Draft<Models[Name]>]?: "list" | "detail" };

export interface ModelSource<Name extends ModelName> {
  coverage: Coverage<Name>;
  /** What always comes along with a reference; nothing unless said. */
  mentions?: { [Key in keyof Coverage<Name>]?: Mention };
  list?: ListSource<Name>;
  /** The record by itself, at DETAIL depth; null when it does not exist. Several keys are read by the list where that is cheaper. */
  get?: GetSource<Name>;
  late?: LateSource<Name>;
  /** Finds a record of which only a mention without a key is known, such as a stage by its name. */
  identify?(session: ProviderSession, mention: Draft<Models[Name]>): Promise<Draft<Models[Name]> | null>;
}

/** Fields of the record that is pointed at, or a whole payload of it: a row, a detail, or as much as there is of the record that points. */
export type Mention = readonly string[] | "list" | "detail" | "same";

export interface GetSource<Name extends ModelName> {
  /** For plans and documentation: `GET /candidates/{id}`. */
  call: string;
  /** The greatest number of calls that one record costs; 1 unless said. */
  calls?: number;
  read(session: ProviderSession, key: string): Promise<Draft<Models[Name]> | null>;
}

/** Fields that some rows of a list leave open and that a further call settles, made once for all of them; read only where one is selected or filtered by. */
export interface LateSource<Name extends ModelName> {
  /** The call that all rows of a request share. */
  call: string;
  /** The call that is made for a single row as well, where the shared one does not tell. */
  callEach?: string;
  /** What each field may settle to: a row is dropped without a call where a condition lets none of these pass. */
  fields: { [Key in keyof Coverage<Name>]?: readonly NonNullable<Draft<Models[Name]>[Key]>[] };
  /** The fields of one row; null when its record is gone. */
  read(session: ProviderSession, row: OpenRow): Promise<Partial<Draft<Models[Name]>> | null>;
}

/** A record of which a field is open. */
export interface OpenRow {
  key: string;
  payload?: unknown;
}

/** A condition that is handed to the provider: the filter's field and its comparison, ids replaced by keys. */
export type Conditions = Readonly<Record<string, Comparison>>;

/** A call that a request makes once beside a list's pages: always, or only for a condition on the field that `if` names. */
export interface FurtherCall {
  call: string;
  calls?: number;
  if?: string;
}

export interface ListSource<Name extends ModelName> {
  /** For plans and documentation: `GET /candidates`; several with commas between them where a page takes more than one. */
  call: string;
  /** The most rows that one call gives. */
  pageSize: number;
  /** The greatest number of calls that one page costs; 1 unless said. */
  calls?: number;
  further?: readonly FurtherCall[];
  /** The one call that takes the place of all the others under a condition on a field. */
  callUnder?: Partial<Record<string, string>>;
  /** How many pages before the last may hold fewer rows than `pageSize`; none unless said. */
  shortPages?: number;
  /** The most rows that there are under a condition on a field. */
  mostUnder?: Partial<Record<string, number>>;
  /** The depth at which a parent's payload holds the rows, so that `fromParent` gives them. */
  heldBy?: { [Parent in ModelName]?: "list" | "detail" };
  /** Conditions that the provider itself applies. All others are applied here, row by row, where `coverage` says `list`. */
  native: Partial<Record<string, readonly (keyof Comparison)[]>>;
  /** One of these conditions must be given with `id: { eq }`, because the provider lists only by parent. */
  requires?: readonly string[];
  /** All rows come on one page, so that any order and both directions can be honoured. */
  isWhole?: boolean;
  /** Pages know the one before them, so that a connection can be read backwards. */
  isBackward?: boolean;
  /** The token of the page that begins at a record (inclusive). Only where pages begin at a record; else pages keep their places. */
  startAt?(key: string): string;
  /** The token of the last page, for reading backwards; needed with `isBackward`. */
  last?(session: ProviderSession, request: ListRequest): Promise<string>;
  page(session: ProviderSession, request: ListRequest): Promise<ListPage<Name>>;
  /** Rows that the parent's own payload holds, so that no call is needed; null when it does not hold them. */
  fromParent?(parent: ParentRecord): Draft<Models[Name]>[] | null;
}

export interface ParentRecord {
  model: ModelName;
  key: string;
  depth: number;
  payload?: unknown;
  context?: unknown;
}

export interface ListRequest {
  /** The native conditions of the filter, and the required parent. */
  conditions: Conditions;
  /** Which page; absent for the first. */
  token?: string;
  /** How many rows are wanted at least from this page on; the adapter caps it at `pageSize`. */
  limit: number;
}

export interface ListPage<Name extends ModelName> {
  drafts: Draft<Models[Name]>[];
  /** Token of the page after this one; null on the last. */
  next: string | null;
  /** Token of the page before this one; null on the first, and always for lists that cannot go backwards. */
  previous?: string | null;
  /** How many rows the whole list has under the native conditions; null where the provider does not tell. */
  total: number | null;
  /** Rows that could not be read: where, and what was wrong. Never the value. */
  problems: string[];
  /** The range of dates that the list as a whole covers, where there is one. */
  range?: { from: LocalDate; to: LocalDate };
}
