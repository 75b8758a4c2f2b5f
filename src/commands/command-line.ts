import { Command, CommanderError } from "commander";
import { addAccountsCommand } from "./accounts.js";
import { addAuditCommand } from "./audit.js";
import { addDoctorCommand } from "./doctor.js";
import { describeFailure } from "./failure.js";
import { addKeysCommand } from "./keys.js";
import { addLinkCommand } from "./link.js";
import { addSandboxCommand } from "./sandbox.js";
import { addSchemaCommand } from "./schema.js";
import { addServeCommand } from "./serve.js";
import { addStartCommand } from "./start.js";

const addCommands = [
  addStartCommand,
  addServeCommand,
  addSandboxCommand,
  addLinkCommand,
  addAccountsCommand,
  addKeysCommand,
  addAuditCommand,
  addSchemaCommand,
  addDoctorCommand,
];

/** Runs one command to its end; gives the exit code, after one line on standard error when it is not 0. */
export async function runCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  leaveQuietlyWithoutReader();
  const program = createProgram(env);
  if (args.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return reportUsage(error, helpCommand(program, args));
    process.stderr.write(`hiregraph: ${describeFailure(error, env)}\n`);
    return 1;
  }
}

function createProgram(env: NodeJS.ProcessEnv): Command {
  const program = new Command("hiregraph")
    .description("One GraphQL API over every recruiting and HR account that your customers link.")
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .addHelpText(
      "after",
      "\nExamples:\n  hiregraph start\n  hiregraph keys create --name ci --scopes ats:read\n  hiregraph link --help",
    );
  for (const add of addCommands) add(program, env);
  return program;
}

function reportUsage({ code, exitCode, message }: CommanderError, help: string): number {
  const hasSpoken = exitCode === 0 || code === "commander.help";
  if (!hasSpoken) {
    const problem = message
      .replace(/^error: /, "")
      .replaceAll("\n", " ")
      .replace(/\.$/, "");
    process.stderr.write(`hiregraph: ${problem}; see ${help}\n`);
  }
  return exitCode;
}

/** The help of the command that the arguments reached. */
function helpCommand(program: Command, args: readonly string[]): string {
  const names = ["hiregraph"];
  let at = program;
  for (const arg of args) {
    const next = at.commands.find((command) => command.name() === arg);
    if (next === undefined) break;
    names.push(arg);
    at = next;
  }
  return `${names.join(" ")} --help`;
}

/** `hiregraph schema | head` closes the pipe before everything is written. */
function leaveQuietlyWithoutReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
