import { Field, Float, Int } from "type-graphql";

import { DateOnly, DateTime, Url } from "./scalars.js";

/** A value that a provider may not have (null), or that this payload does not carry (undefined). */
export type Maybe<T> = T | null | undefined;

type FieldDecorator = PropertyDecorator & MethodDecorator;

function optional(type: () => unknown): (description: string) => FieldDecorator {
  return (description) => Field(type as () => typeof String, { nullable: true, description });
}

// One decorator a value type: every such field is nullable, because any provider may lack it.
export const text = optional(() => String);
export const instant = optional(() => DateTime);
export const date = optional(() => DateOnly);
export const url = optional(() => Url);
export const float = optional(() => Float);
export const int = optional(() => Int);
export const flag = optional(() => Boolean);

/** A list that is empty, never null, when there is nothing. */
export function list(item: () => unknown, description: string): FieldDecorator {
  return Field(() => [item() as typeof String], { description });
}

/** A nullable field of an enum or object type. */
export function maybe(type: () => unknown, description: string): FieldDecorator {
  return optional(type)(description);
}
