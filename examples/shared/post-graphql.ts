export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; accountId?: string; retryAfter?: number };
}

export interface GraphqlAnswer {
  data: unknown;
  errors: GraphqlError[];
}

/** The API key is unknown, or may not read what the page shows: only another key helps. */
export class KeyRefused extends Error {}

/**
 * Posts one operation. Throws `KeyRefused` when the key is at fault, and an Error in words when there is no answer. A refusal that names an account is the
 * provider's about that account alone, so it stays in `errors`.
 */
export async function postGraphql(path: string, apiKey: string, body: object): Promise<GraphqlAnswer> {
  const response = await fetch(path, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Error("The server cannot be reached.", { cause });
  });
  const { data = null, errors = [] } = await readAnswer(response);
  const [first] = errors;
  if (response.status === 401) throw new KeyRefused("This API key is unknown or revoked.");
  const refused = errors.find(isAboutKey) ?? (response.status === 403 ? first : undefined);
  if (refused) throw new KeyRefused(refused.message);
  if (data === null && first) throw new Error(first.message);
  return { data, errors };
}

async function readAnswer(response: Response): Promise<Partial<GraphqlAnswer>> {
  try {
    return (await response.json()) as Partial<GraphqlAnswer>;
  } catch (cause) {
    throw new Error(`The server answered ${response.status} without JSON.`, { cause });
  }
}

function isAboutKey({ extensions }: GraphqlError): boolean {
  const code = extensions?.code;
  return code === "UNAUTHENTICATED" || (code === "FORBIDDEN" && extensions?.accountId === undefined);
}
