import type { ApolloServerPlugin, GraphQLRequest } from "@apollo/server";
import { GraphQLError, OperationTypeNode, getVariableValues } from "graphql";
import type { GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from "graphql";

import { AppError } from "../../lib/errors.js";
import type { Context } from "../../resolvers/context.js";
import { costOf } from "./cost.js";
import { createSelectionReader, givenVariables } from "./operation.js";
import { planOperation } from "./plan.js";
import type { PlanError } from "./plan.js";
import { refuseManyReferences } from "./representations.js";
import { tooExpensive } from "./selection.js";
import type { SelectedField } from "./selection.js";

export interface OperationRules {
  schema: GraphQLSchema;
  /** The greatest cost that an operation may have. */
  maxCost: number;
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

interface Settled {
  selection: readonly SelectedField[];
  cost: number;
  /** The variables of a dry run, coerced. */
  dryRun?: Readonly<Record<string, unknown>>;
}

/** The header with which a query is planned and not run. */
const dryRunHeader = "hiregraph-dry-run";

/** Settles, before anything runs, what an operation costs and whether that is too much, tells it with the answer, and answers dry runs. */
export function operationPlugin({ schema, maxCost, formatError }: OperationRules): ApolloServerPlugin<Context> {
  const selectionOf = createSelectionReader(schema);
  const requestDidStart: ApolloServerPlugin<Context>["requestDidStart"] = () => {
    let settled: Settled | undefined;
    return Promise.resolve({
      didResolveOperation({ request, document, operation }) {
        // An unknown operation name is told by the executor.
        if (!operation) return Promise.resolve();
        if (!schema.getRootType(operation.operation)) throw refusal(noRoot(operation));
        const selection = refusing(() => selectionOf(document, operation));
        const variables = givenVariables(operation, request.variables);
        refusing(() => {
          refuseManyReferences(selection, variables);
        });
        settled = { selection, cost: costOf(selection, variables) };
        if (settled.cost > maxCost) throw refusal(tooCostly(settled.cost, maxCost));
        const coerced = coercedVariables(schema, operation, request.variables);
        if (isDryRun(request, operation) && coerced) settled.dryRun = coerced;
        return Promise.resolve();
      },
      responseForOperation({ contextValue, response: { http } }) {
        if (!settled?.dryRun) return Promise.resolve(null);
        const { plan, errors } = planOperation(contextValue.request, settled.selection, settled.dryRun);
        const told = errors.map((error) => formatted(error, formatError));
        const singleResult = { ...(told.length > 0 && { errors: told }), data: null, extensions: { plan } };
        return Promise.resolve({ http, body: { kind: "single", singleResult } });
      },
      willSendResponse({ response: { body } }) {
        if (body.kind !== "single" || !settled) return Promise.resolve();
        const cost = { requested: settled.cost, limit: maxCost };
        body.singleResult.extensions = { ...body.singleResult.extensions, cost };
        return Promise.resolve();
      },
    });
  };
  return { requestDidStart };
}

/** Throws for a mutation: who asks for a plan must not be surprised by a write. */
function isDryRun({ http }: GraphQLRequest, { operation }: OperationDefinitionNode): boolean {
  const isAsked = http?.headers.get(dryRunHeader)?.toLowerCase() === "true";
  if (!isAsked || operation === OperationTypeNode.QUERY) return isAsked;
  const message = "The header Hiregraph-Dry-Run plans queries. Give a mutation dryRun: true in its input.";
  throw refusal(new AppError("BAD_USER_INPUT", message));
}

function noRoot({ operation }: OperationDefinitionNode): AppError {
  return new AppError("BAD_USER_INPUT", `This schema has no operations of type ${operation}.`);
}

function tooCostly(cost: number, limit: number): AppError {
  return tooExpensive(`It may return ${String(cost)} records; the limit is ${String(limit)}. Ask for smaller pages.`);
}

/** Runs a step; what it refuses is answered with status 400, since nothing was run. */
function refusing<Result>(step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    throw error instanceof AppError ? refusal(error) : error;
  }
}

function refusal(error: AppError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 400 } } });
}

/** What is told of variables at most: each error is written with the value that it is about, which may be all that was sent. */
const maxVariableErrors = 5;

/** The variables as resolvers get them; undefined when they do not fit, of which the executor tells before it runs anything. Throws when too much is wrong to be told. */
function coercedVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> | undefined {
  const options = { maxErrors: maxVariableErrors };
  const { coerced, errors = [] } = getVariableValues(schema, variableDefinitions, given, options);
  const [first] = errors;
  if (!first || errors.length <= maxVariableErrors) return coerced;
  const message = `More than ${String(maxVariableErrors)} values do not fit; the first: ${first.message}`;
  throw new GraphQLError(message, {
    ...(first.nodes && { nodes: first.nodes }),
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}

function formatted({ error, path }: PlanError, format: OperationRules["formatError"]): GraphQLFormattedError {
  const located = new GraphQLError(error.message, { originalError: error, path: [...path] });
  return format({ message: error.message, path }, located);
}
