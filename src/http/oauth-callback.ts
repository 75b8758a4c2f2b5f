import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

import type { ConsentAnswer, ConsentOutcome } from "../accounts/oauth-linking.js";
import type { Provider } from "../datasources/provider.js";
import { donePage, gonePage, refusedReturnPage } from "./connect/last-pages.js";
import { sendPage } from "./connect/page.js";
import { basePathOf, cookiesNamed, queryOf } from "./connect/session.js";
import { frameOf } from "./connect/visit.js";
import type { ConnectTools, Visit } from "./connect/visit.js";

/** As long as a consent is good for. */
const cookieSeconds = 600;

/** Sends the browser to the provider, with a cookie that it must bring back. */
export async function leaveForConsent(
  tools: ConnectTools,
  { link, token, session }: Visit,
  provider: Provider,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const trip = await tools.oauth.begin(link, token, provider.id, session.id);
  return reply
    .header("set-cookie", cookie(tools, trip.state, trip.browserSecret, cookieSeconds))
    .headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .redirect(trip.url, 303);
}

/** Takes the browser back from the provider: links, or leads on to what is still to be done. */
export async function handleReturn(
  tools: ConnectTools,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answer = answerIn(queryOf(request));
  const secrets = answer ? cookiesNamed(request, cookieName(tools, answer.state)) : [];
  const [secret] = secrets;
  // Two cookies of one name were set by two sites, one of which is not us.
  const outcome =
    answer && secret !== undefined && secrets.length === 1 ? await tools.oauth.finish(answer, secret) : null;
  if (answer && outcome) reply.header("set-cookie", cookie(tools, answer.state, "", 0));
  return outcome ? goOn(tools, outcome, reply) : sendPage(reply, refusedReturnPage(), frameOf(tools, null));
}

function goOn(tools: ConnectTools, outcome: ConsentOutcome, reply: FastifyReply): FastifyReply {
  const back = (token: string, query: Record<string, string>) =>
    reply
      .headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
      .redirect(`${basePathOf(tools.publicUrl())}/connect/${token}?${new URLSearchParams(query).toString()}`, 303);
  switch (outcome.kind) {
    case "linked": {
      const { link, linked } = outcome;
      const name = tools.providers.get(linked.provider)?.name ?? "";
      return sendPage(reply, donePage(link, linked, name), frameOf(tools, link));
    }
    case "choose":
      return back(outcome.token, { consent: outcome.consentId });
    case "failed":
      return back(outcome.token, { provider: outcome.provider, problem: outcome.why });
    case "over":
      return sendPage(reply, { ...gonePage(null), status: 410 }, frameOf(tools, null));
  }
}

/** Null when the state is missing, or anything is there twice. */
function answerIn(query: URLSearchParams): ConsentAnswer | null {
  const names = ["state", "code", "error", "iss"];
  if (names.some((name) => query.getAll(name).length > 1)) return null;
  const [state = null, code = null, error = null, issuer = null] = names.map((name) => query.get(name));
  return state === null || state === "" ? null : { state, code: code === "" ? null : code, error, issuer };
}

/** Each state has a cookie of its own, so that two windows do not disturb each other. */
function cookieName({ publicUrl }: ConnectTools, state: string): string {
  const name = `hiregraph_oauth_${createHash("sha256").update(state).digest("hex").slice(0, 12)}`;
  return isSecure(publicUrl()) ? `__Host-${name}` : name;
}

/** With TLS, of the kind that no other host of the domain can set, for which the path must be the root. */
function cookie(tools: ConnectTools, state: string, value: string, maxAge: number): string {
  const url = tools.publicUrl();
  const place = isSecure(url) ? "Path=/; Secure" : `Path=${basePathOf(url)}/oauth/callback`;
  return `${cookieName(tools, state)}=${value}; ${place}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith("https://");
}
