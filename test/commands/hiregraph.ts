import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  /** What follows these first words on a line of standard output, as soon as it is printed. */
  line(firstWords: string): Promise<string>;
  /** Sends the signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<{ code: number | null; tookMs: number }>;
}

type Environment = Readonly<Record<string, string>>;

/** The real command in a process of its own, with nothing of this process's HIREGRAPH_ variables. */
function launch(args: readonly string[], env: Environment): ChildProcessWithoutNullStreams {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, ["--import", "tsx", "src/main.ts", ...args], { env: { PATH, HOME, ...env } });
}

/** Runs a command to its end; `input` is what it finds on standard input. */
export async function hiregraph(args: readonly string[], env: Environment, input = ""): Promise<Outcome> {
  const child = launch(args, env);
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** Starts a command that runs until it is stopped; `line` fails with its standard error when it ends before. */
export function startCommand(args: readonly string[], env: Environment): RunningCommand {
  const child = launch(args, env);
  const exited = once(child, "exit") as Promise<[number | null]>;
  const stderr = text(child.stderr);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const find = (start: string) => lines.find((line) => line.startsWith(start))?.slice(start.length);
  return {
    async line(firstWords) {
      const closed = once(reader, "close");
      for (;;) {
        const found = find(`${firstWords} `);
        if (found !== undefined) return found;
        const event = await Promise.race([once(reader, "line"), closed.then(() => null)]);
        if (event === null) throw new Error(`The command ended: ${await stderr}`);
      }
    },
    async stop(signal) {
      const startedAtMs = performance.now();
      child.kill(signal);
      const [code] = await exited;
      return { code, tookMs: performance.now() - startedAtMs };
    },
  };
}
