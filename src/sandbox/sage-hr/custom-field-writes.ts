import type { CustomFieldRow } from "./employee-rows.js";
import { isActive } from "./employee-state.js";
import { replaceEmployee } from "./employee-writes.js";
import { dataAnswer, invalid, notFound } from "./envelope.js";
import type { Write, Writes } from "./router.js";
import type { SageHrData } from "./rows.js";

type Value = CustomFieldRow["value"];

const maxLength = 250;
const tooLong = `Custom field text too long (max ${maxLength} characters)`;

export function createCustomFieldWrites(data: SageHrData): Writes {
  return { "PUT api/employees/:id/custom-fields/:id": setCustomField(data) };
}

function setCustomField(data: SageHrData): Write {
  return (sent, id, fieldId) => {
    const row = data.employees.find((employee) => employee.profile.id === id && isActive(employee));
    const field = row?.customFields.find((known) => known.id === fieldId);
    if (!row || !field) return notFound();
    const value = readValue(field, sent.fields["value"]);
    if ("error" in value) return invalid([value.error]);
    const changed = { ...field, ...value };
    replaceEmployee(data, {
      ...row,
      customFields: row.customFields.map((known) => (known === field ? changed : known)),
    });
    return dataAnswer(null);
  };
}

/** Tags are a list, everything else a text; blank empties either. */
function readValue(field: CustomFieldRow, sent: unknown): { value: Value } | { error: string } {
  if (sent === undefined) return { error: "Value can't be blank" };
  const isTags = field.type === "CustomTags";
  const texts = toTexts(sent);
  if (texts === null || (Array.isArray(sent) && !isTags)) return { error: "Value is invalid" };
  if (texts.some((text) => text.length > maxLength)) return { error: tooLong };
  if (isTags) return { value: texts };
  const [text = null] = texts;
  const isChoice = text === null || field.options === null || field.options.includes(text);
  return isChoice ? { value: text } : { error: "Value is not included in the list" };
}

/** The texts in what was sent, without blank ones; null when it is no text. */
function toTexts(sent: unknown): string[] | null {
  const items: unknown[] = Array.isArray(sent) ? sent : [sent];
  const texts = items.flatMap((item) => {
    if (item === null) return [""];
    return typeof item === "string" || typeof item === "number" ? [String(item)] : [];
  });
  return texts.length === items.length ? texts.filter((text) => text !== "") : null;
}
