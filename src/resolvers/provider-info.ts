import { Ctx, Query, Resolver } from "type-graphql";

import { requireAccountScope } from "../accounts/authorise.js";
import { ProviderInfo } from "../schema/linked-account.js";
import { providerInfo } from "./capabilities.js";
import type { Context } from "./context.js";

@Resolver()
export class ProviderInfoResolver {
  @Query(() => [ProviderInfo], {
    nullable: true,
    description: "The providers whose accounts can be linked, and what each can fill.",
  })
  providers(@Ctx() { request }: Context): ProviderInfo[] {
    requireAccountScope(request.principal);
    return [...request.providers.values()].map(providerInfo);
  }
}
