import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type {
  Fault,
  ProviderDefinition,
  SandboxRequest,
  SandboxResponse,
  TenantControl,
  TenantDefinition,
  TenantOptions,
} from "./core.js";
import { readBody } from "./body.js";
import { answerControl } from "./control-plane.js";
import { applyFault, takeFault } from "./fault.js";
import { jsonResponse } from "./response.js";
import { createLiveTenant, type LiveTenant } from "./tenant.js";

/** A running provider: `origin` has no trailing slash. */
export interface ProviderServer<Data, Shared = unknown> {
  readonly origin: string;
  /** Throws when there is no such tenant. */
  readonly tenant: (subdomain: string) => TenantControl<Data>;
  /** The host that the tenants share; throws when there is none. */
  readonly sharedHost: () => TenantControl<Shared>;
  stop(): Promise<void>;
}

const host = "127.0.0.1";
const controlSegment = "__sandbox";
const keepAliveMs = 60_000;
const brokenSandbox = jsonResponse(500, { error: "The sandbox could not answer this request" });

/** Listens on 127.0.0.1 (port 0: any free one) and answers for the tenants; throws when the port is taken. */
export async function startProviderServer<Data, Shared>(
  definition: ProviderDefinition<Data, Shared>,
  options: readonly TenantOptions[],
  port: number,
  now: () => Date,
): Promise<ProviderServer<Data, Shared>> {
  const tenants = new Map<string, LiveTenant<unknown>>();
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (incoming, outgoing) => {
    void readRequest(incoming)
      .then((request) => serve(request, outgoing))
      .catch(() => {
        if (outgoing.headersSent) outgoing.destroy();
        else send(outgoing, brokenSandbox);
      });
  });
  const serve = (request: SandboxRequest, outgoing: ServerResponse): Promise<void> | void => {
    if (request.segment === controlSegment) {
      send(outgoing, answerControl(request, tenants));
      return;
    }
    const subdomain = definition.tenantOfSharedHost?.(request, options) ?? request.segment;
    const tenant = tenants.get(subdomain);
    if (tenant) return serveTenant(tenant, request, outgoing);
    send(outgoing, definition.unknownTenant(request));
  };
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  const address = server.address();
  const origin = `http://${host}:${typeof address === "object" && address ? address.port : port}`;
  const open = <Kind>(kind: TenantDefinition<Kind>, tenant: TenantOptions) => {
    const live = createLiveTenant(kind, tenant, `${origin}/${tenant.subdomain}`, now());
    tenants.set(tenant.subdomain, live);
    return live.control;
  };
  const controls = options.map((tenant) => open(definition, tenant));
  const shared = definition.sharedHost && open(definition.sharedHost, definition.sharedHost.options);
  return {
    origin,
    tenant: (subdomain) => {
      const control = controls.find((tenant) => tenant.subdomain === subdomain);
      if (!control) throw new Error(`The ${definition.provider} sandbox has no tenant ${subdomain}`);
      return control;
    },
    sharedHost: () => {
      if (!shared) throw new Error(`The ${definition.provider} sandbox has no shared host`);
      return shared;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function serveTenant(tenant: LiveTenant<unknown>, request: SandboxRequest, outgoing: ServerResponse) {
  const { control } = tenant;
  const queryText = request.query.toString();
  const path = queryText ? `${request.path}?${queryText}` : request.path;
  const call = { at: Date.now(), tenant: control.subdomain, method: request.method, path, status: 0 };
  tenant.record(call);
  const fault = takeFault(tenant.faults, request.method, path);
  const limit = control.rateLimit ? tenant.countCall(request, control.rateLimit, call.at) : null;
  const answer = () => limit?.refusal ?? tenant.provider.handle(request);
  const response = await answerWithin(control.latencyMs, fault, answer);
  if (response === "none") return;
  if (response === "drop") {
    outgoing.destroy();
    return;
  }
  call.status = response.status;
  send(outgoing, response, limit?.headers);
}

/** Waits out the latency and the fault's delay; the tenant acts at their end, or between them when the fault acts after it. */
async function answerWithin(latencyMs: number, fault: Fault | undefined, answer: () => SandboxResponse) {
  const delayMs = fault?.delayMs ?? 0;
  if (!fault?.after) {
    await pause(latencyMs + delayMs);
    return fault ? applyFault(fault, answer) : answer();
  }
  await pause(latencyMs);
  const answered = answer();
  await pause(delayMs);
  return applyFault(fault, () => answered);
}

async function pause(durationMs: number): Promise<void> {
  if (durationMs > 0) await new Promise((resolve) => setTimeout(resolve, durationMs));
}

function send(outgoing: ServerResponse, response: SandboxResponse, limitHeaders?: Readonly<Record<string, string>>) {
  outgoing.writeHead(response.status, {
    ...response.headers,
    ...limitHeaders,
    ...(response.status === 204 ? {} : { "content-length": Buffer.byteLength(response.body) }),
  });
  outgoing.end(response.body);
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const { method = "GET", url = "/", headers } = incoming;
  const queryAt = url.indexOf("?");
  const fullPath = queryAt < 0 ? url : url.slice(0, queryAt);
  const pathAt = fullPath.indexOf("/", 1);
  return {
    segment: pathAt < 0 ? fullPath.slice(1) : fullPath.slice(1, pathAt),
    method,
    path: pathAt < 0 ? "/" : fullPath.slice(pathAt),
    query: new URLSearchParams(queryAt < 0 ? "" : url.slice(queryAt + 1)),
    headers,
    body: method === "GET" || method === "HEAD" ? undefined : await readBody(incoming),
  };
}
