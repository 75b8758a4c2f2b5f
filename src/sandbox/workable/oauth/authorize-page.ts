import type { SandboxResponse } from "../../core.js";
import { htmlResponse } from "../../response.js";
import type { OAuthApplication } from "./application.js";
import { wordsOfScope } from "./scopes.js";
import type { SignedInUser } from "./users.js";

interface Consent {
  readonly application: OAuthApplication;
  /** The request's parameters, which the form sends back. */
  readonly given: URLSearchParams;
  readonly scopes: readonly string[];
  readonly users: readonly SignedInUser[];
}

const sentBack = [
  ...["client_id", "redirect_uri", "resource", "response_type", "scope", "state"],
  ...["code_challenge", "code_challenge_method"],
];

/** The page that asks whether the application may have what it wants; a plain form, without any script. */
export function consentPage({ application, given, scopes, users }: Consent): SandboxResponse {
  const name = escapeHtml(application.name);
  const hidden = sentBack.flatMap((parameter) => {
    const value = given.get(parameter);
    return value === null ? [] : [`<input type="hidden" name="${parameter}" value="${escapeHtml(value)}">`];
  });
  return page(
    200,
    `${name} asks for access`,
    `<p>This is the Workable sandbox; all its data is made up. <strong>${name}</strong> would like to:</p>
<ul>
${scopes.map((scope) => `<li>${wordsOfScope(scope)} (<code>${scope}</code>)</li>`).join("\n")}
</ul>
<form method="post" action="authorize">
${hidden.join("\n")}
<p><label for="user">Signed in as</label>
<select id="user" name="user">
${users.map(({ id, label }) => `<option value="${escapeHtml(id)}">${escapeHtml(label)}</option>`).join("\n")}
</select></p>
<p><button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button></p>
</form>
<p>You will be sent to ${escapeHtml(given.get("redirect_uri") ?? "")}</p>`,
  );
}

/** What is shown in place of going back to an application that cannot be trusted. */
export function errorPage(problem: string): SandboxResponse {
  return page(400, "The application cannot be authorised", `<p role="alert">${escapeHtml(problem)}</p>`);
}

function page(status: number, title: string, content: string): SandboxResponse {
  return htmlResponse(
    status,
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
select, button { font: inherit; padding: 0.25rem 0.75rem; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
