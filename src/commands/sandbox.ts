import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import { defaultOAuthApplication, defaultTenants, startSandbox } from "../sandbox/index.js";
import type { Sandbox } from "../sandbox/index.js";
import { explainListening } from "./listening.js";
import { printJson, printLine } from "./output.js";
import { runUntilStopped } from "./run-until-stopped.js";
import { sandboxVariables } from "./sandbox-environment.js";

type Options = { workablePort: number; applicantstackPort: number; sagehrPort: number; json?: true };

export function addSandboxCommand(program: Command): void {
  program
    .command("sandbox")
    .description(
      "Start only the provider sandboxes: three local servers that behave like the providers, with made-up data.",
    )
    .option("--workable-port <port>", "0 is any free one", readPort, 4010)
    .option("--applicantstack-port <port>", "0 is any free one", readPort, 4011)
    .option("--sagehr-port <port>", "0 is any free one", readPort, 4012)
    .option("--json", "print the variables and accounts as one line of JSON")
    .addHelpText("after", "\nExamples:\n  hiregraph sandbox\n  hiregraph sandbox --workable-port 0 --json")
    .action((options: Options) =>
      runUntilStopped(async (running) => {
        const sandbox = await startOnPorts(options);
        running.onStop(() => sandbox.stop());
        print(sandbox, options.json === true);
      }),
    );
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError("Expected a port, 0 to 65535.");
  return Number(text);
}

async function startOnPorts({ workablePort, applicantstackPort, sagehrPort }: Options): Promise<Sandbox> {
  try {
    return await startSandbox({
      ports: { workable: workablePort, applicantstack: applicantstackPort, sagehr: sagehrPort },
    });
  } catch (error) {
    const port = error instanceof Error && "port" in error ? Number(error.port) : 0;
    const options = { "--workable-port": workablePort, "--applicantstack-port": applicantstackPort };
    const setting = Object.entries(options).find(([, value]) => value === port)?.[0] ?? "--sagehr-port";
    throw explainListening(error, { host: "127.0.0.1", port, setting });
  }
}

function print(sandbox: Sandbox, isJson: boolean): void {
  const variables = {
    ...sandboxVariables(sandbox.urls),
    HIREGRAPH_WORKABLE_CLIENT_ID: defaultOAuthApplication.clientId,
    HIREGRAPH_WORKABLE_CLIENT_SECRET: defaultOAuthApplication.clientSecret,
  };
  const accounts = Object.entries(defaultTenants).map(([provider, { subdomain, token }]) => {
    return { provider, subdomain, token, control: controlUrl(variables, provider, subdomain) };
  });
  if (isJson) {
    printJson({ variables, accounts });
    return;
  }
  for (const [name, value] of Object.entries(variables)) printLine(`export ${name}='${value}'`);
  for (const { provider, subdomain, token, control } of accounts) {
    printLine(`Account hiregraph link ${provider} --subdomain ${subdomain} --token ${token}`);
    printLine(`Control ${control}/{calls,faults,settings}`);
  }
}

function controlUrl(variables: Record<string, string>, provider: string, subdomain: string): string {
  const { origin } = new URL(variables[`HIREGRAPH_${provider.toUpperCase()}_URL`] ?? "");
  return `${origin}/__sandbox/${subdomain}`;
}
