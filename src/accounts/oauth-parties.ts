import type { OAuthApplication } from "../datasources/http/oauth-client.js";
import type { Http } from "../datasources/http/http.js";
import type { Provider } from "../datasources/provider.js";
import type { OAuthParty } from "./tokens.js";

/** Our applications at providers, where the operator configured them, by the provider's id. */
export function createOAuthParties(
  providers: ReadonlyMap<string, Provider>,
  http: Http,
  applications: Readonly<Record<string, OAuthApplication>>,
): (providerId: string) => OAuthParty | null {
  return (providerId) => {
    const provider = providers.get(providerId);
    const application = applications[providerId];
    if (!provider?.oauth || !application) return null;
    return { provider: { ...provider, oauth: provider.oauth }, client: http.oauth(application) };
  };
}
