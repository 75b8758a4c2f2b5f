import { useGraphiQL } from "@graphiql/react";
import { GraphiQL, type GraphiQLProps } from "graphiql";
import { useCallback, useEffect, useState } from "react";
import type { PageConfig } from "./page-config";
import { postGraphql } from "./post-graphql";

interface EditorProps {
  config: PageConfig;
  apiKey: string;
  onProblem: (problem: string | undefined) => void;
}

const roomForDocs = "(min-width: 64rem)";

export function Editor({ config, apiKey, onProblem }: EditorProps) {
  const [isReady, setIsReady] = useState(false);
  const fetcher = useCallback<GraphiQLProps["fetcher"]>(
    async (request, options) => {
      const call = { path: config.graphqlPath, apiKey, headers: options?.headers };
      const answer = await postGraphql(call, request);
      onProblem(answer.problem);
      return answer.body;
    },
    [config.graphqlPath, apiKey, onProblem],
  );
  const docs = matchMedia(roomForDocs).matches ? { visiblePlugin: "Documentation Explorer" } : {};
  // Its buttons appear before its code editor has loaded, and a click in between would be lost without a word.
  return (
    <div className="editor" inert={!isReady} aria-busy={!isReady}>
      <GraphiQL
        fetcher={fetcher}
        defaultQuery={config.query}
        shouldPersistHeaders={false}
        showPersistHeadersSettings={false}
        {...docs}
      >
        <GraphiQL.Logo>
          <ReadySignal onReady={setIsReady} />
        </GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}

/** Stands in the place of the logo because only a child of GraphiQL can see its state. */
function ReadySignal({ onReady }: { onReady: (isReady: boolean) => void }) {
  const isReady = useGraphiQL((state) => state.queryEditor !== undefined);
  useEffect(() => {
    onReady(isReady);
  }, [isReady, onReady]);
  return null;
}
