import type { Draft } from "../../schema/draft.js";
import type { Field } from "../../schema/field.js";
import { FieldEntity, FieldType } from "../../schema/field-type.js";
import { Depth } from "../../schema/provider-record.js";
import { mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { CustomFieldSource, ModelSource, ProviderSession } from "../provider.js";
import { customFields as readCustomFields } from "./sage-hr.client.js";
import { documented } from "./sage-hr.documented.js";
import { keyIn } from "./sage-hr.list.js";
import { extrasOf, lenient, recordOf } from "./sage-hr.payload.js";
import { toFieldType } from "./sage-hr.vocabulary.js";

const call = "GET /employees/{id}/custom-fields";

/** The provider tells the fields only together with one employee's values. */
export const fields: ModelSource<"Field"> = {
  coverage: {
    label: "list",
    entity: "list",
    type: "list",
    typeLabel: "list",
    isCustom: "list",
    isMultiple: "list",
    options: "list",
  },
  list: {
    call,
    pageSize: 1000,
    native: {},
    requires: ["employee"],
    isWhole: true,
    async page(session, { conditions }) {
      const { rows, problems } = await readFields(session, keyIn(conditions, "employee") ?? "");
      return { drafts: rows, next: null, previous: null, total: rows.length, problems };
    },
  },
  get: {
    call,
    async read(session, key) {
      const { rows } = await readFields(session, key.slice(0, Math.max(0, key.indexOf("/"))));
      return rows.find((field) => field.key === key) ?? null;
    },
  },
};

/** Values cost a call for each employee, so that they are read only when they are asked for. */
export const customFields: CustomFieldSource = {
  call,
  models: ["Employee"],
  async read(session, model, key) {
    const values = model === "Employee" ? await readCustomFields(session, key) : [];
    return mapRows(values, "custom-fields", (row) => ({
      key: row.id("id"),
      label: row.text("label"),
      value: lenient(row).raw["value"] ?? null,
    })).rows;
  },
};

async function readFields(session: ProviderSession, employeeKey: string) {
  const definitions = await readCustomFields(session, employeeKey);
  return mapRows(definitions, "custom-fields", (row) => toField(row, employeeKey));
}

/** The employee is part of the key: only by one can a field be read again, and the payload holds that one's value. */
export function toField(payload: PayloadReader, employeeKey: string): Draft<Field> {
  const row = lenient(payload);
  const remoteId = row.id("id");
  const mapped = recordOf({ key: `${employeeKey}/${remoteId}`, remoteId, depth: Depth.DETAIL }, payload, {
    label: () => row.text("label"),
    entity: () => FieldEntity.EMPLOYEE,
    type: () => toFieldType(row.text("type")),
    typeLabel: () => row.text("type"),
    isCustom: () => true,
    isMultiple: () => isMultiple(row),
    options: () => row.texts("options").map((label) => ({ label })),
  });
  return { ...mapped, extras: extrasOf(row, documented.customField) };
}

/** Null for a type that is not known. */
function isMultiple(row: PayloadReader): boolean | null {
  const type = toFieldType(row.text("type"));
  return type === null || type === FieldType.UNMAPPED ? null : type === FieldType.MULTI_SELECT;
}
