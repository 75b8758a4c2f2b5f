/** An application that may ask for access. In its redirect addresses `:*` stands for any port, or none. */
export interface OAuthApplication {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

/** The application that Workable's sandbox knows; its users come back to this machine. */
export const defaultOAuthApplication: OAuthApplication = {
  name: "Sandbox application",
  clientId: "sandbox-client",
  clientSecret: "sandbox-client-secret",
  redirectUris: ["http://127.0.0.1:*/oauth/callback", "http://localhost:*/oauth/callback"],
};

const anyPort = ":*";

/** Compares as text: a redirect address that merely leads to the same place is not registered. */
export function isRegistered({ redirectUris }: OAuthApplication, given: string): boolean {
  return redirectUris.some((registered) => {
    const at = registered.indexOf(anyPort);
    if (at < 0) return given === registered;
    const [before, after] = [registered.slice(0, at), registered.slice(at + anyPort.length)];
    const port = given.slice(before.length, Math.max(before.length, given.length - after.length));
    return /^(?::\d{1,5})?$/u.test(port) && given === `${before}${port}${after}`;
  });
}
