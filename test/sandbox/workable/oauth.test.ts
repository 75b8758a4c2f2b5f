import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { found, listOf, readAnswer } from "../json.js";
import { startOAuth, tokensOf, type Changes, type OAuthSandbox } from "./oauth-sandbox.js";

let world: OAuthSandbox;

beforeAll(async () => {
  world = await startOAuth();
});
afterAll(() => world.sandbox.stop());
afterEach(() => {
  vi.useRealTimers();
  const www = world.sandbox.workableWww;
  www.clearFaults();
  www.clearCalls();
  for (const { settings } of [www, acme(), world.sandbox.workable("beta-demo")]) {
    for (const name of ["accessTokenLifetimeSeconds", "refreshGraceMs", "refreshEndsAccessToken", "scopes"]) {
      Reflect.deleteProperty(settings, name);
    }
    delete settings["oauthReachable"];
  }
  for (const { id } of oauth().grants()) oauth().revokeGrant(id);
});

const acme = () => world.sandbox.workable("acme-demo");
const oauth = () => world.sandbox.workableWww.data;
const jobs = "/acme-demo/spi/v3/jobs";
const accounts = "/www/spi/v3/accounts";
const statusOf = async (path: string, bearer: string) => (await world.call(path, bearer)).status;
const invalidGrant = { status: 400, body: { error: "invalid_grant", error_description: expect.any(String) as string } };

async function subdomainsOf(bearer: string): Promise<unknown[]> {
  const { body } = await readAnswer(await world.call(accounts, bearer));
  return listOf(body, "accounts").map(({ subdomain }) => subdomain);
}

/** Lets time pass for the sandbox, and for it alone. */
function pass(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

describe("the exchange of a code in Workable's sandbox", () => {
  it("answers with a pair of tokens that are clearly fake", async () => {
    const before = Math.floor(Date.now() / 1000);
    const { status, body } = await world.exchange(await world.code());
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^sandbox-at-[\w-]{32}$/u) as string,
        token_type: "bearer",
        expires_in: 7200,
        refresh_token: expect.stringMatching(/^sandbox-rt-[\w-]{32}$/u) as string,
        scope: "r_jobs r_candidates",
        created_at: expect.any(Number) as number,
      },
    ]);
    expect(Number(body["created_at"]) - before).toBeLessThan(3);
    expect(Number(body["created_at"])).toBeGreaterThanOrEqual(before);
  });

  it("refuses malformed requests and wrong clients, and leaves the code good", async () => {
    const code = await world.code();
    const wrong: [Changes, number, string][] = [
      [{ grant_type: null }, 400, "invalid_request"],
      [{ grant_type: "password" }, 400, "unsupported_grant_type"],
      [{ client_id: "other" }, 401, "invalid_client"],
      [{ client_id: null }, 401, "invalid_client"],
      [{ client_secret: "wrong" }, 401, "invalid_client"],
      [{ client_secret: null }, 401, "invalid_client"],
      [{ code: null }, 400, "invalid_request"],
      [{ code: "sandbox-code-unknown" }, 400, "invalid_grant"],
      [{ redirect_uri: null }, 400, "invalid_request"],
      [{ redirect_uri: "http://localhost:4000/oauth/callback" }, 400, "invalid_grant"],
      [{ code_verifier: "never announced" }, 400, "invalid_grant"],
    ];
    for (const [changes, status, error] of wrong) {
      const answer = await world.exchange(code, changes);
      expect([changes, answer.status, answer.body["error"]]).toEqual([changes, status, error]);
      expect(answer.body["error_description"]).toMatch(/\.$/u);
    }
    const json = await world.call("/www/oauth/token", "", { method: "POST", body: '{"grant_type":"refresh_token"}' });
    expect([json.status, (await readAnswer(json)).body["error"]]).toEqual([400, "invalid_request"]);
    expect((await world.exchange(code)).status).toBe(200);
  });

  it("takes a code for ten minutes", async () => {
    const [early, late] = [await world.code(), await world.code()];
    pass(595_000);
    expect((await world.exchange(early)).status).toBe(200);
    pass(5_000);
    expect(await world.exchange(late)).toMatchObject(invalidGrant);
  });

  it("wants the verifier of the challenge", async () => {
    const verifier = "a-verifier-of-the-sandbox-tests-that-is-long-enough";
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const code = await world.code({ code_challenge: challenge, code_challenge_method: "S256" });
    for (const wrong of [null, "", "another", challenge]) {
      expect(await world.exchange(code, { code_verifier: wrong })).toMatchObject(invalidGrant);
    }
    expect((await world.exchange(code, { code_verifier: verifier })).status).toBe(200);
  });

  it("takes back what a code gave when it comes again", async () => {
    const [code, other] = [await world.code(), await world.tokens()];
    const given = tokensOf(await world.exchange(code));
    const next = tokensOf(await world.refresh(given.refresh));
    expect(await statusOf(jobs, next.access)).toBe(200);
    expect(await world.exchange(code)).toMatchObject(invalidGrant);
    expect([await statusOf(jobs, given.access), await statusOf(jobs, next.access)]).toEqual([401, 401]);
    expect(await world.refresh(next.refresh)).toMatchObject(invalidGrant);
    expect(await statusOf(jobs, other.access)).toBe(200);
  });
});

