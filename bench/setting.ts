/** Clients of the throughput measurement. Each has a workspace, a key and a Workable account of its own, so that no two share a call. */
export const clients = 50;
/** How long the provider takes for each call, in ms. */
export const latencyMs = 20;

export const accounts = Array.from({ length: clients }, (_, index) => ({
  subdomain: `bench-${String(index)}`,
  token: `bench-token-${String(index)}`,
  seed: index + 1,
}));

/** Addresses with a literal `{subdomain}`. */
export interface ProviderUrls {
  workable: string;
  workableWww: string;
  applicantstack: string;
  sagehr: string;
}

export interface ServerReady {
  url: string;
  /** API keys, one for each account, in the order of the accounts. */
  keys: string[];
}

export interface FloorReady {
  url: string;
}
