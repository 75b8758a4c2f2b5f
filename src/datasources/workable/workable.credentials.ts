import type { CredentialField } from "../provider.js";

/** What an account is linked with. The member and the client id are no secrets, but the client id goes into a header. */
export const credentialFields: CredentialField[] = [
  {
    name: "token",
    label: "API access token",
    pattern: /^[\x21-\x7e]+$/u,
    isSecret: true,
    isRequired: true,
    hint: "An account administrator makes one under Settings, Integrations, Apps, API access tokens.",
  },
  {
    name: "memberId",
    label: "Acting member",
    pattern: /^[\x21-\x7e]+$/u,
    isSecret: false,
    isRequired: false,
    isInternal: true,
    hint: "The id of a member who is HR administrator, as GET /members tells it. Without it, account tokens may not read single employees.",
  },
  {
    name: "clientId",
    label: "Partner's client id",
    pattern: /^[\x21-\x7e]+$/u,
    isSecret: false,
    isRequired: false,
    isInternal: true,
    hint: "The UID that Workable issues to its partners; it raises the rate limit.",
  },
];
