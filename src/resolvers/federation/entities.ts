import { employeeAtAddress } from "../../loaders/employees-by-address.js";
import { readReference } from "../../loaders/entity-reference.js";
import type { Node } from "../../schema/node.js";
import type { Context } from "../context.js";
import { readAddress } from "../node.js";

/**
 * The records that a federated graph's references point at, in the same order; null for what does not exist or cannot be such a record. Each is read as
 * `node` reads it, in the same batches. One that may not be read, or cannot be, rejects by itself.
 */
export function readEntities(representations: readonly unknown[], context: Context): Promise<Node | null>[] {
  return representations.map((representation) => readEntity(representation, context));
}

async function readEntity(representation: unknown, context: Context): Promise<Node | null> {
  const reference = readReference(representation);
  if (!reference) return null;
  if ("node" in reference) return readAddress(reference.node, context);
  return employeeAtAddress(context.request, reference.workEmail);
}
