import { ArgsType, Field } from "type-graphql";
import type { ClassType } from "type-graphql";

import type { RecordOrder } from "./filters.js";
import type { ModelName } from "./model-name.js";
import { models } from "./models.js";
import type { Models } from "./models.js";
import { LiveArgs, accountsConnectionOf } from "./relay/connection.js";
import type { AccountsConnection } from "./relay/connection.js";

export interface ModelArgs extends LiveArgs {
  filter?: object;
  orderBy?: RecordOrder;
}

interface ConnectionTypes<Name extends ModelName> {
  connection: ClassType<AccountsConnection<Models[Name]>>;
  args: ClassType<ModelArgs>;
}

const made = new Map<ModelName, ConnectionTypes<ModelName>>();

/** The connection and argument types of a model, the same wherever the model is listed. */
export function connectionTypes<Name extends ModelName>(name: Name): ConnectionTypes<Name> {
  const types = made.get(name) ?? makeTypes(name);
  made.set(name, types);
  // The map holds the types of all models; each was stored under its own name.
  return types as unknown as ConnectionTypes<Name>;
}

function makeTypes(name: ModelName): ConnectionTypes<ModelName> {
  const { type, filter, order } = models[name];

  @ArgsType()
  class Args extends LiveArgs implements ModelArgs {
    @Field(() => filter, { nullable: true, description: "Which records." })
    filter?: object;
    @Field(() => order, { nullable: true, description: "In which order; without it, the provider's own." })
    orderBy?: RecordOrder;
  }
  return { connection: accountsConnectionOf(name, type as ClassType<Models[ModelName]>), args: Args };
}
