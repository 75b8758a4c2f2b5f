import { isObject } from "../settings.js";
import { isEmail, type Fields } from "./input.js";
import { invalid } from "./refusal.js";
import type { EmployeeFieldRow } from "./hr-types.js";
import type { WorkableData } from "./types.js";

type ValueField = Pick<EmployeeFieldRow, "id" | "type" | "choices" | "subfields">;

/**
 * Reads an employee's values by field id into the shapes of the detail call; null stands for a value that is taken
 * away. Refuses fields that the account does not have, and values that are not of their field's type.
 */
export function readEmployeeValues(data: WorkableData, fields: Fields, at: number): Fields {
  const entries = Object.entries(fields).map(([id, value]) => {
    const field = data.employeeFields.find((row) => row.id === id);
    if (!field) throw invalid(id, "is not a field");
    if (field.is_multiple) return [id, readRows(data, field, value, at)] as const;
    return [id, value === null || value === "" ? null : readValue(data, field, value)] as const;
  });
  return Object.fromEntries(entries);
}

/** Lists replace those before; rows keep the ids that they come with. */
function readRows(data: WorkableData, field: EmployeeFieldRow, value: unknown, at: number): object[] {
  if (!Array.isArray(value)) throw invalid(field.id, "is not a list");
  return value.map((row: unknown, place) => {
    if (!isObject(row) || !("value" in row)) throw invalid(field.id, "has a row without a value");
    const known = row["row_id"];
    const rowId = typeof known === "string" ? known : (at * 256 + place).toString(16);
    const isPrimary = row["is_primary"] ?? place === 0;
    return { row_id: rowId, history_of: rowId, is_primary: isPrimary, value: readValue(data, field, row["value"]) };
  });
}

/** Whether a value is of a type; types that are not here take any text. */
const checks: Readonly<Record<string, (value: unknown, data: WorkableData, field: ValueField) => boolean>> = {
  boolean: (value) => typeof value === "boolean",
  numeric: (value) => typeof value === "number",
  percentage: (value) => typeof value === "number",
  date: (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}/u.test(value) && !Number.isNaN(Date.parse(value)),
  email: (value) => typeof value === "string" && isEmail(value),
  dropdown: (value, _, { choices }) =>
    typeof value === "string" && (choices?.some((choice) => choice.id === value) ?? true),
  country: (value) => typeof value === "string" || (isObject(value) && typeof value["value"] === "string"),
  location: isObject,
  payRate: (value) => isObject(value) && typeof value["amount"] === "number" && typeof value["currency"] === "string",
  legalEntity: (value, data) => data.legalEntities.some((row) => row.id === value),
  department: (value, data) => data.departments.some((row) => row.id === value),
  employee: (value, data) => data.employees.some((row) => row.id === value),
  // Follows from who reports to whom.
  directReports: () => false,
};

function readValue(data: WorkableData, field: ValueField, value: unknown): unknown {
  if (field.type === "composite") return readComposite(data, field, value);
  const isValid = checks[field.type]?.(value, data, field) ?? typeof value === "string";
  if (!isValid) throw invalid(field.id);
  if (field.type === "date") return `${String(value).slice(0, 10)}T00:00:00.000Z`;
  return field.type === "country" && typeof value === "string" ? { display: value, value } : value;
}

function readComposite(data: WorkableData, field: ValueField, value: unknown): object {
  if (!isObject(value)) throw invalid(field.id);
  const entries = Object.entries(value).map(([id, part]) => {
    const subfield = field.subfields?.find((row) => row.id === id);
    if (!subfield) throw invalid(field.id, `has no ${id}`);
    return [id, part === null ? null : readValue(data, subfield, part)] as const;
  });
  return Object.fromEntries(entries);
}
