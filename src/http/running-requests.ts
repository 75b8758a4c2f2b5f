import type { Server, ServerResponse } from "node:http";

/** The requests that a server is answering. */
export interface RunningRequests {
  /** Resolves when none is left. */
  ended(): Promise<void>;
}

/**
 * Follows a server's requests, so that it can be closed as soon as they are answered. Node alone waits for connections too, and takes one over which
 * nothing was asked yet, as browsers open them in advance, for a request of a minute.
 */
export function followRequests(server: Server): RunningRequests {
  const running = new Set<ServerResponse>();
  let onEnd = (): void => undefined;
  server.on("request", (_request, response) => {
    running.add(response);
    response.once("close", () => {
      running.delete(response);
      if (running.size === 0) onEnd();
    });
  });
  return {
    ended: () =>
      new Promise((resolve) => {
        onEnd = resolve;
        if (running.size === 0) resolve();
      }),
  };
}
