import { createHash } from "node:crypto";

import { GraphQLError, Kind, parse } from "graphql";

import { AppError } from "../lib/errors.js";
import type { PersistedDocuments } from "./persisted-documents.js";

/** The parameters of a request, by name, as they were sent. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface DocumentRules {
  persisted: PersistedDocuments | undefined;
  /** Whether documents that are not registered are refused. */
  onlyPersisted: boolean;
  /** Whether tools may ask for the schema though their document is not registered. */
  introspection: boolean;
}

/**
 * Puts the registered document in the place of its id. Throws BAD_USER_INPUT or NOT_FOUND for an id or a hash that leads to none, and FORBIDDEN for a document that may
 * not run. A hash that is not registered is left to automatic persisted queries.
 */
export function chooseDocument(given: Parameters, rules: DocumentRules): Parameters {
  const { persisted, onlyPersisted } = rules;
  const document = registered(given, persisted);
  if (document !== undefined) {
    if (isGiven(given["query"]) && given["query"] !== document)
      throw new AppError("BAD_USER_INPUT", "The query is not the document that is registered under the given id.");
    return { ...withoutHash(given), query: document };
  }
  if (!onlyPersisted) {
    checkHash(given);
    return given;
  }
  if (isAllowed(given["query"], rules)) return withoutHash(given);
  throw new AppError("FORBIDDEN", "This server runs registered documents only, and this one is not registered.");
}

function registered(given: Parameters, persisted: PersistedDocuments | undefined): string | undefined {
  const id = [given["documentId"], given["doc_id"]].find(isGiven);
  if (id === undefined) {
    const hash = hashOf(given);
    return typeof hash === "string" ? persisted?.find(hash) : undefined;
  }
  if (typeof id !== "string") throw new AppError("BAD_USER_INPUT", "The documentId must be a string.");
  const document = persisted?.find(id);
  if (document === undefined) throw new AppError("NOT_FOUND", "No document is registered under this documentId.");
  return document;
}

/** Automatic persisted queries are Apollo's, which refuses a wrong hash without a code. */
function checkHash({ query, extensions }: Parameters): void {
  if (!isObject(extensions) || !isGiven(extensions["persistedQuery"])) return;
  const hash = extensions["persistedQuery"];
  const { version, sha256Hash }: Parameters = isObject(hash) ? hash : {};
  if (version !== 1 || typeof sha256Hash !== "string")
    throw new AppError("BAD_USER_INPUT", "A persisted query must have the version 1 and a sha256Hash.");
  if (typeof query === "string" && createHash("sha256").update(query).digest("hex") !== sha256Hash)
    throw new AppError("BAD_USER_INPUT", "The sha256Hash is not the hash of the query.");
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** The hash of automatic persisted queries. */
function hashOf({ extensions }: Parameters): unknown {
  const hash = isObject(extensions) ? extensions["persistedQuery"] : undefined;
  return isObject(hash) ? hash["sha256Hash"] : undefined;
}

function withoutHash(given: Parameters): Parameters {
  const { extensions } = given;
  if (!isObject(extensions) || !("persistedQuery" in extensions)) return given;
  const others = Object.entries(extensions).filter(([name]) => name !== "persistedQuery");
  return { ...given, extensions: Object.fromEntries(others) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAllowed(query: unknown, { persisted, introspection }: DocumentRules): boolean {
  if (typeof query !== "string") return false;
  return persisted?.has(query) === true || (introspection && isIntrospection(query));
}

/** Whether a document, which was held to its limits, asks for the schema and for nothing else. */
function isIntrospection(source: string): boolean {
  const asked = new Set(["__schema", "__type", "__typename", "_service"]);
  try {
    const operations = parse(source, { noLocation: true }).definitions.filter(
      (part) => part.kind === Kind.OPERATION_DEFINITION,
    );
    const fields = operations.flatMap(({ selectionSet }) => selectionSet.selections);
    return fields.every((field) => field.kind === Kind.FIELD && asked.has(field.name.value));
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
