import type { Department } from "../../schema/department.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import type { Ref } from "../../schema/provider-record.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { mentionOf, recordOf, wholePageOf, wholeSource } from "./workable.draft.js";

export function departmentSource(client: WorkableClient): ModelSource<"Department"> {
  const { list, get } = wholeSource<"Department">("GET /departments", "departments", client.departments, toDepartment);
  return {
    coverage: { name: "list", parentRef: "list" },
    list,
    get,
    identify: async (session, mention) => {
      const rows = await client.departments(session);
      const page = wholePageOf<"Department">(rows, "departments", (row) => toDepartment(row, Depth.LIST));
      return pickDepartment(page.drafts, mention);
    },
  };
}

export function toDepartment(row: PayloadReader, depth: Depth): Draft<Department> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: id, remoteId: id, depth },
    {
      name: () => row.text("name"),
      parentRef: () => parentRefOf(row.text("parent_id")),
    },
  );
}

function parentRefOf(id: string | null): Ref<Draft<Department>> | null {
  return id === null ? null : { key: id };
}

/**
 * The department of a job: the last of its hierarchy, else the bare name. Its id is a key only where it is text: how the numbers in
 * hierarchies relate to the hexadecimal ids of departments is not documented.
 */
export function departmentRefOf(row: PayloadReader): Ref<Draft<Department>> | null {
  const hierarchy = row.objects("department_hierarchy");
  if (hierarchy.length > 0) return refAt(hierarchy, hierarchy.length - 1);
  const name = row.text("department");
  return name === null ? null : { key: null, mention: () => mentionOf(null, { name }) };
}

function refAt(hierarchy: readonly PayloadReader[], level: number): Ref<Draft<Department>> | null {
  const step = hierarchy[level];
  if (!step) return null;
  const id = step.text("id");
  const name = step.text("name");
  const parentRef = refAt(hierarchy, level - 1);
  if (typeof step.raw["id"] === "string" && id !== null) {
    return { key: id, mention: () => mentionOf(id, { name, parentRef }) };
  }
  if (name === null) return null;
  return { key: null, mention: () => ({ ...mentionOf(null, { name, parentRef }), remoteId: id ?? "" }) };
}

/**
 * The department that a wording means: the one of that name. Among several of the same name it is the one whose hexadecimal id is the
 * mentioned number, else the one below the mentioned parent; where that leaves more than one, none.
 */
export function pickDepartment(
  departments: readonly Draft<Department>[],
  mention: Draft<Department>,
): Draft<Department> | null {
  const namesakes = departments.filter(({ name }) => name === mention.name);
  if (namesakes.length <= 1) return namesakes[0] ?? null;
  const number = /^\d+$/u.test(mention.remoteId) ? Number(mention.remoteId).toString(16) : null;
  const same = namesakes.filter(({ key }) => key === number);
  const below = same.length > 0 ? same : namesakes.filter((one) => isBelow(departments, one, mention));
  return below.length === 1 ? (below[0] ?? null) : null;
}

function isBelow(
  departments: readonly Draft<Department>[],
  department: Draft<Department>,
  mention: Draft<Department>,
): boolean {
  const parent = departments.find(({ key }) => key === department.parentRef?.key);
  return (parent?.name ?? null) === (mention.parentRef?.mention?.().name ?? null);
}
