import type { Draft } from "../../schema/draft.js";
import type { Field } from "../../schema/field.js";
import { FieldType } from "../../schema/field-type.js";
import { Depth } from "../../schema/provider-record.js";
import type { CustomFieldInput } from "../../schema/writes/write-input.js";
import { isCalendarDate } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type { WritePlan, WriteSession, WriteSource, WriteStep } from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { ownFields } from "./workable.employee-input.js";
import { employeeChange } from "./workable.employee-write.js";
import { readAttributes } from "./workable.field.js";
import { refusal } from "./workable.refusals.js";
import { unconfirmed } from "./workable.vocabulary.js";
import { changedCandidate, lastDrafts } from "./workable.written.js";

/** Values of custom attributes of candidates, and of fields of employees. */
export function customFieldsWrite(client: WorkableClient): WriteSource<"setCustomFields"> {
  return {
    accepts: [],
    actor: "optional",
    remark:
      "Fields of candidates and of employees. Those of candidates cannot be emptied, and are read as answers of the application.",
    plan({ model, nodeId, values }, { actor }) {
      if (values.length === 0) throw new InputRefusal("Give a value.", ["values"]);
      if (model === "Candidate") return attributePlan(client, nodeId, values);
      if (model !== "Employee") {
        const message = "Workable has fields of one's own for candidates and employees.";
        throw new InputRefusal(message, ["nodeId"], "UNSUPPORTED_BY_PROVIDER");
      }
      const own = ownFields(values, "values");
      return employeeChange(client, nodeId, actor, {
        areFieldsRead: own.areToBeRead,
        fieldsFor: (session) => own.resolve(client, session),
      });
    },
  };
}

/** A call for each value; the first reads what the attributes are, because a text may be a text, a date or a choice. */
function attributePlan(client: WorkableClient, candidateId: string, values: readonly CustomFieldInput[]): WritePlan {
  let attributes: Promise<Draft<Field>[]> | undefined;
  const readOnce = async (session: WriteSession): Promise<Draft<Field>[]> => {
    const reading = (attributes ??= readAttributes(client, session, Depth.LIST).then(({ drafts }) => drafts));
    try {
      return await reading;
    } catch (error) {
      attributes = undefined;
      throw error;
    }
  };
  const steps = values.map(({ key, value }, index): WriteStep => {
    const at = `values.${String(index)}`;
    if (value === undefined || value === null) {
      throw new InputRefusal("Workable's custom attributes cannot be emptied.", [...at.split("."), "value"]);
    }
    return {
      name: `value ${String(index + 1)}`,
      call: `${index === 0 ? "GET /custom_attributes, " : ""}PATCH /candidates/{id}/update_custom_attribute_value`,
      ...(index === 0 && { calls: 2 }),
      isRepeatable: true,
      send: async (session) => {
        const attribute = (await readOnce(session)).find(({ remoteId }) => remoteId === key);
        if (!attribute) throw refusal("NOT_FOUND", `${at}.key`, "Workable has no such custom attribute.");
        const json = { custom_attribute_key: key, ...valueFor(attribute, value, `${at}.value`) };
        return changedCandidate(await client.setCustomAttribute(session, candidateId, json));
      },
    };
  });
  return {
    steps,
    carried: { Candidate: Depth.DETAIL },
    results: (_session, done) => lastDrafts(done) ?? [{ model: "Candidate", key: candidateId }],
  };
}

/** A value under the name that its attribute's type asks for. Throws when it is not of that type. */
function valueFor({ type, options = [] }: Draft<Field>, value: unknown, field: string): object {
  const wrong = (wanted: string) => refusal("PROVIDER_REJECTED", field, `This custom attribute takes ${wanted}.`);
  switch (type) {
    case FieldType.BOOLEAN:
      if (typeof value === "boolean") return { checked: value };
      throw wrong("true or false");
    case FieldType.NUMBER:
      if (typeof value === "number") return { value };
      throw wrong("a number");
    case FieldType.TEXT:
      if (typeof value === "string" && value.length <= unconfirmed.maxShortText) return { value };
      throw wrong(`text of up to ${String(unconfirmed.maxShortText)} characters`);
    case FieldType.PARAGRAPH:
      if (typeof value === "string") return { value };
      throw wrong("text");
    case FieldType.DATE:
      if (typeof value === "string" && isCalendarDate(value)) return { date: value };
      throw wrong("a date such as 2026-05-04");
    case FieldType.SINGLE_SELECT:
    case FieldType.MULTI_SELECT: {
      const choices: unknown[] = Array.isArray(value) ? value : [value];
      const isFew = type === FieldType.MULTI_SELECT || choices.length === 1;
      const areKnown = choices.every((choice) => options.some(({ id }) => id === choice));
      if (isFew && areKnown) return { choices };
      throw wrong(type === FieldType.MULTI_SELECT ? "ids of its options" : "the id of one of its options");
    }
    case FieldType.FILE:
      if (typeof value === "string" && /^https?:\/\//iu.test(value)) return { file_url: value };
      throw wrong("the public address of a file");
    default:
      return byForm(value);
  }
}

/** For types that are not known here the value's own form decides. */
function byForm(value: unknown): object {
  if (typeof value === "boolean") return { checked: value };
  return Array.isArray(value) ? { choices: value } : { value };
}
