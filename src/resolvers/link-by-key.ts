import { actorOf } from "../accounts/audit.js";
import { ownFields, readLinkFields } from "../accounts/link-fields.js";
import type { LinkProblem } from "../accounts/link-fields.js";
import { refusalOf } from "../accounts/link-refusal.js";
import { readName } from "../accounts/names.js";
import type { LinkPlace, Proven } from "../accounts/linking.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import { accountOf } from "../loaders/read-request.js";
import type { LinkAccountInput } from "../schema/account-inputs.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { UserError } from "../schema/writes/payload.js";
import { WriteRefused } from "../writes/user-error.js";
import { requireWholeWorkspace } from "./account-changes.js";
import type { PlannedChange } from "./account-changes.js";
import type { Context } from "./context.js";

/** What links an account by its key and gives the account's id. Throws a refusal. */
export async function linkByKey(context: Context, input: LinkAccountInput): Promise<PlannedChange<null, string>> {
  const { request, accounts } = context;
  const { principal, providers } = request;
  const provider = providers.get(input.provider);
  if (!provider) throw wrong("provider", `provider must be one of ${[...providers.keys()].join(", ")}.`);
  const names = {
    ...(input.externalId != null && { externalId: readName(input.externalId, "externalId") }),
    ...(input.displayName != null && { displayName: readName(input.displayName, "displayName") }),
  };
  const read = readLinkFields(provider, { subdomain: input.subdomain, values: valuesOf(provider, input) });
  if ("problems" in read) throw new WriteRefused(read.problems.map(toUserError));
  const place = await accounts.linking.place(principal.workspaceId, provider, read.fields.subdomain);
  if (!accountOf(request, place.accountId)) requireWholeWorkspace(principal);
  const run = async () => {
    const proven = await prove(context, place, read.fields);
    const account = await accounts.linking.link(place, proven, names, actorOf(principal));
    return account.id;
  };
  const { known } = place;
  return { accountId: known?.id ?? null, shown: known, calls: () => [provider.verifyCall], before: null, run };
}

/** Throws a WriteRefused for credentials that the provider does not accept. */
async function prove(
  { accounts, upstream }: Context,
  place: LinkPlace,
  fields: Pick<Proven, "credentials" | "settings">,
): Promise<Proven> {
  try {
    return await accounts.linking.prove(place, fields, upstream);
  } catch (error) {
    const refusal = refusalOf(error, place.provider, place.subdomain);
    throw refusal ? new WriteRefused([toUserError(refusal)]) : error;
  }
}

/** Throws BAD_USER_INPUT for a name that the provider does not ask for, or that is given twice. */
function valuesOf(provider: Provider, { credentials }: LinkAccountInput): Record<string, string> {
  const names = ownFields(provider).map(({ name }) => name);
  const values: Record<string, string> = {};
  for (const { name, value } of credentials) {
    if (!names.includes(name))
      throw wrong("credentials", `${provider.name} is linked with ${names.join(", ")} and nothing else.`);
    if (Object.hasOwn(values, name)) throw wrong("credentials", `${name} is given twice.`);
    values[name] = value;
  }
  return values;
}

function toUserError({ field, message }: LinkProblem): UserError {
  const path = field === null ? null : field === "subdomain" ? [field] : ["credentials", field];
  return { code: UserErrorCode.BAD_USER_INPUT, message, field: path };
}

function wrong(field: string, message: string): AppError {
  return new AppError("BAD_USER_INPUT", message, { details: { field } });
}
