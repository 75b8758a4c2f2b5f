import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import type { ClassType } from "type-graphql";

import { SourceStatus, DataSource } from "../provenance.js";
import { date, instant, int, maybe, text } from "../fields.js";
import type { Maybe } from "../fields.js";
import { LinkedAccount } from "../linked-account.js";
import type { Instant, LocalDate } from "../scalars.js";

/** The page size when none is asked for, and the greatest. */
export const defaultPageSize = 25;
export const maxPageSize = 100;
/** How many members a list is taken to have whose length nothing in an operation bounds, such as the groups of an employee. */
export const assumedListSize = 10;
/** What counts in the cost of an operation though it is no record: all that a provider does with one model, which takes as long to tell as so many records. */
export const tellingTypes: ReadonlyMap<string, number> = new Map([
  ["ModelCapability", 10],
  ["ModelCoverage", 10],
]);

@ObjectType({ simpleResolvers: true, description: "Where a page stands in its connection." })
export class PageInfo {
  @Field(() => Boolean, {
    description:
      "Whether more may follow. While accounts are left to read it is true, even if they turn out to be empty.",
  })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: "Whether more come before." })
  hasPreviousPage!: boolean;
  @text("The cursor to go backwards from.")
  startCursor?: Maybe<string>;
  @text("The cursor to go on from.")
  endCursor?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "What became of one linked account while this connection was read." })
export class ConnectionSource {
  @Field(() => LinkedAccount, { description: "The account." })
  account!: LinkedAccount;
  @Field(() => SourceStatus, { description: "What became of it." })
  status!: SourceStatus;
  @maybe(() => DataSource, "Where it was read from; null when it was not read.")
  readFrom?: Maybe<DataSource>;
  @instant("When it was read.")
  fetchedAt?: Maybe<Instant>;
  @date("The first day of the range of dates that was read, where there is one.")
  from?: Maybe<LocalDate>;
  @date("The last day of that range.")
  to?: Maybe<LocalDate>;
  @text("What went wrong or what would help, for a developer.")
  message?: Maybe<string>;
  @int("Seconds after which asking again makes sense.")
  retryAfter?: Maybe<number>;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: "How many from the front: 1 to 100, 25 unless said." })
  first?: number;
  @Field(() => String, { nullable: true, description: "Only what follows this cursor." })
  after?: string;
  @Field(() => Int, { nullable: true, description: "How many from the back: 1 to 100." })
  last?: number;
  @Field(() => String, { nullable: true, description: "Only what comes before this cursor." })
  before?: string;
}

@ArgsType()
export class LiveArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: "How old the answer may be, in seconds; 0 asks the provider now." })
  maxAge?: number;
}

/** What a connection is made of; the classes that the factory makes have these fields. */
export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: PageInfo;
}

export interface AccountsConnection<Node> extends Connection<Node> {
  /** Called only when it is selected, because it may cost calls. */
  totalCount: () => Promise<number | null>;
  sources: ConnectionSource[];
  complete: boolean;
}

function edgeOf<Node extends object>(name: string, type: ClassType<Node>): ClassType<{ cursor: string; node: Node }> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `A ${name} and its place in a connection.` })
  class Edge {
    @Field(() => String, { description: "Its place, to go on from." })
    cursor!: string;
    @Field(() => type, { description: "The record." })
    node!: Node;
  }
  return Edge;
}

/** Makes the edge and connection types of a node type that is kept here, not at a provider. */
export function connectionOf<Node extends object>(name: string, type: ClassType<Node>): ClassType<Connection<Node>> {
  const Edge = edgeOf(name, type);
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${name} records.` })
  class PlainConnection implements Connection<Node> {
    @Field(() => [Edge], { description: "The records with their places." })
    edges!: InstanceType<typeof Edge>[];
    @Field(() => [type], { description: "The records." })
    nodes!: Node[];
    @Field(() => PageInfo, { description: "Where this page stands." })
    pageInfo!: PageInfo;
    @Field(() => Int, { description: "How many there are in all." })
    totalCount!: number;
  }
  return PlainConnection;
}

/** Makes the edge and connection types of a model that is read from several accounts. */
export function accountsConnectionOf<Node extends object>(
  name: string,
  type: ClassType<Node>,
): ClassType<AccountsConnection<Node>> {
  const Edge = edgeOf(name, type);
  @ObjectType(`${name}Connection`, {
    simpleResolvers: true,
    description: `A page of ${name} records over one or more linked accounts.`,
  })
  class SourcedConnection implements AccountsConnection<Node> {
    @Field(() => [Edge], { description: "The records with their places." })
    edges!: InstanceType<typeof Edge>[];
    @Field(() => [type], { description: "The records." })
    nodes!: Node[];
    @Field(() => PageInfo, { description: "Where this page stands." })
    pageInfo!: PageInfo;
    @Field(() => Int, {
      nullable: true,
      description:
        "How many there are in all; null where a provider does not tell. Costs a call for each account that this page did not read.",
    })
    totalCount!: () => Promise<number | null>;
    @Field(() => [ConnectionSource], { description: "One entry for every account in scope." })
    sources!: ConnectionSource[];
    @Field(() => Boolean, {
      description:
        "False as soon as this walk, on this page or an earlier one, had to skip an account or a part of it.",
    })
    complete!: boolean;
  }
  return SourcedConnection;
}
