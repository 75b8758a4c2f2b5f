import { applicantStack, type ApplicantStackData } from "./applicantstack/index.js";
import type { ProviderDefinition, SandboxProvider, TenantControl, TenantOptions } from "./core.js";
import { sageHr, type SageHrData } from "./sage-hr/index.js";
import { startProviderServer } from "./server.js";
import { workable, type WorkableData } from "./workable/index.js";

export interface SandboxOptions {
  /** Port per provider; 0, the default, is any free one. */
  ports?: Partial<Record<SandboxProvider, number>>;
  /** Tenants per provider; by default one `acme-demo` each. */
  tenants?: Partial<Record<SandboxProvider, TenantOptions[]>>;
  /** The moment that data is made relative to (its UTC day); by default the present. */
  now?: () => Date;
}

export interface Sandbox {
  /** Base addresses with a literal `{subdomain}`, without a trailing slash. */
  readonly urls: { workable: string; workableWww: string; applicantstack: string; sagehr: string };
  readonly workable: (subdomain: string) => TenantControl<WorkableData>;
  readonly applicantstack: (subdomain: string) => TenantControl<ApplicantStackData>;
  readonly sagehr: (subdomain: string) => TenantControl<SageHrData>;
  /** Cuts open calls, hanging ones too, and frees the ports. */
  readonly stop: () => Promise<void>;
}

/** The tenant each provider has when none are given: subdomain, (fake) token and sizes. */
export const defaultTenants = {
  workable: workable.defaultTenant,
  applicantstack: applicantStack.defaultTenant,
  sagehr: sageHr.defaultTenant,
};

/** Starts the three provider sandboxes on 127.0.0.1; throws when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const start = <Data>(definition: ProviderDefinition<Data>) =>
    startProviderServer(
      definition,
      options.tenants?.[definition.provider] ?? [definition.defaultTenant],
      options.ports?.[definition.provider] ?? 0,
      now,
    );
  const first = await start(workable);
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
    applicantstack: second.tenant,
    sagehr: third.tenant,
    stop: async () => {
      await Promise.all([first.stop(), second.stop(), third.stop()]);
    },
  };
}

function afterStopping(...servers: { stop(): Promise<void> }[]): (error: unknown) => Promise<never> {
  return async (error) => {
    await Promise.all(servers.map((server) => server.stop()));
    throw error;
  };
}
