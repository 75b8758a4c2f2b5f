import type { Provider } from "../provider.js";
import { activitySource } from "./workable.activity.js";
import { applicationSource } from "./workable.application.js";
import { attachmentSource } from "./workable.attachment.js";
import { candidateSource } from "./workable.candidate.js";
import { createWorkableClient } from "./workable.client.js";
import type { WorkableAddresses } from "./workable.client.js";
import { credentialFields } from "./workable.credentials.js";
import { departmentSource } from "./workable.department.js";
import { employeeSource } from "./workable.employee.js";
import { fieldSource } from "./workable.field.js";
import { groupSource } from "./workable.group.js";
import { jobSource } from "./workable.job.js";
import { oauthRule, scopesOf } from "./workable.oauth.js";
import { questionSource } from "./workable.question.js";
import { rejectReasonSource } from "./workable.reject-reason.js";
import { stageHistorySource } from "./workable.stage-history.js";
import { stageSource } from "./workable.stage.js";
import { timeoffBalanceSource, timeoffTypeSource } from "./workable.timeoff.js";
import { timeoffRequestSource } from "./workable.timeoff-request.js";
import { hiringTeamSource, userSource } from "./workable.user.js";
import { verify } from "./workable.verify.js";
import { workableWrites } from "./workable.writes.js";

/** Declares Workable; `baseUrl` is an account's API with a literal `{subdomain}`, `wwwUrl` the site that all accounts share. */
export function createWorkable(options: WorkableAddresses): Provider {
  const client = createWorkableClient(options);
  return {
    id: "workable",
    name: "Workable",
    baseUrl: options.baseUrl,
    sites: ["https://{subdomain}.workable.com", "https://apply.workable.com/{subdomain}"],
    credentials: credentialFields,
    oauth: oauthRule(options.wwwUrl),
    scopes: scopesOf,
    budget: {
      concurrency: 4,
      window: {
        // Partners and OAuth applications have more.
        limit: ({ clientId, refreshToken }) => (clientId || refreshToken ? 50 : 10),
        windowMs: 10_000,
        headers: { limit: "X-Rate-Limit-Limit", remaining: "X-Rate-Limit-Remaining", reset: "X-Rate-Limit-Reset" },
      },
    },
    headers: ({ token = "", clientId = "" }) => ({
      Authorization: `Bearer ${token}`,
      Accept: "application/json",
      ...(clientId === "" ? {} : { "X-WORKABLE-CLIENT-ID": clientId }),
    }),
    verify: (session) => verify(client, session),
    verifyCall: "GET /accounts/{subdomain}",
    models: {
      Candidate: candidateSource(client),
      Application: applicationSource(client),
      Job: jobSource(client),
      Department: departmentSource(client),
      JobInterviewStage: stageSource(client),
      User: userSource(client),
      Activity: activitySource(client),
      Attachment: attachmentSource(client),
      RejectReason: rejectReasonSource(client),
      Employee: employeeSource(client),
      Group: groupSource(client),
      Field: fieldSource(client),
      TimeoffRequest: timeoffRequestSource(client),
      TimeoffBalance: timeoffBalanceSource(client),
      TimeoffType: timeoffTypeSource(client),
    },
    stageHistory: stageHistorySource(client),
    hiringTeam: hiringTeamSource(client),
    questions: questionSource(client),
    writes: workableWrites(client),
  };
}
