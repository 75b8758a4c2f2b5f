import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { readAssets } from "./connect/assets.js";
import type { Asset } from "./connect/assets.js";
import { failedPage, refusedFormPage, unreadablePage } from "./connect/last-pages.js";
import { sendPage } from "./connect/page.js";
import { queryOf } from "./connect/session.js";
import { placeOf, stepAt } from "./connect/steps.js";
import { submit } from "./connect/submit.js";
import { frameOf, noteRefusal, openVisit } from "./connect/visit.js";
import type { ConnectOptions, ConnectTools } from "./connect/visit.js";
import { handleReturn, leaveForConsent } from "./oauth-callback.js";

export type { ConnectOptions };

type TokenRequest = FastifyRequest<{ Params: { token: string } }>;

/** Of a form: an address, a key and little more. */
const maxFormBytes = 16 * 1024;
const formType = "application/x-www-form-urlencoded";

/** Serves the page on which people link their account, and where providers send them back to. */
export async function registerConnect(app: FastifyInstance, options: ConnectOptions): Promise<void> {
  const tools: ConnectTools = { ...options, assets: await readAssets() };
  // Apart from the other routes, which must not learn to read forms.
  await app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(formType, { parseAs: "string", bodyLimit: maxFormBytes }, (_request, body, parsed) => {
      parsed(null, new URLSearchParams(String(body)));
    });
    scope.setErrorHandler((error: FastifyError, _request, reply) => refuse(tools, error, reply));
    serveAssets(scope, Object.values(tools.assets));
    scope.get("/connect/:token", (request: TokenRequest, reply) => showStep(tools, request, reply));
    scope.post("/connect/:token", { bodyLimit: maxFormBytes }, (request: TokenRequest, reply) =>
      takeForm(tools, request, reply),
    );
    // A HEAD request would use the state up without anybody seeing the answer.
    scope.get("/oauth/callback", { exposeHeadRoute: false }, (request, reply) => handleReturn(tools, request, reply));
    done();
  });
}

function serveAssets(scope: FastifyInstance, assets: readonly Asset[]): void {
  for (const { name, type, content } of assets) {
    scope.get(`/connect/assets/${name}`, (_request, reply) =>
      reply
        .headers({ "cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff" })
        .type(type)
        .send(content),
    );
  }
}

async function showStep(tools: ConnectTools, request: TokenRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = await openVisit(tools, request, reply);
  if (!visit) return reply;
  return visit.send(await stepAt(tools, visit, placeOf(queryOf(request))));
}

async function takeForm(tools: ConnectTools, request: TokenRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = await openVisit(tools, request, reply);
  if (!visit) return reply;
  if (isFromElsewhere(request) || !(request.body instanceof URLSearchParams)) {
    noteRefusal(tools, visit.link, "forged");
    return visit.send(refusedFormPage());
  }
  return submit(tools, visit, request.body, (provider) => leaveForConsent(tools, visit, provider, reply));
}

/** Browsers tell where a request comes from; that they tell nothing proves nothing, so the form's secret counts all the same. */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** Nothing of a request is logged here: its address holds a token. */
function refuse(tools: ConnectTools, error: FastifyError, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) tools.logger.error({ err: error }, "the connect page failed");
  return sendPage(reply, status >= 500 ? failedPage() : unreadablePage(status), frameOf(tools, null));
}
