import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { rejectionOf, translate, type CallContext } from "../../../src/datasources/http/translate.js";
import { AppError } from "../../../src/lib/errors.js";

const context: CallContext = {
  provider: { id: "sagehr", name: "Sage HR" },
  accountId: "account-1",
  method: "GET",
  path: "/employees/4711/leave-management",
};

function refusal(status: number, text: string, retryAfterMs?: number): AppError {
  try {
    translate({ status, headers: {}, text }, context, retryAfterMs);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error("No AppError");
}

const html = "\n<!doctype html><title>secret page</title>";

describe("the translation of an answer", () => {
  it("gives the JSON of a success, and null for an empty one", () => {
    expect(translate({ status: 200, headers: {}, text: '{"a":[1]}' }, context)).toEqual({ a: [1] });
    expect(translate({ status: 200, headers: {}, text: '\u{FEFF}{"a":1}' }, context)).toEqual({ a: 1 });
    expect(translate({ status: 204, headers: {}, text: "" }, context)).toBeNull();
    expect(translate({ status: 200, headers: {}, text: " \n" }, context)).toBeNull();
  });

  it.each([
    [401, "{}", "ACCOUNT_NEEDS_RELINK", false],
    [403, "{}", "FORBIDDEN", false],
    [403, html, "PROVIDER_UNAVAILABLE", true],
    [404, "", "NOT_FOUND", false],
    [429, html, "PROVIDER_RATE_LIMITED", true],
    [400, "{}", "PROVIDER_REJECTED", false],
    [422, "{}", "PROVIDER_REJECTED", false],
    [500, "{}", "PROVIDER_UNAVAILABLE", true],
    [503, html, "PROVIDER_UNAVAILABLE", true],
    [302, "", "PROVIDER_BAD_RESPONSE", false],
    [200, html, "PROVIDER_BAD_RESPONSE", false],
    [200, '{"name":"Cut Sh', "PROVIDER_BAD_RESPONSE", false],
    [200, "OK", "PROVIDER_BAD_RESPONSE", false],
  ] as const)("makes of status %i with %j the code %s", (status, text, code, retryable) => {
    const error = refusal(status, text);
    expect(error).toMatchObject({ code, retryable, details: { provider: "sagehr", accountId: "account-1", status } });
  });

  it("names the provider, what was wrong and the kind of path, and nothing that the provider wrote", () => {
    expect(refusal(302, "").message).toBe(
      "Sage HR answered with a redirect to another address (GET /employees/{id}/leave-management)",
    );
    expect(refusal(200, html).message).toContain("answered HTML instead of JSON");
    for (const text of [html, '{"name":"Cut Sh', '{"email":"x@example.com"}']) {
      for (const status of [200, 400, 403, 404, 500].filter((each) => each !== 200 || !text.endsWith("}"))) {
        expect(inspect(refusal(status, text), { depth: 9 })).not.toMatch(/secret page|Cut Sh|example\.com/u);
      }
    }
  });

  it("tells how long to wait in whole seconds", () => {
    expect(refusal(429, "", 4200)).toMatchObject({ details: { retryAfterSeconds: 5 } });
    expect(refusal(429, "", 0)).toMatchObject({ details: { retryAfterSeconds: 1 } });
  });

  it("keeps a refusal's body for the adapter, out of sight of logs", () => {
    const error = refusal(422, '{"error":"Validation failed"}');
    expect(rejectionOf(error)).toEqual({ error: "Validation failed" });
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain("Validation failed");
    expect(rejectionOf(refusal(422, html))).toBeUndefined();
  });
});
