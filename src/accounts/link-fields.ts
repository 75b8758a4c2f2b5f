import type { CredentialField, Provider } from "../datasources/provider.js";
import { addressExample, subdomainIn } from "./account-address.js";

/** What is wrong with something that a person entered; `field` is its name, null when it is about the whole. */
export interface LinkProblem {
  readonly field: string | null;
  /** In words for a person, with a full stop. Never holds a secret. */
  readonly message: string;
}

/** What an account is linked with: what the vault seals, and what of it adapters may see as settings, everything that is no secret. */
export interface LinkFields {
  readonly subdomain: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
}

export type FieldsProvider = Pick<Provider, "name" | "baseUrl" | "sites" | "credentials">;

/** Texts that go into HTTP headers; the provider's own pattern says more. */
const printable = /^[\x20-\x7e]+$/u;
const maxLength = 4_096;

/** What is asked for beside the subdomain, which every account has. */
export function ownFields({ credentials }: Pick<Provider, "credentials">): CredentialField[] {
  return credentials.filter(({ name }) => name !== "subdomain");
}

/** Reads what a person entered, white space around it left off. All that is wrong is told at once, and no call is made. */
export function readLinkFields(
  provider: FieldsProvider,
  given: { readonly subdomain: string; readonly values: Readonly<Record<string, string>> },
): { readonly fields: LinkFields } | { readonly problems: readonly LinkProblem[] } {
  const problems: LinkProblem[] = [];
  const subdomain = subdomainIn(provider, given.subdomain);
  if (subdomain === null) problems.push({ field: "subdomain", message: addressProblem(provider, given.subdomain) });
  const credentials: Record<string, string> = {};
  const settings: Record<string, string> = {};
  for (const field of ownFields(provider)) {
    const value = (given.values[field.name] ?? "").trim();
    const message = problemOf(field, value);
    if (message !== null) problems.push({ field: field.name, message });
    else if (value !== "") {
      credentials[field.name] = value;
      if (!field.isSecret) settings[field.name] = value;
    }
  }
  return subdomain === null || problems.length > 0 ? { problems } : { fields: { subdomain, credentials, settings } };
}

function addressProblem(provider: FieldsProvider, text: string): string {
  const example = addressExample(provider);
  return text.trim() === ""
    ? `Enter your ${provider.name} address. It looks like ${example}.`
    : `This does not look like a ${provider.name} address. Enter it as it stands in your browser, such as ${example}.`;
}

function problemOf({ label, pattern, isRequired, isSecret }: CredentialField, value: string): string | null {
  if (value === "") return isRequired ? `Enter the ${lowerCased(label)}.` : null;
  if (value.length <= maxLength && printable.test(value) && pattern.test(value)) return null;
  const remedy = isSecret ? "Copy all of it and nothing else, without spaces." : "Check how it is written.";
  return `This cannot be the ${lowerCased(label)}. ${remedy}`;
}

/** As in a sentence: abbreviations stay. */
function lowerCased(label: string): string {
  return /^[A-Z][a-z]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
