export interface PageConfig {
  graphqlPath: string;
  /** Empty when the page has to ask for a key. */
  apiKeyHint: string;
}

/** Reads what the server wrote into the page, a data attribute because inline scripts are forbidden. */
export function readPageConfig(root: HTMLElement): PageConfig {
  const config: unknown = JSON.parse(root.dataset["config"] ?? "null");
  if (!isPageConfig(config)) throw new Error("The page carries no configuration.");
  return config;
}

function isPageConfig(value: unknown): value is PageConfig {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return ["graphqlPath", "apiKeyHint"].every((name) => typeof fields.get(name) === "string");
}
