import { accountAddress } from "../http/address.js";
import type { Provider } from "../provider.js";
import { activitySource } from "./applicantstack.activity.js";
import { applicationSource } from "./applicantstack.application.js";
import { attachmentSource } from "./applicantstack.attachment.js";
import { candidateSource } from "./applicantstack.candidate.js";
import { departmentSource } from "./applicantstack.department.js";
import { employeeSource } from "./applicantstack.employee.js";
import { groupSource } from "./applicantstack.group.js";
import { createJobSource } from "./applicantstack.job.js";
import { stageSource } from "./applicantstack.stage.js";
import { stageHistorySource } from "./applicantstack.stage-history.js";
import { verify } from "./applicantstack.verify.js";
import { writes } from "./applicantstack.writes.js";

/** The author of changes where the account names none. */
const defaultPublisher = "Hiregraph";

/** Declares ApplicantStack; `baseUrl` is an account's site with a literal `{subdomain}`, without a trailing slash. */
export function createApplicantStack(options: { baseUrl: string }): Provider {
  const siteUrl = (subdomain: string) => accountAddress(options.baseUrl, subdomain);
  return {
    id: "applicantstack",
    name: "ApplicantStack",
    baseUrl: options.baseUrl,
    sites: ["https://{subdomain}.applicantstack.com"],
    credentials: [
      {
        name: "token",
        label: "API access token",
        pattern: /^\S+$/,
        isSecret: true,
        isRequired: true,
        hint: 'An account administrator finds it under Settings, Edit/Update Settings, "API Settings".',
      },
      {
        name: "publisher",
        label: "Publisher",
        pattern: /^[\x20-\x7e]{1,100}$/,
        isSecret: false,
        isRequired: false,
        hint: "The name that stands in ApplicantStack as the author of changes; Hiregraph if this is empty.",
      },
      {
        name: "timeZone",
        label: "Time zone",
        pattern: /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/,
        isSecret: false,
        isRequired: false,
        hint: "The account's time zone, such as America/New_York. Without it, the times of hires cannot be told.",
      },
    ],
    // No limit is published and none is told in headers.
    budget: { concurrency: 4 },
    // Reads do without a publisher, writes do not.
    headers: ({ token = "", publisher = "" }) => ({ Token: token, Publisher: publisher || defaultPublisher }),
    verify,
    verifyCall: "GET /api/jobs",
    models: {
      Candidate: candidateSource,
      Application: applicationSource,
      Job: createJobSource(siteUrl),
      Department: departmentSource,
      JobInterviewStage: stageSource,
      Activity: activitySource,
      Attachment: attachmentSource,
      Employee: employeeSource,
      Group: groupSource,
    },
    writes,
    stageHistory: stageHistorySource,
  };
}
