import type {
  Fault,
  ProviderTenant,
  RateDecision,
  RateLimit,
  RecordedCall,
  SandboxRequest,
  TenantControl,
  TenantDefinition,
  TenantOptions,
} from "./core.js";
import { createWindowCounter } from "./rate-limit.js";
import { jsonResponse } from "./response.js";
import { readRateLimit } from "./settings.js";

/** A tenant as the server holds it: the provider's answers and what the control plane changes. */
export interface LiveTenant<Data> {
  readonly control: TenantControl<Data>;
  readonly provider: ProviderTenant<Data>;
  readonly faults: Fault[];
  record(call: RecordedCall): void;
  countCall(request: SandboxRequest, rateLimit: RateLimit, atMs: number): RateDecision;
}

const day = 86_400_000;

export function createLiveTenant<Data>(
  definition: TenantDefinition<Data>,
  options: TenantOptions,
  baseUrl: string,
  now: Date,
): LiveTenant<Data> {
  const settings = { ...options.settings };
  const today = new Date(Math.floor(now.getTime() / day) * day);
  const provider = definition.createTenant(options, { baseUrl, today, settings });
  const calls: RecordedCall[] = [];
  const faults: Fault[] = [];
  const countPlainly = createWindowCounter();
  const latencyMs = settings["latencyMs"];
  const control: TenantControl<Data> = {
    subdomain: options.subdomain,
    token: options.token,
    settings,
    data: provider.data,
    latencyMs: typeof latencyMs === "number" ? latencyMs : 0,
    rateLimit: "rateLimit" in settings ? readRateLimit(settings["rateLimit"]) : definition.defaultRateLimit,
    calls: () => [...calls],
    clearCalls: () => {
      calls.length = 0;
    },
    fault: (fault) => faults.push({ ...fault }),
    clearFaults: () => {
      faults.length = 0;
    },
  };
  return {
    control,
    provider,
    faults,
    record: (call) => calls.push(call),
    countCall: (request, rateLimit, atMs) =>
      provider.countCall?.(request, rateLimit, atMs) ?? {
        headers: {},
        refusal: countPlainly(rateLimit.windowMs, atMs) > rateLimit.limit ? tooManyRequests : null,
      },
  };
}

const tooManyRequests = jsonResponse(429, { error: "Too many requests" });
