import { useState } from "react";
import type { Connection } from "./use-connection";
import iconUrl from "./icon.svg?no-inline";

interface HeaderProps {
  sandboxUrl: string;
  initialKey: string;
  connection: Connection;
}

export function Header({ sandboxUrl, initialKey, connection }: HeaderProps) {
  return (
    <header>
      <h1>
        <img src={iconUrl} alt="" width="26" height="26" />
        Hiregraph explorer
      </h1>
      <KeyForm initialKey={initialKey} connection={connection} />
      <a href={sandboxUrl} target="_blank" rel="noopener noreferrer">
        Apollo Sandbox <span aria-hidden="true">↗</span>
        <span className="aside"> needs internet</span>
      </a>
    </header>
  );
}

function KeyForm({ initialKey, connection }: Pick<HeaderProps, "initialKey" | "connection">) {
  const [draft, setDraft] = useState(initialKey);
  const isConnected = connection.apiKey === draft && draft !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void connection.connect(draft.trim());
      }}
    >
      <label htmlFor="api-key">API key</label>
      <input
        id="api-key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        required
        placeholder="hg_…"
        value={draft}
        aria-invalid={connection.problem !== undefined}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
      />
      <button type="submit" disabled={connection.isConnecting}>
        {isConnected ? "Reconnect" : "Connect"}
      </button>
      <output>{isConnected ? "Connected" : ""}</output>
    </form>
  );
}