describe("a refresh in Workable's sandbox", () => {
  it("gives a new pair, and the old access token lives out its time", async () => {
    const first = await world.tokens({ scope: "r_jobs r_employees" });
    const answer = await world.refresh(first.refresh);
    const second = tokensOf(answer);
    expect(answer.body).toMatchObject({ token_type: "bearer", expires_in: 7200, scope: "r_jobs r_employees" });
    expect(new Set([first.access, first.refresh, second.access, second.refresh]).size).toBe(4);
    expect([await statusOf(jobs, first.access), await statusOf(jobs, second.access)]).toEqual([200, 200]);
    expect((await world.refresh(second.refresh)).status).toBe(200);
  });

  it("can end the old access token at once", async () => {
    world.sandbox.workableWww.settings["refreshEndsAccessToken"] = true;
    const first = await world.tokens();
    const second = tokensOf(await world.refresh(first.refresh));
    expect([await statusOf(jobs, first.access), await statusOf(jobs, second.access)]).toEqual([401, 200]);
  });

  it("works after the access token has expired", async () => {
    const first = await world.tokens();
    pass(7_200_000);
    expect(await statusOf(jobs, first.access)).toBe(401);
    expect(await statusOf(jobs, tokensOf(await world.refresh(first.refresh)).access)).toBe(200);
  });

  it("refuses what is no refresh token, and wrong clients, without harm", async () => {
    const { access, refresh } = await world.tokens();
    for (const wrong of ["sandbox-rt-unknown", access]) {
      expect(await world.refresh(wrong)).toMatchObject(invalidGrant);
    }
    expect((await world.refresh("")).body["error"]).toBe("invalid_request");
    const stolen = { grant_type: "refresh_token", client_id: "sandbox-client", refresh_token: refresh };
    expect(await world.token(stolen)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect((await world.refresh(refresh)).status).toBe(200);
  });

  it("ends the whole family when a spent token is used, also the newest pair, and no other family", async () => {
    const [first, other] = [await world.tokens(), await world.tokens()];
    const second = tokensOf(await world.refresh(first.refresh));
    const third = tokensOf(await world.refresh(second.refresh));
    expect(oauth().grants()).toHaveLength(2);
    expect(await world.refresh(first.refresh)).toMatchObject(invalidGrant);
    for (const { access } of [first, second, third]) expect(await statusOf(jobs, access)).toBe(401);
    expect(await world.refresh(third.refresh)).toMatchObject(invalidGrant);
    expect([await statusOf(jobs, other.access), (await world.refresh(other.refresh)).status]).toEqual([200, 200]);
    expect(oauth().grants()).toHaveLength(1);
  });

  it("costs a client that refreshes in each of fifty calls its grant", async () => {
    const { refresh } = await world.tokens();
    const before = oauth().refreshCount();
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.refresh(refresh)));
    const given = answers.filter(({ status }) => status === 200);
    expect([given.length, oauth().refreshCount() - before, oauth().grants()]).toEqual([1, 1, []]);
    for (const answer of given) expect(await statusOf(jobs, tokensOf(answer).access)).toBe(401);
  });

  it("forgives the second use within the grace that it is given, counted from the first", async () => {
    world.sandbox.workableWww.settings["refreshGraceMs"] = 60_000;
    const first = await world.tokens();
    const second = tokensOf(await world.refresh(first.refresh));
    pass(50_000);
    const again = tokensOf(await world.refresh(first.refresh));
    expect([await statusOf(jobs, second.access), await statusOf(jobs, again.access)]).toEqual([200, 200]);
    pass(15_000);
    expect(await world.refresh(first.refresh)).toMatchObject(invalidGrant);
    expect([await statusOf(jobs, again.access), oauth().grants()]).toEqual([401, []]);
  });

  it("can be lost before it takes effect, so that it may be tried again, and after it, so that it may not", async () => {
    const www = world.sandbox.workableWww;
    const { refresh } = await world.tokens();
    const before = oauth().refreshCount();
    www.fault({ kind: "drop", path: /^\/oauth\/token/u, times: 1 });
    await expect(world.refresh(refresh)).rejects.toThrow("fetch failed");
    expect(oauth().refreshCount()).toBe(before);
    const second = tokensOf(await world.refresh(refresh));
    www.fault({ kind: "drop", path: /^\/oauth\/token/u, times: 1, after: true });
    await expect(world.refresh(second.refresh)).rejects.toThrow("fetch failed");
    expect([oauth().refreshCount() - before, oauth().grants().length]).toEqual([2, 1]);
    expect(await world.refresh(second.refresh)).toMatchObject(invalidGrant);
    expect(oauth().grants()).toEqual([]);
  });
});

