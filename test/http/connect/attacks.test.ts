import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { startConnectWorld, twoAccounts } from "./connect-world.js";
import type { ConnectWorld, MadeLink } from "./connect-world.js";
import { createVisitor } from "./visitor.js";
import type { Visited, Visitor } from "./visitor.js";

let world: ConnectWorld;
let link: MadeLink;
let visitor: Visitor;
const logged: string[] = [];

const key = { subdomain: "acme-demo", token: "sandbox-sagehr-token" };
const secrets = () => [link.token, "sandbox-sagehr-token", "sandbox-code-"];

beforeAll(async () => {
  const logger = pino({ level: "trace" }, { write: (line: string) => void logged.push(line) });
  world = await startConnectWorld({ sandbox: { tenants: twoAccounts }, logger });
});
afterAll(async () => {
  await world.close();
  // Otherwise the secrets were looked for in nothing.
  expect(logged.join("\n")).toContain("a consent did not lead to a linked account");
});

beforeEach(async () => {
  link = await world.makeLink();
  visitor = createVisitor();
});

/** Nothing may be linked by an attack, and no secret may be written down. */
afterEach(async () => {
  // Asked of the database: the server hears of changes a moment later.
  expect((await world.database.db.query("select id from linked_accounts")).rows).toEqual([]);
  for (const secret of secrets()) expect(logged.join("\n")).not.toContain(secret);
});

const at = (url: string, query: string) => `${url}?${query}`;
const sageForm = () => at(link.url, "provider=sagehr");
const workableStep = () => at(link.url, "provider=workable");
const callback = (query: Record<string, string>) =>
  `${world.url}/oauth/callback?${new URLSearchParams(query).toString()}`;
const paramsOf = (address: string) => Object.fromEntries(new URL(address).searchParams);

