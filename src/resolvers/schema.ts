import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { isEnumType, isInterfaceType } from "graphql";
import { buildSchemaSync } from "type-graphql";

import { modelNames } from "../schema/model-name.js";
import { writeNames } from "../schema/writes/write-input.js";
import { AccountMutationResolver } from "./account-mutations.js";
import { ActivityResolver } from "./activity.js";
import { ApplicationResolver, HistoricActorResolver, HistoricStageResolver } from "./application.js";
import { AttachmentResolver } from "./attachment.js";
import { AuditEventResolver } from "./audit-event.js";
import { CandidateResolver } from "./candidate.js";
import { DepartmentResolver } from "./department.js";
import { EmployeeResolver } from "./employee.js";
import { subgraphSdl } from "./federation/subgraph-sdl.js";
import { asSubgraph } from "./federation/subgraph.js";
import { GroupResolver } from "./group.js";
import { JobInterviewStageResolver } from "./job-interview-stage.js";
import { HiringTeamMemberResolver, JobResolver } from "./job.js";
import { LinkedAccountResolver } from "./linked-account.js";
import { mutationResolver } from "./mutations.js";
import { NodeResolver } from "./node.js";
import { ProviderInfoResolver } from "./provider-info.js";
import { attachRecordFields } from "./record-fields.js";
import { rootResolvers } from "./roots.js";
import { TimeoffBalanceResolver } from "./timeoff-balance.js";
import { TimeoffRequestResolver } from "./timeoff-request.js";

/** Builds the schema that is served: what clients ask, and beside it what a federated graph asks of a subgraph. */
export function buildGraphSchema(): GraphQLSchema {
  return asSubgraph(buildClientSchema());
}

/** The schema as registries and composers of federated graphs take it, without the fields that are for them. */
export function buildSubgraphSdl(): string {
  return subgraphSdl(buildClientSchema());
}

/** Builds the schema that clients ask. */
export function buildClientSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      LinkedAccountResolver,
      AuditEventResolver,
      AccountMutationResolver,
      ...writeNames.map(mutationResolver),
      ProviderInfoResolver,
      ...modelNames.flatMap(rootResolvers),
      ActivityResolver,
      ApplicationResolver,
      HistoricActorResolver,
      HistoricStageResolver,
      AttachmentResolver,
      CandidateResolver,
      DepartmentResolver,
      EmployeeResolver,
      GroupResolver,
      HiringTeamMemberResolver,
      JobResolver,
      JobInterviewStageResolver,
      TimeoffBalanceResolver,
      TimeoffRequestResolver,
    ],
    // Inputs are checked where they are used, with errors in the product's own words.
    validate: false,
  });
  attachRecordFields(schema);
  describeRoots(schema);
  makeTypeResolutionSynchronous(schema);
  boundSuggestions(schema);
  return schema;
}

/** TypeGraphQL makes the root types itself, without a word about them. */
function describeRoots(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  if (query) query.description = "Everything that can be read.";
  const mutation = schema.getMutationType();
  if (mutation) mutation.description = "Everything that can be written.";
}

/** TypeGraphQL resolves interfaces asynchronously, which costs a promise for each value and which compiled executors do not await. */
function makeTypeResolutionSynchronous(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (value: { model: string }) => value.model;
  }
}

/** Longer than any name; to look for names like a value takes a hundred times as long as to read it. */
const maxSuggestedFor = 100;

/** Has enums suggest names for what may be a misspelt one, and for nothing else that a client sends. */
function boundSuggestions(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isEnumType(type) || type.name.startsWith("__")) continue;
    const parse: (value: unknown, hideSuggestions?: boolean | null) => unknown = type.parseValue.bind(type);
    type.parseValue = (value, hideSuggestions) => {
      const isName = typeof value === "string" && value.length <= maxSuggestedFor;
      return parse(value, !isName || hideSuggestions);
    };
  }
}