describe("a revocation in Workable's sandbox", () => {
  const revoke = (bearer: string, form: Record<string, string>) =>
    world.call("/www/oauth/revoke", bearer, { method: "POST", body: new URLSearchParams(form) });

  it("ends the grant by either token, under either name, also by a spent one", async () => {
    for (const name of ["refresh_token", "token"]) {
      for (const kind of ["access", "refresh"] as const) {
        const first = await world.tokens();
        const second = tokensOf(await world.refresh(first.refresh));
        const answer = await readAnswer(await revoke(second.access, { [name]: first[kind] }));
        expect([name, kind, answer.status, answer.body]).toEqual([name, kind, 200, {}]);
        expect([await statusOf(jobs, first.access), await statusOf(jobs, second.access)]).toEqual([401, 401]);
        expect(await world.refresh(second.refresh)).toMatchObject(invalidGrant);
      }
    }
  });

  it("wants a good access token, and a token of the same grant", async () => {
    const [own, other] = [await world.tokens(), await world.tokens()];
    for (const bearer of ["wrong", own.refresh, "acme-demo-token"]) {
      const answer = await readAnswer(await revoke(bearer, { token: own.refresh }));
      expect([bearer, answer.status, answer.body]).toEqual([bearer, 401, { error: "Not authorized" }]);
    }
    const foreign = await readAnswer(await revoke(own.access, { token: other.refresh }));
    expect([foreign.status, foreign.body["error"]]).toEqual([403, "unauthorized_client"]);
    const nothing = await readAnswer(await revoke(own.access, {}));
    expect([nothing.status, nothing.body["error"]]).toEqual([400, "invalid_request"]);
    expect((await revoke(own.access, { token: "sandbox-rt-unknown" })).status).toBe(200);
    expect(oauth().grants()).toHaveLength(2);
  });
});

