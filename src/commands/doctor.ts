import type { Command } from "commander";
import { AppError } from "../lib/errors.js";
import type { CheckResult } from "./doctor-checks.js";
import { printJson, printLine } from "./output.js";
import { workspaceOption } from "./with-workspace.js";

type Options = { workspace: string; json?: true };

export function addDoctorCommand(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("doctor")
    .description("Check configuration, database, encryption key, clock and every linked account.")
    .option(...workspaceOption)
    .option("--json", 'print {"ok","checks":[{"check","ok","detail","hint"}]}')
    .addHelpText("after", "\nExamples:\n  hiregraph doctor\n  hiregraph doctor --json")
    .action(async (options: Options) => {
      const { checkAll } = await import("./doctor-checks.js");
      const checks = await checkAll(env, options.workspace);
      const failed = checks.filter(({ ok }) => !ok);
      if (options.json) printJson({ ok: failed.length === 0, checks });
      else for (const check of checks) printLine(describe(check));
      if (failed.length > 0) throw new AppError("INTERNAL", `${failed.length} of ${checks.length} checks failed.`);
    });
}

function describe({ check, ok, detail, hint }: CheckResult): string {
  return `${ok ? "ok    " : "failed"}  ${check}: ${detail}${hint === null ? "" : ` → ${hint}`}`;
}
