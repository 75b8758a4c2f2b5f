import type { FastifyReply } from "fastify";

import { failureInWords, refusalOf } from "../../accounts/link-refusal.js";
import { ownFields, readLinkFields } from "../../accounts/link-fields.js";
import type { LinkProblem } from "../../accounts/link-fields.js";
import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import { noteLinkFailure } from "../../accounts/link-tokens.js";
import type { Provider } from "../../datasources/provider.js";
import { choiceStep } from "./consent-step.js";
import { keyStep } from "./key-step.js";
import { donePage, gonePage, refusedFormPage, wrongProviderPage } from "./last-pages.js";
import type { Page } from "./page.js";
import { formNames } from "./parts.js";
import { providerFor } from "./steps.js";
import { noteRefusal } from "./visit.js";
import type { ConnectTools, Visit } from "./visit.js";

/** Takes a form that was sent from one of the pages. */
export async function submit(
  tools: ConnectTools,
  visit: Visit,
  form: URLSearchParams,
  begin: (provider: Provider) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { link, session } = visit;
  if (visit.isNew || !session.isFormSecret(one(form, formNames.secret), link.id)) {
    noteRefusal(tools, link, "forged");
    return visit.send(refusedFormPage());
  }
  const provider = providerFor(tools, visit, one(form, formNames.provider));
  if (!provider) {
    noteRefusal(tools, link, "provider");
    return visit.send(wrongProviderPage(tools.providers.get(one(form, formNames.provider) ?? "") ?? null));
  }
  switch (one(form, formNames.action)) {
    case "consent":
      return tools.oauth.isOffered(provider.id) ? begin(provider) : visit.send(refusedFormPage());
    case "choose":
      return visit.send(await chosen(tools, visit, provider, form));
    case "key":
      return visit.send(await linkedByKey(tools, visit, provider, form));
    default:
      return visit.send(refusedFormPage());
  }
}

async function linkedByKey(
  tools: ConnectTools,
  visit: Visit,
  provider: Provider,
  form: URLSearchParams,
): Promise<Page> {
  const { linking, oauth } = tools;
  const { link, session, account } = visit;
  const values = Object.fromEntries(ownFields(provider).map(({ name }) => [name, one(form, name) ?? ""]));
  const subdomain = one(form, "subdomain") ?? account?.subdomain ?? "";
  const again = (problems: readonly LinkProblem[]): Page => {
    const hasConsent = oauth.isOffered(provider.id);
    const given = { subdomain, ...values };
    return keyStep({ link, provider, formSecret: session.formSecret(link.id), account, hasConsent, given, problems });
  };
  const read = readLinkFields(provider, { subdomain, values });
  if ("problems" in read) return again(read.problems);
  const { fields } = read;
  try {
    const place = await linking.place(link.workspaceId, provider, fields.subdomain);
    const linked = await linking.linkByToken(link, place, await linking.prove(place, fields));
    return ended(tools, visit, provider, linked);
  } catch (error) {
    const refusal = refusalOf(error, provider, fields.subdomain);
    if (refusal) {
      noteRefusal(tools, link, "credentials");
      await noteLinkFailure(tools.store, link);
      return again([refusal]);
    }
    tools.logger.warn({ err: error, provider: provider.id }, "an account could not be linked");
    return again([{ field: null, message: failureInWords(error, provider) }]);
  }
}

async function chosen(tools: ConnectTools, visit: Visit, provider: Provider, form: URLSearchParams): Promise<Page> {
  const { oauth } = tools;
  const { link, session } = visit;
  const consentId = one(form, formNames.consent) ?? "";
  const choices = await oauth.choices(consentId, link, session.id);
  if (choices?.provider !== provider.id) return refusedFormPage();
  const subdomain = one(form, "subdomain") ?? "";
  try {
    return ended(tools, visit, provider, await oauth.choose(choices, link, subdomain));
  } catch (error) {
    const problem = refusalOf(error, provider, subdomain) ?? { field: null, message: failureInWords(error, provider) };
    const formSecret = session.formSecret(link.id);
    return choiceStep({ link, provider, formSecret, consentId, accounts: choices.accounts, problems: [problem] });
  }
}

function ended(tools: ConnectTools, { link }: Visit, provider: Provider, linked: LinkedAccountRow | null): Page {
  if (linked) return donePage(link, linked, provider.name);
  noteRefusal(tools, link, "over");
  return gonePage(link);
}

/** A field that was sent once; what is sent twice is no form of ours. */
function one(form: URLSearchParams, name: string): string | null {
  const values = form.getAll(name);
  return values.length === 1 ? (values[0] ?? null) : null;
}
