import { AppError } from "../lib/errors.js";

/** Says in one line why a server cannot listen, naming what to change; other errors are given back as they are. */
export function explainListening(error: unknown, at: { host: string; port: number; setting: string }): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const { host, port, setting } = at;
  const explain = (message: string) => new AppError("INTERNAL", message, { cause: error });
  switch (error.code) {
    case "EADDRINUSE":
      return explain(
        `${setting}: port ${port} on ${host} is already in use. Stop what listens there, or choose another.`,
      );
    case "EACCES":
      return explain(`${setting}: listening on port ${port} of ${host} is not allowed. Choose one from 1024 on.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return explain(`HOST: ${JSON.stringify(host)} is no address of this machine.`);
    default:
      return error;
  }
}
