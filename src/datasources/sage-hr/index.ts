import { AppError } from "../../lib/errors.js";
import type { CredentialField, Provider, ProviderSession, VerifiedAccount } from "../provider.js";
import { activities } from "./sage-hr.actions.js";
import { applications, candidates } from "./sage-hr.applicants.js";
import { timeoffBalances, timeoffTypes } from "./sage-hr.balances.js";
import { policies } from "./sage-hr.client.js";
import { customFields, fields } from "./sage-hr.custom-fields.js";
import { employees, groups } from "./sage-hr.employees.js";
import { jobs, users } from "./sage-hr.jobs.js";
import { timeoffRequests } from "./sage-hr.leave-requests.js";
import { stageHistory } from "./sage-hr.stage-history.js";
import { stages } from "./sage-hr.stages.js";
import { writes } from "./sage-hr.writes.js";

const credentials: CredentialField[] = [
  {
    name: "subdomain",
    label: "Subdomain",
    pattern: /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
    isSecret: false,
    isRequired: true,
    hint: "The first part of the address of Sage HR: acme in acme.sage.hr.",
  },
  {
    name: "token",
    label: "API key",
    pattern: /^[\x21-\x7e]{1,512}$/,
    isSecret: true,
    isRequired: true,
    hint: "An administrator finds it under Settings, Integrations, API, after enabling API access.",
  },
];

/** Sage HR. `baseUrl` is the address of an account's API with `{subdomain}` in it. */
export function createSageHr({ baseUrl }: { baseUrl: string }): Provider {
  return {
    id: "sagehr",
    name: "Sage HR",
    credentials,
    // The provider publishes no limit; live connectors run four calls at a time.
    budget: { concurrency: 4 },
    baseUrl,
    sites: ["https://{subdomain}.sage.hr"],
    headers: ({ token }) => ({ "X-Auth-Token": token ?? "" }),
    verify,
    verifyCall: "GET /leave-management/policies",
    models: {
      Job: jobs,
      User: users,
      Candidate: candidates,
      Application: applications,
      JobInterviewStage: stages,
      Activity: activities,
      Employee: employees,
      Group: groups,
      Field: fields,
      TimeoffType: timeoffTypes,
      TimeoffBalance: timeoffBalances,
      TimeoffRequest: timeoffRequests,
    },
    writes,
    stageHistory,
    customFields,
  };
}

/** Leave is in every plan, and its policies are one short answer. */
async function verify(session: ProviderSession): Promise<VerifiedAccount> {
  try {
    await policies(session);
    return { displayName: null };
  } catch (error) {
    throw inWords(error, session.account.subdomain);
  }
}

function inWords(error: unknown, subdomain: string): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, details } = error;
  const say = (message: string) => new AppError(code, message, { cause: error, details });
  switch (code) {
    case "ACCOUNT_NEEDS_RELINK":
      return say(
        "Sage HR refuses the API key. It must be the present key of an administrator, and API access must be on.",
      );
    case "FORBIDDEN":
      return say("Sage HR knows the API key but does not let it read. It must be the key of an administrator.");
    case "NOT_FOUND":
      return say(`Sage HR has no account at the subdomain "${subdomain}".`);
    default:
      return error;
  }
}
