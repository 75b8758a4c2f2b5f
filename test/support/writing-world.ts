import type { Provider } from "../../src/datasources/provider.js";
import type { WriteInputs } from "../../src/datasources/write.js";
import type { TenantControl } from "../../src/sandbox/core.js";
import type { WriteName } from "../../src/schema/writes/write-input.js";
import { loseAnswer, planFor, refusalsOf } from "./lost-answer.js";
import { runPlan, writeSession } from "./write-session.js";

/** A sandbox account that is written to over the real HTTP client. */
export function writingWorld<Data>(provider: Provider, tenant: TenantControl<Data>) {
  const { subdomain, token } = tenant;
  const sessions: { close(): void }[] = [];
  /** A session that has read nothing yet. */
  const open = () => {
    const session = writeSession(provider, { subdomain, credentials: { token } });
    sessions.push(session);
    return session;
  };
  const { writes } = provider;
  if (!writes) throw new Error("The provider is not written to.");
  const session = open();
  const plan = <Name extends WriteName>(name: Name, input: WriteInputs[Name]) =>
    planFor(writes.sources[name], input, session);
  const run = <Name extends WriteName>(name: Name, input: WriteInputs[Name]) => {
    tenant.clearCalls();
    return runPlan(writes.sources[name], input, session);
  };
  return {
    tenant,
    session,
    open,
    writes,
    plan,
    run,
    refusals: <Name extends WriteName>(name: Name, input: WriteInputs[Name]) =>
      refusalsOf(writes, name, run(name, input)),
    /** Loses the answer of a step once, after or before the provider has taken it, and gives what is found of it. */
    lose: <Name extends WriteName>(name: Name, input: WriteInputs[Name], stepName: string, isTaken: boolean) => {
      const made = plan(name, input);
      const call = made.steps.find((step) => step.name === stepName)?.call ?? "";
      const [, method = "", template = ""] = /(POST|PUT) ([^\s,]+)/u.exec(call) ?? [];
      const path = new RegExp(`${template.replaceAll(/\{\w+\}/gu, "\\w+")}$`, "u");
      tenant.fault({ kind: "drop", method, path, times: 1, ...(isTaken && { after: true }) });
      return loseAnswer(made, stepName, session);
    },
    /** The calls since the last write began. */
    calls: () => tenant.calls().map(({ method, path }) => `${method} ${path}`),
    close: () => {
      for (const opened of sessions) opened.close();
    },
  };
}
