import { Suspense, useCallback, useMemo, useState } from "react";
import { RelayEnvironmentProvider } from "react-relay";
import { useToasts } from "../shared/toasts";
import type { GraphqlError } from "../shared/post-graphql";
import { Board } from "./board";
import { columns } from "./columns";
import { createEnvironment } from "./environment";

/** What went wrong with each account, by its id. */
export type Problems = ReadonlyMap<string, string>;

export function App({ path, apiKey }: { path: string; apiKey: string }) {
  const [round, setRound] = useState(0);
  const [problems, setProblems] = useState<Problems>(new Map());
  const { show, view } = useToasts();
  const onAccountError = useCallback(
    ({ message, extensions }: GraphqlError) => {
      const id = extensions?.accountId;
      if (id === undefined) show(message);
      else setProblems((known) => new Map(known).set(id, message));
    },
    [show],
  );
  // A round begins with an empty store, so that all is read again.
  const environment = useMemo(
    () => createEnvironment({ path, apiKey, onAccountError }),
    [path, apiKey, onAccountError, round],
  );
  const refresh = () => {
    setProblems(new Map());
    setRound(round + 1);
  };
  return (
    <RelayEnvironmentProvider environment={environment}>
      <header className="page-header">
        <h1>Pipeline board</h1>
        <button type="button" onClick={refresh}>
          Refresh
        </button>
      </header>
      <Suspense fallback={<BoardSkeleton />}>
        <Board key={round} problems={problems} toast={show} />
      </Suspense>
      {view}
    </RelayEnvironmentProvider>
  );
}

function BoardSkeleton() {
  return (
    <main className="board" aria-busy="true" aria-label="Loading the board">
      {columns.slice(0, 6).map(({ kind, title }) => (
        <section key={kind} className="column">
          <h2>{title}</h2>
          {[0, 1, 2].map((row) => (
            <div key={row} className="card skeleton" />
          ))}
        </section>
      ))}
    </main>
  );
}
