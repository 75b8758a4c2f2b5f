import { Field, ID, InputType, registerEnumType } from "type-graphql";
import type { ClassType } from "type-graphql";

import { DateOnly, DateTime } from "./scalars.js";
import type { Instant, LocalDate } from "./scalars.js";

/** The comparisons that a filter may ask for; those given must all hold. */
export interface Comparison<T = unknown> {
  eq?: T | undefined;
  neq?: T | undefined;
  in?: T[] | undefined;
  nin?: T[] | undefined;
  gt?: T | undefined;
  gte?: T | undefined;
  lt?: T | undefined;
  lte?: T | undefined;
  contains?: string | undefined;
  isNull?: boolean | undefined;
}

function equality<T>(name: string, what: string, type: () => unknown): ClassType<Comparison<T>> {
  const scalar = type as () => typeof String;
  @InputType(name, { description: `Conditions on ${what}; those given must all hold.` })
  class Equality implements Comparison<T> {
    @Field(scalar, { nullable: true, description: "Equal." })
    eq?: T;
    @Field(scalar, { nullable: true, description: "Not equal." })
    neq?: T;
    @Field(() => [type() as typeof String], { nullable: true, description: "One of these." })
    in?: T[];
    @Field(() => [type() as typeof String], { nullable: true, description: "None of these." })
    nin?: T[];
    @Field(() => Boolean, { nullable: true, description: "Whether there is no value." })
    isNull?: boolean;
  }
  return Equality;
}

function ordering<T>(name: string, what: string, type: () => unknown): ClassType<Comparison<T>> {
  const scalar = type as () => typeof String;
  @InputType(name, { description: `Conditions on ${what}; those given must all hold.` })
  class Ordering implements Comparison<T> {
    @Field(scalar, { nullable: true, description: "Equal." })
    eq?: T;
    @Field(scalar, { nullable: true, description: "Not equal." })
    neq?: T;
    @Field(() => [type() as typeof String], { nullable: true, description: "One of these." })
    in?: T[];
    @Field(() => [type() as typeof String], { nullable: true, description: "None of these." })
    nin?: T[];
    @Field(scalar, { nullable: true, description: "Greater or later." })
    gt?: T;
    @Field(scalar, { nullable: true, description: "Greater, later or equal." })
    gte?: T;
    @Field(scalar, { nullable: true, description: "Smaller or earlier." })
    lt?: T;
    @Field(scalar, { nullable: true, description: "Smaller, earlier or equal." })
    lte?: T;
    @Field(() => Boolean, { nullable: true, description: "Whether there is no value." })
    isNull?: boolean;
  }
  return Ordering;
}

export const DateTimeComparator = ordering<Instant>("DateTimeComparator", "an instant", () => DateTime);
export type DateTimeComparator = Comparison<Instant>;
export const DateComparator = ordering<LocalDate>("DateComparator", "a calendar date", () => DateOnly);
export type DateComparator = Comparison<LocalDate>;

/** The comparator input of an enum, named after it. */
export function enumComparator<T>(name: string, type: object): ClassType<Comparison<T>> {
  return equality<T>(`${name}Comparator`, `a ${name}`, () => type);
}

@InputType({ description: "Conditions on text, all without case; those given must all hold." })
export class StringComparator implements Comparison<string> {
  @Field(() => String, { nullable: true, description: "Equal." })
  eq?: string;
  @Field(() => String, { nullable: true, description: "Not equal." })
  neq?: string;
  @Field(() => [String], { nullable: true, description: "One of these." })
  in?: string[];
  @Field(() => [String], { nullable: true, description: "None of these." })
  nin?: string[];
  @Field(() => String, { nullable: true, description: "Has this text in it." })
  contains?: string;
  @Field(() => Boolean, { nullable: true, description: "Whether there is no value." })
  isNull?: boolean;
}

@InputType({ description: "Conditions on a list of texts; those given must all hold." })
export class StringListComparator implements Comparison<string> {
  @Field(() => String, { nullable: true, description: "Has this member, without case." })
  contains?: string;
  @Field(() => Boolean, { nullable: true, description: "Whether it is empty." })
  isNull?: boolean;
}

@InputType({ description: "Conditions on a yes or no." })
export class BooleanComparator implements Comparison<boolean> {
  @Field(() => Boolean, { nullable: true, description: "Equal." })
  eq?: boolean;
  @Field(() => Boolean, { nullable: true, description: "Not equal." })
  neq?: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether there is no value." })
  isNull?: boolean;
}

@InputType({ description: "Conditions on a global id; those given must all hold." })
export class IdComparator implements Comparison<string> {
  @Field(() => ID, { nullable: true, description: "Equal." })
  eq?: string;
  @Field(() => [ID], { nullable: true, description: "One of these." })
  in?: string[];
}

@InputType({ description: "Which record a relation points at." })
export class RelationFilter {
  @Field(() => IdComparator, { nullable: true, description: "By the global id of the record pointed at." })
  id?: IdComparator;
}

@InputType({ description: "Which provider." })
export class ProviderComparator {
  @Field(() => String, { nullable: true, description: "This one." })
  eq?: string;
  @Field(() => [String], { nullable: true, description: "One of these." })
  in?: string[];
}

@InputType({ description: "Conditions that every model has." })
export abstract class RecordFilter {
  @Field(() => RelationFilter, { nullable: true, description: "Only these linked accounts." })
  account?: RelationFilter;
  @Field(() => ProviderComparator, { nullable: true, description: "Only accounts of these providers." })
  provider?: ProviderComparator;
  @Field(() => DateTimeComparator, { nullable: true, description: "When the provider's record was made." })
  remoteCreatedAt?: DateTimeComparator;
  @Field(() => DateTimeComparator, { nullable: true, description: "When the provider's record last changed." })
  remoteUpdatedAt?: DateTimeComparator;
}

export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}
registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "Which end comes first.",
  valuesConfig: {
    ASC: { description: "Smallest or oldest first." },
    DESC: { description: "Greatest or newest first." },
  },
});

export enum OrderField {
  REMOTE_CREATED_AT = "remoteCreatedAt",
  REMOTE_UPDATED_AT = "remoteUpdatedAt",
  NAME = "name",
  START_DATE = "startDate",
}
registerEnumType(OrderField, {
  name: "OrderField",
  description:
    "What records are ordered by. Without an order they come account by account, in the provider's own order.",
  valuesConfig: {
    REMOTE_CREATED_AT: { description: "When the provider's record was made." },
    REMOTE_UPDATED_AT: { description: "When the provider's record last changed." },
    NAME: { description: "Name, title or label." },
    START_DATE: { description: "First day." },
  },
});

@InputType({ description: "An order of records." })
export abstract class RecordOrder {
  @Field(() => OrderField, { description: "What to order by." })
  field!: OrderField;
  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "Which end comes first." })
  direction!: OrderDirection;
}