describe("an access token in Workable's sandbox", () => {
  it("tells on the www host which accounts its user reaches: all by default, or the chosen one", async () => {
    const everywhere = await world.tokens();
    const { body } = await readAnswer(await world.call(accounts, everywhere.access));
    expect(listOf(body, "accounts")).toMatchObject([
      { subdomain: "acme-demo", name: "Acme Demo" },
      { subdomain: "beta-demo", name: "Beta Demo" },
    ]);
    expect(new Set(listOf(body, "accounts").map(({ id }) => id)).size).toBe(2);
    const beta = await world.tokens({ user: "beta-demo/2b44e2" });
    expect(await subdomainsOf(beta.access)).toEqual(["beta-demo"]);
    expect([await statusOf(jobs, beta.access), await statusOf("/beta-demo/spi/v3/jobs", beta.access)]).toEqual([
      401, 200,
    ]);
    expect(oauth().grants()).toMatchObject([{ userId: "all" }, { userId: "beta-demo/2b44e2" }]);
  });

  it("loses an account that is taken out of reach, or whose member is deactivated", async () => {
    const everywhere = await world.tokens();
    const ola = await world.tokens({ user: "acme-demo/2b44e2" });
    acme().settings["oauthReachable"] = false;
    expect([await subdomainsOf(everywhere.access), await subdomainsOf(ola.access)]).toEqual([["beta-demo"], []]);
    expect([await statusOf(jobs, everywhere.access), await statusOf(jobs, ola.access)]).toEqual([401, 401]);
    delete acme().settings["oauthReachable"];
    expect(await statusOf(jobs, ola.access)).toBe(200);
    const { members } = acme().data;
    const kept = [...members];
    members.splice(1, 1, { ...found(kept[1]), active: false });
    expect([await statusOf(jobs, ola.access), await statusOf(jobs, everywhere.access)]).toEqual([401, 200]);
    members.splice(0, members.length, ...kept);
  });

  it("opens what its scopes open, narrowed by the account's own", async () => {
    const { access } = await world.tokens({ scope: "r_jobs r_employees" });
    const employees = "/acme-demo/spi/v3/employees?limit=10";
    const candidates = await readAnswer(await world.call("/acme-demo/spi/v3/candidates", access));
    expect([candidates.status, candidates.body]).toEqual([403, { error: "Forbidden" }]);
    expect([await statusOf(jobs, access), await statusOf(employees, access)]).toEqual([200, 200]);
    acme().settings["scopes"] = ["r_employees", "r_candidates"];
    expect([await statusOf(jobs, access), await statusOf(employees, access)]).toEqual([403, 200]);
    const withoutJobs = await world.tokens({ scope: "r_employees" });
    expect(await statusOf(accounts, withoutJobs.access)).toBe(403);
  });

  it("stands for its member on people's calls, which need no member_id", async () => {
    const { access } = await world.tokens({ scope: "r_employees w_timeoff", user: "acme-demo/2b44e2" });
    const [employee] = acme().data.employees;
    expect(await statusOf(`/acme-demo/spi/v3/employees/${employee?.id}`, access)).toBe(200);
    const [category] = acme().data.timeoffCategories;
    const [from, to] = ["2031-03-04T00:00:00.000", "2031-03-05T00:00:00.000"];
    const created = await world.call("/acme-demo/spi/v3/timeoff/requests", access, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ employee_id: employee?.id, category_id: category?.id, from_date: from, to_date: to }),
    });
    expect((await readAnswer(created)).body).toMatchObject({ state: "pending", updated_by: "Ola Berg" });
  });

  it("has the partner's limit, apart from the account's own token", async () => {
    const { access } = await world.tokens();
    acme().rateLimit = { limit: 10, windowMs: 1e12, partnerLimit: 50 };
    const answers = [];
    for (let turn = 0; turn < 51; turn += 1) answers.push(await world.call(jobs, access));
    const own = await world.call(jobs, "acme-demo-token");
    acme().rateLimit = null;
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 50 }, () => 200), 429]);
    expect(answers[0]?.headers.get("x-rate-limit-limit")).toBe("50");
    expect([own.status, own.headers.get("x-rate-limit-limit")]).toEqual([200, "10"]);
    const discovery = await world.call(accounts, access);
    expect(discovery.headers.get("x-rate-limit-limit")).toBe("50");
  });

  it("is refused once it has expired, and what never was one is", async () => {
    const { access } = await world.tokens();
    pass(7_199_000);
    expect(await statusOf(jobs, access)).toBe(200);
    pass(1_000);
    for (const [path, bearer] of [
      [jobs, access],
      [accounts, access],
      [jobs, "sandbox-at-unknown"],
      [accounts, "sandbox-at-unknown"],
      [accounts, ""],
    ] as const) {
      const answer = await readAnswer(await world.call(path, bearer));
      expect([path, answer.status, answer.body]).toEqual([path, 401, { error: "Not authorized" }]);
    }
  });

  it("opens nothing else on the www host", async () => {
    const { access } = await world.tokens();
    const post = await world.call(accounts, access, { method: "POST" });
    const paths = ["/www/spi/v3/jobs", "/www/oauth/token", "/www/oauth/other"];
    expect([post.status, ...(await Promise.all(paths.map((path) => statusOf(path, access))))]).toEqual([
      404, 404, 404, 404,
    ]);
  });
});

