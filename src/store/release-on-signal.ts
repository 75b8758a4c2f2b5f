const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const releases = new Set<() => Promise<void>>();

/**
 * Closes what is still open when a signal ends a process that has no handler of its own, such as a short command, so that
 * it leaves no database server behind. A process with handlers is left to them. Returns how to take the release back.
 */
export function releaseOnSignal(release: () => Promise<void>): () => void {
  if (releases.size === 0) for (const signal of signals) process.on(signal, onSignal);
  releases.add(release);
  return () => {
    releases.delete(release);
    if (releases.size === 0) for (const signal of signals) process.off(signal, onSignal);
  };
}

function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  const pending = [...releases].map((release) => release());
  process.off(signal, onSignal);
  void Promise.allSettled(pending).then(() => {
    process.kill(process.pid, signal);
  });
}
