import { createApplicantStack } from "../../../src/datasources/applicantstack/index.js";
import { candidatesResource } from "../../../src/datasources/applicantstack/applicantstack.client.js";
import type { ListRequest, ListSource, ProviderSession } from "../../../src/datasources/provider.js";
import { reader } from "../../../src/datasources/http/payload.js";
import type { Draft } from "../../../src/schema/draft.js";
import type { ModelName } from "../../../src/schema/model-name.js";
import type { Models } from "../../../src/schema/models.js";
import { startSandbox } from "../../../src/sandbox/index.js";
import { sandboxSession } from "../../support/provider-session.js";

export const token = "made-up-token";

/** One sandbox account, the provider that speaks to it, and sessions on it. */
export async function startAccount(options: { candidates?: number; settings?: Record<string, unknown> } = {}) {
  const { candidates = 230, settings = {} } = options;
  const sandbox = await startSandbox({
    now: () => new Date("2026-11-20T15:00:00Z"),
    tenants: {
      workable: [],
      sagehr: [],
      applicantstack: [{ subdomain: "acme-demo", token, candidates, jobs: 9, employees: 18, settings }],
    },
  });
  const provider = createApplicantStack({ baseUrl: sandbox.urls.applicantstack });
  const session = (accountSettings: Record<string, string> = {}) =>
    sandboxSession(provider, { subdomain: "acme-demo", credentials: { token }, settings: accountSettings });
  return { provider, session, tenant: sandbox.applicantstack("acme-demo"), stop: sandbox.stop };
}

export type Account = Awaited<ReturnType<typeof startAccount>>;

/** All pages from the first on. */
export async function readAll<Name extends ModelName>(
  list: ListSource<Name>,
  session: ProviderSession,
  conditions: ListRequest["conditions"] = {},
): Promise<Draft<Models[Name]>[]> {
  const drafts: Draft<Models[Name]>[] = [];
  let token: string | null = null;
  do {
    const page = await list.page(session, { conditions, limit: 100, ...(token === null ? {} : { token }) });
    drafts.push(...page.drafts);
    token = page.next;
  } while (token !== null);
  return drafts;
}

/** What is surely there; throws when it is not. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("expected a value");
  return value;
}

/** A candidate record as the provider sends it, with other values where they are given. */
export function candidateRow(values: Record<string, unknown> = {}) {
  return reader(
    {
      "Candidate Serial": "a4zzzzzc0001",
      "Job Serial": "a2zzzzzj0001",
      "Job Name": "Line Cook [2051]",
      "First Name": "Robin",
      "Last Name": "Sample",
      "Address 1": "1 Test Way",
      City: "Dayton",
      State: "OH",
      Zip: "00000",
      Phone: "5550100",
      Email: "robin@people.test",
      Source: "Indeed",
      Rating: "",
      Disposition: "",
      "Referred By": "",
      Stage: "Phone Screen",
      "Stage Type": "",
      Score: "30",
      "Create Date": "03/04/2024 09:07 AM",
      "Create Date Timestamp": 1709561226,
      ...values,
    },
    candidatesResource.noun,
  );
}
