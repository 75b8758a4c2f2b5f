import type { Draft } from "../../schema/draft.js";
import { FieldEntity, FieldType } from "../../schema/field-type.js";
import type { Field, Subfield } from "../../schema/field.js";
import { Depth } from "../../schema/provider-record.js";
import type { PayloadReader } from "../http/payload.js";
import type { ListPage, ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { byKey, readOrNull, recordOf, splitKey, wholePageOf } from "./workable.draft.js";
import { joinHalves } from "./workable.halves.js";
import { maxPageSize } from "./workable.paging.js";
import { fieldTypes, meaningOf } from "./workable.vocabulary.js";

const attributes = "candidate";
const employeeFields = "employee";

/** Custom attributes of candidates and fields of employees, with what they belong to before the id. */
export function fieldSource(client: WorkableClient): ModelSource<"Field"> {
  return {
    coverage: {
      label: "list",
      hint: "list",
      entity: "list",
      type: "list",
      typeLabel: "list",
      isCustom: "list",
      isMultiple: "list",
      isEnabled: "list",
      options: "list",
      subfields: "list",
      editableBy: "list",
      viewableBy: "list",
    },
    list: {
      call: "GET /custom_attributes, GET /employee_fields",
      calls: 2,
      pageSize: 2 * maxPageSize,
      native: { entity: ["eq"] },
      isWhole: true,
      page: (session, { conditions }) => {
        const entity = conditions["entity"]?.eq;
        if (entity === FieldEntity.CANDIDATE) return readAttributes(client, session, Depth.LIST);
        if (entity === FieldEntity.EMPLOYEE) return readEmployeeFields(client, session, Depth.LIST);
        return joinHalves<"Field">([
          { what: "custom_attributes", read: readAttributes(client, session, Depth.LIST) },
          { what: "employee_fields", read: readEmployeeFields(client, session, Depth.LIST) },
        ]);
      },
    },
    get: {
      call: "GET /custom_attributes, GET /employee_fields",
      read: (session, key) =>
        readOrNull(async () => {
          const { parent } = splitKey(key);
          const read = parent === attributes ? readAttributes : parent === employeeFields ? readEmployeeFields : null;
          return read && byKey<"Field">((await read(client, session, Depth.DETAIL)).drafts, key);
        }),
    },
  };
}

export async function readAttributes(
  client: WorkableClient,
  session: ProviderSession,
  depth: Depth,
): Promise<ListPage<"Field">> {
  const rows = await client.customAttributes(session);
  return wholePageOf<"Field">(rows, "custom_attributes", (row) => toAttribute(row, depth));
}

export async function readEmployeeFields(
  client: WorkableClient,
  session: ProviderSession,
  depth: Depth,
): Promise<ListPage<"Field">> {
  const rows = await client.employeeFields(session);
  return wholePageOf<"Field">(rows, "employee_fields", (row) => toEmployeeField(row, depth));
}

export function toAttribute(row: PayloadReader, depth: Depth): Draft<Field> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: `${attributes}/${id}`, remoteId: id, depth },
    {
      label: () => row.text("label"),
      hint: () => row.text("hint"),
      entity: () => FieldEntity.CANDIDATE,
      type: () => attributeType(row),
      typeLabel: () => row.text("type"),
      isCustom: () => true,
      isMultiple: () => attributeType(row) === FieldType.MULTI_SELECT,
      isEnabled: () => row.boolean("enabled"),
      options: () => optionsOf(row, "body"),
      subfields: () => [],
    },
  );
}

function attributeType(row: PayloadReader): FieldType | null {
  const type = typeOf(row.text("type"));
  return type === FieldType.MULTI_SELECT && row.boolean("single_answer") ? FieldType.SINGLE_SELECT : type;
}

/** Fields that the customer made have hexadecimal ids; Workable's own have words. */
export function toEmployeeField(row: PayloadReader, depth: Depth): Draft<Field> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: `${employeeFields}/${id}`, remoteId: id, depth },
    {
      label: () => row.text("label"),
      hint: () => row.text("hint"),
      entity: () => FieldEntity.EMPLOYEE,
      type: () => typeOf(row.text("type")),
      typeLabel: () => row.text("type"),
      isCustom: () => /^(?=.*\d)[0-9a-f]{3,}$/u.test(id),
      isMultiple: () => row.boolean("is_multiple"),
      options: () => optionsOf(row, "label"),
      subfields: () => row.objects("subfields").map(toSubfield),
      editableBy: () => row.text("editable_by"),
      viewableBy: () => row.text("viewable_by"),
    },
  );
}

function typeOf(word: string | null): FieldType | null {
  const type = meaningOf(fieldTypes, word);
  return type === undefined ? FieldType.UNMAPPED : type;
}

function optionsOf(row: PayloadReader, label: "body" | "label") {
  return row.objects("choices").map((choice) => ({ id: choice.text("id"), label: choice.id(label) }));
}

function toSubfield(row: PayloadReader): Subfield {
  const typeLabel = row.text("type");
  return {
    key: row.id("id"),
    label: row.text("label"),
    type: typeOf(typeLabel) ?? FieldType.UNMAPPED,
    typeLabel,
  };
}
