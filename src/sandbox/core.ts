import type { IncomingHttpHeaders } from "node:http";

export type SandboxProvider = "workable" | "applicantstack" | "sagehr";

/** One invented customer account of a provider. Sizes default per provider, the seed to 1. */
export interface TenantOptions {
  subdomain: string;
  token: string;
  candidates?: number;
  jobs?: number;
  employees?: number;
  seed?: number;
  /** Switches of the tenant: `latencyMs` and `rateLimit` are read by the core, the rest by the provider. */
  settings?: Record<string, unknown>;
}

/** A call budget per window; the windows lie on multiples of `windowMs` since the epoch. */
export interface RateLimit {
  limit: number;
  windowMs: number;
  /** The budget of partner and OAuth tokens, where the provider makes the difference. */
  partnerLimit?: number;
  /** Refuses already the last call of a window. */
  refuseLast?: boolean;
}

/** A call as the tenant got it; `path` is below the tenant and has the query, `status` is 0 when nothing was answered. */
export interface RecordedCall {
  at: number;
  tenant: string;
  method: string;
  path: string;
  status: number;
}

/**
 * A failure to act out on calls whose method and path (with query) match; it stays for `times` calls, or until it is
 * cleared. The tenant sees nothing of a call that fails by `status`, `drop`, `hang` or `redirect`, unless `after` is
 * set: then its writes take effect at once, and the fault with its delay comes afterwards.
 */
export interface Fault {
  kind: "status" | "html200" | "truncated" | "hang" | "drop" | "redirect" | "foreign-next" | "delay";
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  delayMs?: number;
  location?: string;
  method?: string;
  path?: RegExp;
  times?: number;
  after?: true;
}

/** What tests and the control plane may see and change of a tenant while it runs. */
export interface TenantControl<Data> {
  readonly subdomain: string;
  readonly token: string;
  readonly settings: Record<string, unknown>;
  /** Rows to insert into and delete from. A row that was served is frozen: replace it rather than change it in place. */
  readonly data: Data;
  latencyMs: number;
  rateLimit: RateLimit | null;
  calls(): RecordedCall[];
  clearCalls(): void;
  fault(fault: Fault): void;
  clearFaults(): void;
}

/** A request below a tenant: `path` starts with a slash and has no query; `segment` is the tenant part as it was called. */
export interface SandboxRequest {
  readonly segment: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, a FormBody, text, or undefined when there is none. */
  readonly body: unknown;
}

export interface SandboxResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** `baseUrl` is the tenant's own address without a trailing slash, `today` the start of the UTC day that data is relative to. */
export interface TenantContext {
  readonly baseUrl: string;
  readonly today: Date;
  readonly settings: Record<string, unknown>;
}

export interface RateDecision {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: SandboxResponse | null;
}

/** The provider's half of a tenant: its data and how it answers. */
export interface ProviderTenant<Data> {
  readonly data: Data;
  handle(request: SandboxRequest): SandboxResponse;
  /** Counts the call and tells whether it is refused; without it a plain 429 is answered over the limit. */
  countCall?(request: SandboxRequest, rateLimit: RateLimit, atMs: number): RateDecision;
}

/** How tenants are made. */
export interface TenantDefinition<Data> {
  readonly defaultRateLimit: RateLimit | null;
  createTenant(options: TenantOptions, context: TenantContext): ProviderTenant<Data>;
}

/** A host that all tenants share, such as Workable's www: recorded, disturbed and steered like a tenant of its own. */
export interface SharedHost<Data> extends TenantDefinition<Data> {
  readonly options: TenantOptions;
}

/** What a provider sandbox declares to the core. */
export interface ProviderDefinition<Data, Shared = unknown> extends TenantDefinition<Data> {
  readonly provider: SandboxProvider;
  readonly defaultTenant: TenantOptions;
  /** The answer to calls below a path segment that is no tenant. */
  unknownTenant(request: SandboxRequest): SandboxResponse;
  readonly sharedHost?: SharedHost<Shared>;
  /** Names the tenant that answers a call to the shared host in its place; undefined when the host does itself. */
  tenantOfSharedHost?(request: SandboxRequest, tenants: readonly TenantOptions[]): string | undefined;
}
