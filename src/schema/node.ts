import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({ description: "Anything with a global id.", resolveType: (value: { model: string }) => value.model })
export abstract class Node {
  @Field(() => ID, { description: "Opaque, unique over all types and accounts, and stable." })
  id!: string;
}
