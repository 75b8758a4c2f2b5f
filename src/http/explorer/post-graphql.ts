interface GraphqlRequest {
  query: string;
  variables?: unknown;
  operationName?: string | null | undefined;
}

interface GraphqlCall {
  path: string;
  apiKey: string;
  headers?: Record<string, unknown> | undefined;
}

export interface GraphqlAnswer {
  body: Record<string, unknown>;
  /** What to tell the person in words when the server refused or could not be reached. */
  problem?: string;
}

/** Posts one operation; never rejects: a refusal or a failed connection is told in `problem`. */
export async function postGraphql(call: GraphqlCall, request: GraphqlRequest): Promise<GraphqlAnswer> {
  try {
    const response = await fetch(call.path, {
      method: "POST",
      headers: {
        authorization: `Bearer ${call.apiKey}`,
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        ...toHeaders(call.headers),
      },
      body: JSON.stringify(request),
    });
    return toAnswer(response.status, await response.text());
  } catch (cause) {
    const problem = `No answer from ${call.path}: ${cause instanceof Error ? cause.message : "the request failed"}.`;
    return { body: { errors: [{ message: problem }] }, problem };
  }
}

function toHeaders(headers: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}

function toAnswer(status: number, text: string): GraphqlAnswer {
  const body = parseObject(text) ?? {
    errors: [{ message: text || `The server answered ${status} with an empty body.` }],
  };
  if (status === 401) return { body, problem: `401: ${firstMessage(body) ?? "this API key is not accepted."}` };
  if (status >= 500)
    return { body, problem: `The server failed (${status}): ${firstMessage(body) ?? "no reason given"}` };
  return { body };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

function firstMessage(body: Record<string, unknown>): string | undefined {
  const errors: unknown = body["errors"];
  const first: unknown = Array.isArray(errors) ? errors[0] : body;
  if (typeof first !== "object" || first === null || !("message" in first)) return undefined;
  return typeof first.message === "string" ? first.message : undefined;
}
