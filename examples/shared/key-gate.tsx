import { Component, useState } from "react";
import type { ReactNode } from "react";
import type { PageConfig } from "./page-config";
import { KeyRefused } from "./post-graphql";

const storageKey = "hiregraph:api-key";

interface KeyGateProps {
  config: PageConfig;
  /** What the key has to be for, in words. */
  needs: string;
  children: (apiKey: string, refuse: (error: unknown) => void) => ReactNode;
}

/** Asks for an API key until one is accepted; it is kept in session storage only, so that it ends with the tab. */
export function KeyGate({ config, needs, children }: KeyGateProps) {
  // The hint comes first: a key that is remembered may be that of an earlier start.
  const [apiKey, setApiKey] = useState(() => config.apiKeyHint || (sessionStorage.getItem(storageKey) ?? ""));
  const [error, setError] = useState<unknown>();
  const use = (key: string) => {
    sessionStorage.setItem(storageKey, key);
    setError(undefined);
    setApiKey(key);
  };
  if (apiKey === "" || error instanceof KeyRefused) {
    return <KeyForm needs={needs} problem={error instanceof KeyRefused ? error.message : undefined} onKey={use} />;
  }
  if (error !== undefined) {
    return (
      <section className="notice" role="alert">
        <h2>This did not work</h2>
        <p>{error instanceof Error ? error.message : "Something went wrong."}</p>
        <button
          type="button"
          onClick={() => {
            setError(undefined);
          }}
        >
          Try again
        </button>
      </section>
    );
  }
  return (
    <Boundary key={apiKey} onError={setError}>
      {children(apiKey, setError)}
    </Boundary>
  );
}

interface KeyFormProps {
  needs: string;
  problem: string | undefined;
  onKey: (key: string) => void;
}

function KeyForm({ needs, problem, onKey }: KeyFormProps) {
  const [draft, setDraft] = useState("");
  return (
    <form
      className="notice"
      onSubmit={(event) => {
        event.preventDefault();
        onKey(draft.trim());
      }}
    >
      <h2>Enter an API key</h2>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p>{needs}</p>
      <p>Whoever runs this server makes one:</p>
      <pre tabIndex={0}>npx hiregraph keys create --name examples --scopes all</pre>
      <p>The key stays in this browser tab and is forgotten when you close it.</p>
      <label htmlFor="api-key">API key</label>
      <input
        id="api-key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        required
        placeholder="hg_…"
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
      />
      <button type="submit" className="primary">
        Continue
      </button>
    </form>
  );
}

/** Hands what its children throw, as data hooks do, to the gate. */
class Boundary extends Component<{ onError: (error: unknown) => void; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError(error);
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children;
  }
}
