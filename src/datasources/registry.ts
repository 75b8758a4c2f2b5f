import { createApplicantStack } from "./applicantstack/index.js";
import type { Provider } from "./provider.js";
import { createSageHr } from "./sage-hr/index.js";
import { createWorkable } from "./workable/index.js";

/** Address templates of the providers; `{subdomain}` stands for the account. */
export interface ProviderUrls {
  workable: string;
  workableWww: string;
  applicantstack: string;
  sagehr: string;
}

/** Every provider there is, by id. */
export function createProviders(urls: ProviderUrls): ReadonlyMap<string, Provider> {
  const providers = [
    createWorkable({ baseUrl: urls.workable, wwwUrl: urls.workableWww }),
    createApplicantStack({ baseUrl: urls.applicantstack }),
    createSageHr({ baseUrl: urls.sagehr }),
  ];
  return new Map(providers.map((provider) => [provider.id, provider]));
}
