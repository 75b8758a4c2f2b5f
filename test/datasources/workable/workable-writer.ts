import { Readable } from "node:stream";

import { FileContent } from "../../../src/datasources/write.js";
import type {
  PlanContext,
  StepResult,
  StepResults,
  WriteInputs,
  WritePlan,
  WriteSource,
  WriteStep,
  WrittenRecord,
} from "../../../src/datasources/write.js";
import type { AppError } from "../../../src/lib/errors.js";
import type { WriteName } from "../../../src/schema/writes/write-input.js";
import type { SessionOptions } from "../../support/provider-session.js";
import { runPlan, writeSession } from "../../support/write-session.js";
import type { TestWriteSession } from "../../support/write-session.js";
import { present, startWorkableAccount } from "./workable-account.js";
import type { WorkableAccount } from "./workable-account.js";
import { noNote } from "../../support/no-note.js";

/** The member in whose name tests write: an administrator of everything. */
export const dana = "2b44e1";
export const ola = "2b44e2";

export interface Written {
  records: readonly WrittenRecord[];
  done: StepResults;
  /** Method and path below `/spi/v3`, with the query. */
  calls: string[];
}

/** What became of a write of which a step's answer was lost. */
export interface Lost {
  error: AppError;
  found: StepResult[];
  calls: string[];
}

export interface WorkableWriter extends Pick<WorkableAccount, "tenant" | "provider" | "stop"> {
  data: WorkableAccount["tenant"]["data"];
  session(options?: Partial<SessionOptions>): TestWriteSession;
  source<Name extends WriteName>(name: Name): WriteSource<Name>;
  plan<Name extends WriteName>(name: Name, input: WriteInputs[Name], actor?: string | null): WritePlan;
  run<Name extends WriteName>(name: Name, input: WriteInputs[Name], actor?: string | null): Promise<Written>;
  /** Sends the last step and cuts the line before or after it takes effect; then looks for what it made. */
  lose<Name extends WriteName>(
    name: Name,
    input: WriteInputs[Name],
    when: "before" | "after",
    actor?: string | null,
  ): Promise<Lost>;
  calls(): string[];
}

/** A sandbox account of Workable that is written to over HTTP. */
export async function startWorkableWriter(settings: Record<string, unknown> = {}): Promise<WorkableWriter> {
  const account = await startWorkableAccount(settings);
  const { tenant, provider } = account;
  const sessions: TestWriteSession[] = [];
  const open = (options: Partial<SessionOptions> = {}) => {
    const { subdomain, token } = tenant;
    const session = writeSession(provider, {
      subdomain,
      credentials: { token },
      settings: { memberId: dana },
      ...options,
    });
    sessions.push(session);
    return session;
  };
  const source = <Name extends WriteName>(name: Name): WriteSource<Name> => {
    const found: WriteSource<Name> | undefined = present(provider.writes).sources[name];
    return present(found);
  };
  const planOf = <Name extends WriteName>(name: Name, input: WriteInputs[Name], actor: string | null = dana) => {
    const context: PlanContext = { account: open().account, actor };
    return source(name).plan(input, context);
  };
  const calls = () => tenant.calls().map(({ method, path }) => `${method} ${path.replace("/spi/v3", "")}`);
  return {
    tenant,
    provider,
    data: tenant.data,
    session: open,
    source,
    plan: planOf,
    calls,
    run: async (name, input, actor = dana) => {
      tenant.clearCalls();
      const { records, done } = await runPlan(source(name), input, open(), actor);
      return { records, done, calls: calls() };
    },
    lose: async (name, input, when, actor = dana) => {
      const { steps } = planOf(name, input, actor);
      const session = open();
      const done: Record<string, StepResult> = {};
      for (const step of steps.slice(0, -1)) done[step.name] = await step.send(session, done, noNote);
      return cutOff(account, session, present(steps.at(-1)), done, when, calls);
    },
    stop: async () => {
      for (const session of sessions) session.close();
      await account.stop();
    },
  };
}

async function cutOff(
  { tenant }: WorkableAccount,
  session: TestWriteSession,
  step: WriteStep,
  done: StepResults,
  when: "before" | "after",
  calls: () => string[],
): Promise<Lost> {
  const method = /(POST|PUT|PATCH)/u.exec(step.call)?.[1];
  tenant.fault({
    kind: "drop",
    times: 1,
    ...(method !== undefined && { method }),
    ...(when === "after" && { after: true }),
  });
  const sentAt = session.now();
  let noted: string | undefined;
  const note = (fact: string) => {
    noted = fact;
    return Promise.resolve();
  };
  const error = await refusedBy(() => step.send(session, done, note));
  tenant.clearFaults();
  tenant.clearCalls();
  const found = await present(step.find).look(session, sentAt, done, noted);
  return { error, found, calls: calls() };
}

export async function refusedBy(work: () => Promise<unknown>): Promise<AppError> {
  try {
    await work();
  } catch (error) {
    return error as AppError;
  }
  throw new Error("expected a refusal");
}

/** A file of a few bytes, or as large as asked. */
export function fileOf(fileName: string, text = "%PDF made up", sizeBytes = Buffer.byteLength(text)): FileContent {
  return new FileContent(fileName, "application/octet-stream", sizeBytes, () =>
    Readable.from([Buffer.from(text)], { objectMode: false }),
  );
}

/** What an activity shows of itself in the sandbox. */
export function lastActivity({ data }: WorkableWriter) {
  return present(data.activities.at(-1));
}