/** As node sends it: fetch would tidy the path. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body = ""): Promise<number> {
  const { hostname, port } = new URL(world.url);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

type Attack = readonly [name: string, run: () => Promise<Pick<Visited, "status"> | number>, status: number];

const oauthAttacks: Attack[] = [
  [
    "a callback without a state",
    async () => visitor.get(callback({ code: paramsOf(await visitor.consent(workableStep()))["code"] ?? "" })),
    400,
  ],
  ["a state of nobody", () => visitor.get(callback({ code: "c", state: randomBytes(32).toString("base64url") })), 400],
  ["a state that is no state", () => visitor.get(callback({ code: "c", state: "' or 1=1 --" })), 400],
  [
    "a state twice in one address",
    async () => visitor.get(`${await visitor.consent(workableStep(), { decision: "deny" })}&state=x`),
    400,
  ],
  [
    "a state that was used",
    async () => {
      const address = await visitor.consent(workableStep(), { decision: "deny" });
      await visitor.get(address);
      return visitor.get(address);
    },
    400,
  ],
  [
    "a state with the cookie set again after its use",
    async () => {
      const address = await visitor.consent(workableStep(), { decision: "deny" });
      const cookies = new Map(visitor.cookies);
      await visitor.get(address);
      for (const [name, cookie] of cookies) visitor.cookies.set(name, cookie);
      return visitor.get(address);
    },
    400,
  ],
  [
    "a state that is older than ten minutes",
    async () => {
      const address = await visitor.consent(workableStep());
      await world.database.db.query("update link_consents set expires_at = clock_timestamp() - interval '1 second'");
      return visitor.get(address);
    },
    400,
  ],
  ["a state from another browser", async () => createVisitor().get(await visitor.consent(workableStep())), 400],
  [
    "a state in a browser that has the cookie of another state",
    async () => {
      const other = createVisitor();
      await other.consent(workableStep());
      return other.get(await visitor.consent(workableStep()));
    },
    400,
  ],
  [
    "a state whose cookie holds another state's secret",
    async () => {
      const other = createVisitor();
      await other.consent(workableStep());
      const [stolen] = [...other.cookies].filter(([name]) => name.startsWith("hiregraph_oauth"));
      const address = await visitor.consent(workableStep());
      for (const [name, cookie] of visitor.cookies)
        if (name.startsWith("hiregraph_oauth"))
          visitor.cookies.set(name, { ...cookie, value: stolen?.[1].value ?? "" });
      return visitor.get(address);
    },
    400,
  ],
  [
    "a state whose link was used meanwhile",
    async () => {
      const address = await visitor.consent(workableStep());
      await world.database.db.query("update link_tokens set used_at = clock_timestamp()");
      return visitor.get(address);
    },
    410,
  ],
  [
    "another one's code under the own state",
    async () => {
      const other = createVisitor();
      const { code = "" } = paramsOf(await other.consent(workableStep()));
      const { state = "" } = paramsOf(await visitor.consent(workableStep()));
      return visitor.get(callback({ code, state }));
    },
    303,
  ],
  [
    "a code that was exchanged already",
    async () => {
      const spent = paramsOf(await visitor.consent(workableStep(), { user: "all" }));
      await visitor.get(callback(spent));
      const { state = "" } = paramsOf(await visitor.consent(workableStep()));
      return visitor.get(callback({ code: spent["code"] ?? "", state }));
    },
    303,
  ],
  [
    "a state without a code",
    async () => visitor.get(callback({ state: paramsOf(await visitor.consent(workableStep()))["state"] ?? "" })),
    303,
  ],
  [
    "an issuer that was not asked",
    async () => visitor.get(`${await visitor.consent(workableStep())}&iss=https%3A%2F%2Fevil.example`),
    303,
  ],
  [
    "a consent of another link, chosen from",
    async () => {
      const chosen = (await visitor.get(await visitor.consent(workableStep(), { user: "all" }))).location ?? "";
      const consent = new URL(chosen).searchParams.get("consent") ?? "";
      const other = await world.makeLink({ provider: "workable" });
      const { hidden } = await visitor.get(other.url);
      return visitor.post(other.url, { ...hidden, _action: "choose", _consent: consent, subdomain: "acme-demo" });
    },
    403,
  ],
  [
    "a consent chosen from in another session",
    async () => {
      const chosen = (await visitor.get(await visitor.consent(workableStep(), { user: "all" }))).location ?? "";
      const consent = new URL(chosen).searchParams.get("consent") ?? "";
      const other = createVisitor();
      const { hidden } = await other.get(workableStep());
      return other.post(link.url, { ...hidden, _action: "choose", _consent: consent, subdomain: "acme-demo" });
    },
    403,
  ],
  [
    "an account that the consent does not reach",
    async () => {
      const chosen = (await visitor.get(await visitor.consent(workableStep(), { user: "all" }))).location ?? "";
      return visitor.submit(chosen, { subdomain: "initech" });
    },
    422,
  ],
];

const formAttacks: Attack[] = [
  [
    "a form without a cookie",
    async () => createVisitor().post(sageForm(), { ...(await visitor.get(sageForm())).hidden, ...key }),
    403,
  ],
  [
    "a form without its secret",
    async () => (
      await visitor.get(sageForm()),
      visitor.post(sageForm(), { _provider: "sagehr", _action: "key", ...key })
    ),
    403,
  ],
  [
    "a form with the secret of another link",
    async () => {
      const other = await world.makeLink();
      const { hidden } = await visitor.get(at(other.url, "provider=sagehr"));
      return visitor.post(sageForm(), { ...hidden, ...key });
    },
    403,
  ],
  [
    "a form with the secret of another session",
    async () => {
      const { hidden } = await createVisitor().get(sageForm());
      await visitor.get(sageForm());
      return visitor.post(sageForm(), { ...hidden, ...key });
    },
    403,
  ],
  [
    "a form from another site",
    async () =>
      visitor.post(
        sageForm(),
        { ...(await visitor.get(sageForm())).hidden, ...key },
        { "sec-fetch-site": "cross-site" },
      ),
    403,
  ],
  [
    "a cookie that somebody else made up",
    async () => {
      visitor.cookies.set("hiregraph_connect", {
        value: `${"A".repeat(43)}.${"B".repeat(43)}`,
        path: "/connect",
        attributes: "",
      });
      const { hidden } = await visitor.get(sageForm());
      visitor.cookies.set("hiregraph_connect", {
        value: `${"A".repeat(43)}.${"B".repeat(43)}`,
        path: "/connect",
        attributes: "",
      });
      return visitor.post(sageForm(), { ...hidden, ...key });
    },
    403,
  ],
  [
    "a secret sent twice",
    async () => {
      const { hidden } = await visitor.get(sageForm());
      return visitor.post(sageForm(), [...Object.entries({ ...hidden, ...key }), ["_secret", hidden["_secret"] ?? ""]]);
    },
    403,
  ],
  [
    "another provider than the link is for",
    async () => {
      link = await world.makeLink({ provider: "workable" });
      const { hidden } = await visitor.get(link.url);
      return visitor.post(link.url, { ...hidden, ...key, _provider: "sagehr", _action: "key" });
    },
    400,
  ],
  [
    "a provider that there is not",
    async () => visitor.post(link.url, { ...(await visitor.get(sageForm())).hidden, ...key, _provider: "__proto__" }),
    400,
  ],
  ["an action that there is not", () => visitor.submit(sageForm(), { ...key, _action: "delete" }), 403],
  ["consent at a provider that has none", () => visitor.submit(sageForm(), { _action: "consent" }), 403],
  [
    "a key with a line break in it",
    () => visitor.submit(sageForm(), { ...key, token: "sandbox-sagehr-token\r\nX-Evil: 1" }),
    422,
  ],
  [
    "a subdomain that is another host",
    () => visitor.submit(sageForm(), { ...key, subdomain: "evil.example/acme-demo" }),
    422,
  ],
  ["a subdomain that climbs", () => visitor.submit(sageForm(), { ...key, subdomain: "../acme-demo" }), 422],
  [
    "a subdomain with a user name",
    () => visitor.submit(sageForm(), { ...key, subdomain: "acme-demo@evil.example" }),
    422,
  ],
  ["a body that is too large", () => visitor.submit(sageForm(), { ...key, token: "x".repeat(20_000) }), 413],
  [
    "a body of another kind",
    async () => {
      const { hidden } = await visitor.get(sageForm());
      const headers = { "content-type": "application/json" };
      return visitor.post(sageForm(), { ...hidden, ...key }, headers);
    },
    415,
  ],
  [
    "the form's fields in the address",
    () => visitor.get(at(link.url, `provider=sagehr&${new URLSearchParams(key).toString()}&_action=key`)),
    200,
  ],
  ["a HEAD request on a link", () => raw("HEAD", `/connect/${link.token}`), 200],
  [
    "a HEAD request on a callback",
    async () => raw("HEAD", new URL(await visitor.consent(workableStep())).pathname),
    404,
  ],
  [
    "a form sent to a callback",
    () => raw("POST", "/oauth/callback", { "content-type": "application/x-www-form-urlencoded" }, "state=a&code=b"),
    404,
  ],
  ["a DELETE request on a link", () => raw("DELETE", `/connect/${link.token}`), 404],
  ["a path that climbs out of the assets", () => raw("GET", "/connect/assets/../../package.json"), 404],
  ["a path that climbs with escapes", () => raw("GET", "/connect/..%2f..%2fpackage.json"), 404],
  ["a token with something behind it", () => raw("GET", `/connect/${link.token}%00`), 404],
  ["a token in another case", () => raw("GET", `/connect/${link.token.toUpperCase()}`), 404],
  ["a link that nobody made", () => raw("GET", `/connect/hg_link_${"A".repeat(43)}`), 404],
];

describe("attacks on linking by consent are refused, and nothing is linked", () => {
  it.each(oauthAttacks)("%s", async (_, run, status) => {
    const answer = await run();
    expect(typeof answer === "number" ? answer : answer.status).toBe(status);
  });
});

describe("attacks on the form are refused, and nothing is linked", () => {
  it.each(formAttacks)("%s", async (_, run, status) => {
    const answer = await run();
    expect(typeof answer === "number" ? answer : answer.status).toBe(status);
  });
});

describe("what an attacker could watch", () => {
  it("PKCE is asked for with SHA-256, and a code without its verifier is worth nothing", async () => {
    const { location } = await visitor.submit(workableStep(), {});
    const asked = new URL(location ?? "");
    expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
    expect(asked.searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(asked.searchParams.get("redirect_uri")).toBe(`${world.url}/oauth/callback`);
    const code = paramsOf(await visitor.consent(workableStep()))["code"] ?? "";
    const stolen = await fetch(`${world.sandbox.urls.workableWww}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        ...{ code, redirect_uri: `${world.url}/oauth/callback` },
        ...{ client_id: "sandbox-client", client_secret: "sandbox-client-secret" },
      }),
    });
    expect(stolen.status).toBe(400);
  });

  it("the token stands in no markup, and no page tells anybody from where it was left", async () => {
    for (const address of [link.url, sageForm(), workableStep(), at(workableStep(), "with=key")]) {
      const { text, headers } = await visitor.get(address);
      expect(text).not.toContain(link.token);
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  it("a wrong key is not written back into the page", async () => {
    const { text } = await visitor.submit(sageForm(), { ...key, token: "mistyped-key" });
    expect(text).toContain("The key was not accepted.");
    expect(text).not.toContain("mistyped-key");
    expect(text).toContain('value="acme-demo"');
  });

  it("cookies are for this page alone and no script can read them", async () => {
    await visitor.submit(workableStep(), {});
    const told = [...visitor.cookies].map(([name, { path, attributes }]) => [
      name.replace(/_[\da-f]{12}$/, ""),
      path,
      attributes,
    ]);
    expect(told).toEqual([
      ["hiregraph_connect", "/connect", "Path=/connect; HttpOnly; SameSite=Lax"],
      ["hiregraph_oauth", "/oauth/callback", "Path=/oauth/callback; Max-Age=600; HttpOnly; SameSite=Lax"],
    ]);
  });

  it("only the link's own origin may frame the page", async () => {
    const policyOf = async (url: string) => (await visitor.get(url)).headers;
    const alone = await policyOf(link.url);
    expect(alone.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(alone.get("x-frame-options")).toBe("DENY");
    const framed = await policyOf((await world.makeLink({ allowedOrigin: "https://vendor.example" })).url);
    expect(framed.get("content-security-policy")).toMatch(/frame-ancestors https:\/\/vendor\.example$/);
    expect(framed.get("x-frame-options")).toBeNull();
  });

  it("forms lead to this server and to the provider that was chosen, and scripts come from here alone", async () => {
    const { headers } = await visitor.get(workableStep());
    expect(headers.get("content-security-policy")).toBe(
      [
        ...["default-src 'none'", "script-src 'self'", "style-src 'self'"],
        `form-action 'self' ${new URL(world.sandbox.urls.workableWww).origin}`,
        ...["base-uri 'none'", "frame-ancestors 'none'"],
      ].join("; "),
    );
  });

  it.each([
    [
      "what is typed as an address",
      async () => visitor.submit(sageForm(), { ...key, subdomain: '"><script>alert(1)</script>' }),
    ],
    [
      "a query",
      () =>
        visitor.get(
          at(link.url, "provider=%3Cscript%3Ealert(1)%3C/script%3E&problem=%3Cscript%3Ealert(1)%3C/script%3E"),
        ),
    ],
    [
      "an error's description",
      async () => {
        const { state = "" } = paramsOf(await visitor.consent(workableStep()));
        const query = { state, error: "server_error", error_description: "<script>alert(1)</script>" };
        return visitor.get((await visitor.get(callback(query))).location ?? "");
      },
    ],
    [
      "the customer's name",
      async () => {
        link = await world.makeLink({
          externalId: "<script>alert(1)</script>",
          redirectUrl: "https://vendor.example/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        });
        return visitor.get(sageForm());
      },
    ],
  ])("markup in %s stays text", async (_, run) => {
    expect((await run()).text).not.toContain("<script>alert");
  });

  it("keys cannot be guessed with the help of one link", async () => {
    await world.database.db.query("update link_tokens set failures = 29");
    expect((await visitor.submit(sageForm(), { ...key, token: "guess-30" })).status).toBe(422);
    expect((await visitor.get(sageForm())).status).toBe(410);
    expect((await visitor.post(sageForm(), key)).status).toBe(410);
  });

  it("what was refused is recorded, without anything that was sent", async () => {
    await visitor.submit(sageForm(), { ...key, token: "mistyped-key" });
    await createVisitor().post(sageForm(), key);
    const { data } = await world.ask(
      `{ auditEvents(first: 2, filter: { action: { eq: "link_token.refused" } }) { nodes { actorKind detail } } }`,
    );
    expect(data.auditEvents.nodes).toEqual([
      { actorKind: "link", detail: { reason: "forged" } },
      { actorKind: "link", detail: { reason: "credentials" } },
    ]);
  });
});

describe("what a client may not ask of links", () => {
  it.each([
    ["javascript:alert(1)", "redirectUrl must begin with https://."],
    ["data:text/html,x", "redirectUrl must begin with https://."],
    ["//evil.example", "redirectUrl must be a whole web address, such as https://app.example.com/settings."],
    ["/settings", "redirectUrl must be a whole web address, such as https://app.example.com/settings."],
    ["https:/\\evil.example", "redirectUrl must be a whole web address, such as https://app.example.com/settings."],
    ["https://vendor.example@evil.example/", "redirectUrl must not hold a user name or password."],
    ["http://vendor.example/", "redirectUrl must begin with https://; http:// is for addresses of this same machine."],
    [
      "http://127.0.0.1.evil.example/",
      "redirectUrl must begin with https://; http:// is for addresses of this same machine.",
    ],
    [
      "https://vendor.example/\r\nSet-Cookie: a=b",
      "redirectUrl must be a whole web address, such as https://app.example.com/settings.",
    ],
    [" https://vendor.example/", "redirectUrl must be a whole web address, such as https://app.example.com/settings."],
  ])("a redirect to %j", async (redirectUrl, message) => {
    const query = `mutation ($input: CreateLinkTokenInput!) { createLinkToken(input: $input) { token userErrors { code field message } } }`;
    const { data } = await world.ask(query, { input: { externalId: "c", redirectUrl } });
    expect(data.createLinkToken).toEqual({
      token: null,
      userErrors: [{ code: "BAD_USER_INPUT", field: ["redirectUrl"], message }],
    });
  });
});