describe("the OAuth server's settings and controls", () => {
  const lifetime = async () => (await world.exchange(await world.code())).body["expires_in"];

  it("set how long access tokens last: at the start, on the shared host, or by account", async () => {
    world.sandbox.workableWww.settings["accessTokenLifetimeSeconds"] = 90;
    expect(await lifetime()).toBe(90);
    await world.control("www", "settings", "PUT", { accessTokenLifetimeSeconds: 80 });
    expect(await lifetime()).toBe(80);
    await world.control("acme-demo", "settings", "PUT", { accessTokenLifetimeSeconds: 300 });
    await world.control("beta-demo", "settings", "PUT", { accessTokenLifetimeSeconds: 200 });
    expect(await lifetime()).toBe(200);
    const { access } = await world.tokens({ user: "acme-demo/2b44e1" });
    pass(299_000);
    expect(await statusOf(jobs, access)).toBe(200);
    pass(1_000);
    expect(await statusOf(jobs, access)).toBe(401);
    const short = await startOAuth({ accessTokenLifetimeSeconds: 5 });
    const answer = await short.exchange(await short.code());
    await short.sandbox.stop();
    expect(answer.body["expires_in"]).toBe(5);
  });

  it("count refreshes and grants, and end a grant", async () => {
    const before = oauth().refreshCount();
    const [first, second] = [await world.tokens({ scope: "r_jobs" }), await world.tokens()];
    await world.refresh(first.refresh);
    const [grant] = oauth().grants();
    expect([oauth().refreshCount() - before, oauth().grants().length, grant?.scopes]).toEqual([1, 2, ["r_jobs"]]);
    oauth().revokeGrant(grant?.id ?? "");
    expect([await statusOf(jobs, first.access), await statusOf(jobs, second.access)]).toEqual([401, 200]);
    expect(oauth().grants()).toHaveLength(1);
    expect(() => {
      oauth().revokeGrant(grant?.id ?? "");
    }).toThrow(`no grant ${grant?.id}`);
  });

  it("count no grant before its code is exchanged", async () => {
    await world.code();
    expect(oauth().grants()).toEqual([]);
  });

  it("let the access tokens run out at once, and no refresh token", async () => {
    const { access, refresh } = await world.tokens();
    oauth().expireAccessTokens();
    expect([await statusOf(jobs, access), (await world.refresh(refresh)).status]).toEqual([401, 200]);
  });

  it("record and disturb the shared host's calls over HTTP too, apart from the accounts'", async () => {
    acme().clearCalls();
    await world.control("www", "faults", "POST", { kind: "status", status: 503, path: "oauth/token", times: 1 });
    const code = await world.code();
    expect([(await world.exchange(code)).status, (await world.exchange(code)).status]).toEqual([503, 200]);
    const calls = await readAnswer(await world.control("www", "calls", "GET"));
    expect(listOf(calls.body, "calls")).toMatchObject([
      { tenant: "www", method: "POST", path: "/oauth/authorize", status: 302 },
      { path: "/oauth/token", status: 503 },
      { path: "/oauth/token", status: 200 },
    ]);
    await world.call(accounts, "acme-demo-token");
    expect(acme().calls()).toMatchObject([{ tenant: "acme-demo", path: "/spi/v3/accounts", status: 200 }]);
    expect(world.sandbox.workableWww.calls()).toHaveLength(3);
  });
});
