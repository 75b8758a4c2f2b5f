import type { Draft } from "../../schema/draft.js";
import { GroupType } from "../../schema/enums.js";
import type { Group } from "../../schema/group.js";
import { Depth } from "../../schema/provider-record.js";
import type { Ref } from "../../schema/provider-record.js";
import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { byKey, mentionOf, readOrNull, recordOf, splitKey, wholePageOf } from "./workable.draft.js";
import { joinHalves } from "./workable.halves.js";
import { maxPageSize } from "./workable.paging.js";
import { legalEntityTypes, meaningOf } from "./workable.vocabulary.js";

type GroupKind = "department" | "legal-entity" | "division";

/** Groups of employees: departments and legal entities, with the kind before the id. Divisions are not listed, only found by id. */
export function groupSource(client: WorkableClient): ModelSource<"Group"> {
  return {
    coverage: { name: "list", type: "list", typeLabel: "list", parentRef: "list" },
    list: {
      call: "GET /departments, GET /legal_entities",
      calls: 2,
      pageSize: 2 * maxPageSize,
      native: {},
      isWhole: true,
      page: (session) =>
        joinHalves<"Group">([
          { what: "departments", read: readGroups(client, session, "department", Depth.LIST) },
          { what: "legal_entities", read: readGroups(client, session, "legal-entity", Depth.LIST) },
        ]),
    },
    get: {
      call: "GET /departments, GET /legal_entities, GET /employee_fields",
      read: (session, key) => readOrNull(() => readGroup(client, session, key)),
    },
  };
}

async function readGroups(
  client: WorkableClient,
  session: ProviderSession,
  kind: "department" | "legal-entity",
  depth: Depth,
) {
  if (kind === "department") {
    const rows = await client.departments(session);
    return wholePageOf<"Group">(rows, "departments", (row) => toDepartmentGroup(row, depth));
  }
  const rows = await client.legalEntities(session);
  return wholePageOf<"Group">(rows, "legal_entities", (row) => toLegalEntity(row, depth));
}

async function readGroup(client: WorkableClient, session: ProviderSession, key: string): Promise<Draft<Group> | null> {
  const { parent: kind, child: id } = splitKey(key);
  if (kind === "division") return readDivision(client, session, id);
  if (kind !== "department" && kind !== "legal-entity") return null;
  return byKey<"Group">((await readGroups(client, session, kind, Depth.DETAIL)).drafts, key);
}

/** Divisions are choices of a field. One that is no choice stands for itself, for it is all that Workable says. */
async function readDivision(client: WorkableClient, session: ProviderSession, id: string): Promise<Draft<Group>> {
  const fields = readers(await client.employeeFields(session), "employee_fields");
  const choices = fields.find((field) => field.text("id") === "division")?.objects("choices") ?? [];
  const name = choices.find((choice) => choice.text("id") === id)?.text("label") ?? id;
  const identity = { key: groupKey("division", id), remoteId: id, depth: Depth.DETAIL };
  return { ...identity, name, type: GroupType.DIVISION, typeLabel: "division", parentRef: null };
}

function toDepartmentGroup(row: PayloadReader, depth: Depth): Draft<Group> {
  return toGroup(row, depth, "department", () => ({ type: GroupType.DEPARTMENT, label: "department" }));
}

export function toLegalEntity(row: PayloadReader, depth: Depth): Draft<Group> {
  return toGroup(row, depth, "legal-entity", () => {
    const label = row.text("type");
    const type = meaningOf(legalEntityTypes, label);
    return { type: type === undefined ? GroupType.UNMAPPED : type, label };
  });
}

function toGroup(
  row: PayloadReader,
  depth: Depth,
  kind: GroupKind,
  typeOf: () => { type: GroupType | null; label: string | null },
): Draft<Group> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: groupKey(kind, id), remoteId: id, depth },
    {
      name: () => row.text("name"),
      type: () => typeOf().type,
      typeLabel: () => typeOf().label,
      parentRef: () => refTo(kind, row.text("parent_id")),
    },
  );
}

/** The groups of an employee, by the provider's ids. */
export function groupRefsOf(ids: {
  department: string | null;
  legalEntity: string | null;
  division: string | null;
}): Ref<Draft<Group>>[] {
  return [
    refTo("department", ids.department),
    refTo("legal-entity", ids.legalEntity),
    refTo("division", ids.division),
  ].filter((ref) => ref !== null);
}

function refTo(kind: GroupKind, id: string | null): Ref<Draft<Group>> | null {
  if (id === null) return null;
  const key = groupKey(kind, id);
  const mention = (): Draft<Group> => ({
    ...mentionOf(id, {}),
    key,
    ...(kind === "division" && { type: GroupType.DIVISION }),
  });
  return { key, mention };
}

function groupKey(kind: GroupKind, id: string): string {
  return `${kind}/${id}`;
}
