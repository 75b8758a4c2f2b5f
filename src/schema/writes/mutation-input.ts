import { Field, InputType } from "type-graphql";

const optional = { nullable: true } as const;

@InputType({ description: "What every mutation takes." })
export abstract class MutationInput {
  @Field(() => String, {
    ...optional,
    description:
      "Makes the mutation happen once: repeated with the same input it answers the same result, with another input it is an error. " +
      "Any text of 1 to 255 characters that you make for this one; kept for 30 days.",
  })
  idempotencyKey?: string;
  @Field(() => String, { ...optional, description: "Comes back in the payload as it was given." })
  clientMutationId?: string;
  @Field(() => Boolean, {
    ...optional,
    description:
      "Changes nothing: checks the input, looks for a duplicate, and tells in `plan` which calls would be made.",
  })
  dryRun?: boolean;
}
