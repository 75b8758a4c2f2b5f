import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate, GraphQLURL } from "graphql-scalars";
import { GraphQLError, GraphQLScalarType } from "graphql";
import type { GraphQLScalarTypeConfig } from "graphql";

/** An ISO 8601 instant in UTC, or a calendar date, as records hold them: the text itself. */
export type Instant = string;
export type LocalDate = string;

// Records hold text that mappers have already checked, so an answer need not build and validate a Date for each value.
function textScalar(
  library: GraphQLScalarType,
  overrides: Partial<GraphQLScalarTypeConfig<unknown, unknown>>,
): GraphQLScalarType {
  return new GraphQLScalarType({ ...library.toConfig(), serialize: String, ...overrides });
}

const library = GraphQLDateTimeISO;

/** An instant as it is written in UTC; throws beyond the years that are written with four digits. */
function instantOf(date: Date): Instant {
  const text = date.toISOString();
  if (text.length === 24 && !text.startsWith("0000")) return text;
  throw new GraphQLError("DateTime cannot represent an instant outside of the years 1 to 9999 in UTC.");
}

export const DateTime = textScalar(library, {
  parseValue: (value) => instantOf(library.parseValue(value)),
  parseLiteral: (node, variables) => instantOf(library.parseLiteral(node, variables)),
  name: "DateTime",
  description: "An instant, ISO 8601 with a zone: `2026-05-04T08:30:12Z`. Answers are always in UTC.",
});

export const DateOnly = textScalar(GraphQLLocalDate, {
  name: "LocalDate",
  description: "A calendar date without time or zone: `2026-05-04`.",
});

export const Url = textScalar(GraphQLURL, { name: "URL", description: "An absolute web address." });

export const Json = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: "JSON",
  description: "Any JSON value.",
});
