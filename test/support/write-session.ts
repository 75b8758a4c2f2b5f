import { createUpstreamCounter } from "../../src/datasources/http/counter.js";
import { createHttp } from "../../src/datasources/http/http.js";
import type { Provider } from "../../src/datasources/provider.js";
import type {
  PlanContext,
  StepResult,
  WriteInputs,
  WriteSession,
  WriteSource,
  WrittenRecord,
} from "../../src/datasources/write.js";
import { createLogger } from "../../src/lib/logger.js";
import type { WriteName } from "../../src/schema/writes/write-input.js";
import type { SessionOptions } from "./provider-session.js";
import { noNote } from "./no-note.js";

export interface TestWriteSession extends WriteSession {
  /** Calls that were really sent. */
  calls(): number;
  close(): void;
}

/** The real HTTP client on one sandbox account. */
export function writeSession(provider: Provider, options: SessionOptions & { timeoutMs?: number }): TestWriteSession {
  const { subdomain, credentials, settings = {}, timeoutMs = 15_000 } = options;
  const logger = createLogger({ level: "silent" });
  const http = createHttp({ requestTimeoutMs: timeoutMs, userAgent: "hiregraph-test", logger });
  const counter = createUpstreamCounter();
  const session = http.session({
    provider,
    account: { id: "acc", provider: provider.id, subdomain, settings },
    credentials,
    counter,
    signal: new AbortController().signal,
    deadline: Date.now() + timeoutMs,
  });
  return {
    ...session,
    calls: () => counter.report().calls,
    close: () => {
      http.close();
    },
  };
}

/** Makes a plan and does all its steps, as a write does when nothing goes wrong. */
export async function runPlan<Name extends WriteName>(
  source: WriteSource<Name> | undefined,
  input: WriteInputs[Name],
  session: WriteSession,
  actor: string | null = null,
): Promise<{ records: readonly WrittenRecord[]; done: Record<string, StepResult> }> {
  if (!source) throw new Error("The provider does not offer this write.");
  const context: PlanContext = { account: session.account, actor };
  const plan = source.plan(input, context);
  const done: Record<string, StepResult> = {};
  for (const step of plan.steps) done[step.name] = await step.send(session, done, noNote);
  return { records: await plan.results(session, done), done };
}
