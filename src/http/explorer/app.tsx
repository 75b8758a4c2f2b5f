import { useState } from "react";
import { Editor } from "./editor";
import { Header } from "./header";
import type { PageConfig } from "./page-config";
import { rememberedKey, useConnection } from "./use-connection";

export function App({ config }: { config: PageConfig }) {
  const [initialKey] = useState(() => rememberedKey() ?? config.apiKeyHint);
  const connection = useConnection(config, initialKey);
  return (
    <>
      <Header sandboxUrl={config.sandboxUrl} initialKey={initialKey} connection={connection} />
      {connection.problem && (
        <p className="problem" role="alert">
          {connection.problem}
        </p>
      )}
      <main>
        {connection.apiKey ? (
          <Editor key={connection.apiKey} config={config} apiKey={connection.apiKey} onProblem={connection.report} />
        ) : (
          <Welcome isConnecting={connection.isConnecting} />
        )}
      </main>
    </>
  );
}

function Welcome({ isConnecting }: { isConnecting: boolean }) {
  if (isConnecting) return <p className="welcome">Connecting…</p>;
  return (
    <section className="welcome">
      <h2>Enter an API key to begin</h2>
      <p>With a key you can read the schema, write queries and see their answers here.</p>
      <p>Whoever runs this server makes one with:</p>
      <pre>
        <code>npx hiregraph keys create --name explorer --scopes all</code>
      </pre>
      <p>The key stays in this browser tab and is forgotten when you close it.</p>
    </section>
  );
}
