import { consentFailures } from "../../accounts/oauth-linking.js";
import type { Provider } from "../../datasources/provider.js";
import { choiceStep, consentStep } from "./consent-step.js";
import { keyStep } from "./key-step.js";
import { wrongProviderPage } from "./last-pages.js";
import type { Page } from "./page.js";
import { providerStep } from "./provider-step.js";
import type { ConnectTools, Visit } from "./visit.js";

/** Where the person is, as the page's address says. Nothing in it is trusted: each step is checked again when it is taken. */
export interface Place {
  readonly provider: string | null;
  /** `key` for a key although consent is offered. */
  readonly way: string | null;
  readonly consentId: string | null;
  readonly problem: string | null;
}

export function placeOf(query: URLSearchParams): Place {
  return {
    provider: query.get("provider"),
    way: query.get("with"),
    consentId: query.get("consent"),
    problem: query.get("problem"),
  };
}

/** The page of a place. */
export async function stepAt(tools: ConnectTools, visit: Visit, place: Place): Promise<Page> {
  const { providers, oauth } = tools;
  const { link, session, account, isFramed } = visit;
  const formSecret = session.formSecret(link.id);
  if (place.consentId !== null) return choiceAt(tools, visit, place.consentId);
  const id = place.provider ?? link.provider;
  if (id === null) return providerStep(link, providers.values());
  const provider = providerFor(tools, visit, id);
  if (!provider) return wrongProviderPage(providers.get(id) ?? null);
  const hasConsent = oauth.isOffered(provider.id);
  if (!hasConsent || place.way === "key") return keyStep({ link, provider, formSecret, account, hasConsent });
  const failure = consentFailures.find((known) => known === place.problem) ?? null;
  return consentStep({ link, provider, formSecret, account, failure, isFramed });
}

/** A provider that there is and that the link may be used for. */
export function providerFor({ providers }: ConnectTools, { link }: Visit, id: string | null): Provider | null {
  if (id === null || (link.provider !== null && link.provider !== id)) return null;
  return providers.get(id) ?? null;
}

async function choiceAt(
  { oauth, providers }: ConnectTools,
  { link, session }: Visit,
  consentId: string,
): Promise<Page> {
  const choices = await oauth.choices(consentId, link, session.id);
  const provider = choices && providers.get(choices.provider);
  if (!provider) return providerStep(link, providers.values());
  const { accounts } = choices;
  return choiceStep({ link, provider, formSecret: session.formSecret(link.id), consentId, accounts });
}
