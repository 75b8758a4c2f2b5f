import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process of the bench, such as the server that is measured. */
export interface Child<Ready> {
  /** What it told when it was ready. */
  ready: Ready;
  /** CPU time that the process has used so far, user and system, in ms. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a module of this folder in a process of its own; `input` reaches it as its first argument. */
export async function startChild<Ready>(name: string, input: unknown = null): Promise<Child<Ready>> {
  const path = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const child = fork(path, [JSON.stringify(input)], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exit = once(child, "exit");
  const answer = async (): Promise<unknown> => {
    const exited = exit.then(() => Promise.reject(new Error(`${name} ended early`)));
    const [message] = (await Promise.race([once(child, "message"), exited])) as unknown[];
    return message;
  };
  const ready = (await answer()) as Ready;
  return {
    ready,
    async cpuMs() {
      child.send("cpu");
      return Number(await answer());
    },
    async stop() {
      child.send("stop");
      await exit;
    },
  };
}

/** The child's side: what it was started with. */
export function childInput(): unknown {
  return JSON.parse(process.argv[2] ?? "null");
}

/** The child's side: tells that it is ready, answers for its CPU time, and ends when it is told to or when its parent is gone. */
export function serveParent(ready: unknown, close: () => Promise<void>): void {
  const stop = (): void => {
    void close().finally(() => process.exit(0));
  };
  process.on("message", (message) => {
    const { user, system } = process.cpuUsage();
    if (message === "stop") stop();
    else process.send?.((user + system) / 1000);
  });
  process.on("disconnect", stop);
  process.send?.(ready);
}
