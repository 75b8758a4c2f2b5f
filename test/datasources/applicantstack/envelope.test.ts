import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { failureOf, openSession, testHttp } from "../http/http-world.js";
import { present, startAccount, token, type Account } from "./applicantstack-account.js";

let account: Account;
const http = testHttp();
beforeAll(async () => {
  account = await startAccount({ candidates: 20 });
});
afterEach(() => {
  account.tenant.clearFaults();
});
afterAll(async () => {
  http.close();
  await account.stop();
});

function open(settings: { token?: string; subdomain?: string } = {}) {
  return openSession(http, account.provider, { token, ...settings }).session;
}

function answer(status: number, body: string) {
  account.tenant.fault({ kind: "status", status, body });
}

const readJobs = () => present(account.provider.models.Job?.list).page(open(), { conditions: {}, limit: 10 });

describe("an answer of ApplicantStack", () => {
  it.each([
    [200, '{"Method Result":"Failure","Error":"Invalid token 1234"}', "ACCOUNT_NEEDS_RELINK"],
    [400, '{"Method Result":"Failure","Error":"Invalid token 1234"}', "ACCOUNT_NEEDS_RELINK"],
    [200, '{"Method Result":"Failure","Message":"Record not found 1234"}', "NOT_FOUND"],
    [200, '{"Method Result":"Failure","Errors":["1234"]}', "PROVIDER_REJECTED"],
    [200, '{"Method Result":"1234: something else"}', "PROVIDER_REJECTED"],
    [400, '{"Method Result":"Failure","Error":"1234"}', "PROVIDER_REJECTED"],
    [200, '{"1234":[]}', "PROVIDER_BAD_RESPONSE"],
    [200, "[1234]", "PROVIDER_BAD_RESPONSE"],
    [200, '{"Method Result":"Success","Jobs":"1234"}', "PROVIDER_BAD_RESPONSE"],
    [200, "<h1>1234</h1>", "PROVIDER_BAD_RESPONSE"],
  ])("with status %i and body %s fails with %s, without the provider's text", async (status, body, code) => {
    answer(status, body);
    const failure = await failureOf(readJobs());
    expect(failure.code).toBe(code);
    expect(failure.message).not.toContain("1234");
  });

  it("that is no record of the kind that was asked for is a bad response", async () => {
    answer(200, '{"Method Result":"Success","First Name":"Robin"}');
    const read = present(account.provider.models.Candidate?.get).read(open(), "a4one");
    expect((await failureOf(read)).code).toBe("PROVIDER_BAD_RESPONSE");
  });

  it("succeeds with the token, with and without a publisher", async () => {
    expect((await readJobs()).total).toBe(9);
    expect(account.provider.headers({ token: "t" })).toEqual({ Token: "t", Publisher: "Hiregraph" });
    expect(account.provider.headers({ token: "t", publisher: "Acme" })).toEqual({ Token: "t", Publisher: "Acme" });
  });
});

describe("the check of an ApplicantStack account", () => {
  it("takes one call", async () => {
    account.tenant.clearCalls();
    expect(await account.provider.verify(open())).toEqual({ displayName: null });
    expect(account.tenant.calls().map(({ path }) => path)).toEqual(["/api/jobs/1"]);
  });

  it.each(["status", "body"])("says that the token is refused, when failures are told by %s", async (style) => {
    account.tenant.settings["errorStyle"] = style;
    const failure = await failureOf(account.provider.verify(open({ token: "wrong" })));
    delete account.tenant.settings["errorStyle"];
    expect(failure).toMatchObject({
      code: "ACCOUNT_NEEDS_RELINK",
      message: "ApplicantStack refuses this access token at this subdomain.",
    });
  });

  it("says that nobody has the subdomain, which leads to another host", async () => {
    const failure = await failureOf(account.provider.verify(open({ subdomain: "nobody" })));
    expect(failure.message).toBe("There is no ApplicantStack account at this subdomain.");
  });

  it("does not say so when the answer is only broken", async () => {
    account.tenant.fault({ kind: "html200" });
    const failure = await failureOf(account.provider.verify(open()));
    expect(failure).toMatchObject({ code: "PROVIDER_BAD_RESPONSE" });
    expect(failure.message).toContain("check the subdomain");
  });

  it("refuses a time zone that does not exist", async () => {
    const failure = await failureOf(account.provider.verify(account.session({ timeZone: "Nowhere/Land" })));
    expect(failure.code).toBe("BAD_USER_INPUT");
  });
});
