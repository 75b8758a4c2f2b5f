import { applicantStack, type ApplicantStackData } from "./applicantstack/index.js";
import type { ProviderDefinition, SandboxProvider, TenantControl, TenantOptions } from "./core.js";
import { sageHr, type SageHrData } from "./sage-hr/index.js";
import { startProviderServer } from "./server.js";
import {
  createWorkable,
  defaultOAuthApplication,
  defaultWorkableTenant,
  type WorkableData,
  type WorkableOAuth,
} from "./workable/index.js";

export interface SandboxOptions {
  /** Port per provider; 0, the default, is any free one. */
  ports?: Partial<Record<SandboxProvider, number>>;
  /** Tenants per provider; by default one `acme-demo` each. */
  tenants?: Partial<Record<SandboxProvider, TenantOptions[]>>;
  /** The moment that data is made relative to (its UTC day); by default the present. */
  now?: () => Date;
  /** Where Workable's OAuth application may send users back to, in place of its own; `:*` stands for any port. */
  oauthRedirectUris?: readonly string[];
  /** How long OAuth access tokens last, 7200 by default; the setting of that name changes it for later ones. */
  accessTokenLifetimeSeconds?: number;
}

export interface Sandbox {
  /** Base addresses with a literal `{subdomain}`, without a trailing slash. */
  readonly urls: { workable: string; workableWww: string; applicantstack: string; sagehr: string };
  readonly workable: (subdomain: string) => TenantControl<WorkableData>;
  /** Workable's shared host, with what was granted on it as its data. */
  readonly workableWww: TenantControl<WorkableOAuth>;
  readonly applicantstack: (subdomain: string) => TenantControl<ApplicantStackData>;
  readonly sagehr: (subdomain: string) => TenantControl<SageHrData>;
  /** Cuts open calls, hanging ones too, and frees the ports. */
  readonly stop: () => Promise<void>;
}

/** The tenant each provider has when none are given: subdomain, (fake) token and sizes. */
export const defaultTenants = {
  workable: defaultWorkableTenant,
  applicantstack: applicantStack.defaultTenant,
  sagehr: sageHr.defaultTenant,
};

export { defaultOAuthApplication };

/** Starts the three provider sandboxes on 127.0.0.1; throws when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const start = <Data, Shared>(definition: ProviderDefinition<Data, Shared>) =>
    startProviderServer(
      definition,
      options.tenants?.[definition.provider] ?? [definition.defaultTenant],
      options.ports?.[definition.provider] ?? 0,
      now,
    );
  const first = await start(createWorkableOf(options));
  const second = await start(applicantStack).catch(afterStopping(first));
  const third = await start(sageHr).catch(afterStopping(first, second));
  return {
    urls: {
      workable: `${first.origin}/{subdomain}/spi/v3`,
      workableWww: `${first.origin}/www`,
      applicantstack: `${second.origin}/{subdomain}`,
      sagehr: `${third.origin}/{subdomain}/api`,
    },
    workable: first.tenant,
    workableWww: first.sharedHost(),
    applicantstack: second.tenant,
    sagehr: third.tenant,
    stop: async () => {
      await Promise.all([first.stop(), second.stop(), third.stop()]);
    },
  };
}

function createWorkableOf({ oauthRedirectUris, accessTokenLifetimeSeconds }: SandboxOptions) {
  const application = { ...defaultOAuthApplication, ...(oauthRedirectUris ? { redirectUris: oauthRedirectUris } : {}) };
  return createWorkable(application, accessTokenLifetimeSeconds === undefined ? {} : { accessTokenLifetimeSeconds });
}

function afterStopping(...servers: { stop(): Promise<void> }[]): (error: unknown) => Promise<never> {
  return async (error) => {
    await Promise.all(servers.map((server) => server.stop()));
    throw error;
  };
}
