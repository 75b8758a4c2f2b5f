import { useEffect, useState } from "react";
import type { PageConfig } from "./page-config";
import { postGraphql } from "./post-graphql";

const storageKey = "hiregraph:api-key";

export interface Connection {
  /** The key that the server has accepted. */
  apiKey: string | undefined;
  isConnecting: boolean;
  problem: string | undefined;
  connect: (apiKey: string) => Promise<void>;
  report: (problem: string | undefined) => void;
}

/** Tries a key before the editor opens, so that a wrong one is told in words and not as a failed introspection. */
export function useConnection(config: PageConfig, initialKey: string): Connection {
  const [apiKey, setApiKey] = useState<string>();
  const [isConnecting, setIsConnecting] = useState(false);
  const [problem, setProblem] = useState<string>();

  const connect = async (candidate: string): Promise<void> => {
    setApiKey(undefined);
    setProblem(undefined);
    setIsConnecting(true);
    const answer = await postGraphql({ path: config.graphqlPath, apiKey: candidate }, { query: "{ __typename }" });
    setIsConnecting(false);
    setProblem(answer.problem);
    if (answer.problem) {
      sessionStorage.removeItem(storageKey);
      return;
    }
    sessionStorage.setItem(storageKey, candidate);
    setApiKey(candidate);
  };

  useEffect(() => {
    if (initialKey) void connect(initialKey);
    // Only when the page opens: later keys come from the form.
  }, []);

  return { apiKey, isConnecting, problem, connect, report: setProblem };
}

/** The key of this browser tab, kept in session storage only so that it ends with the tab. */
export function rememberedKey(): string | undefined {
  return sessionStorage.getItem(storageKey) ?? undefined;
}
