import type { CustomFieldRow } from "./employee-rows.js";

export const sizes = ["S", "M", "L"];
export const languages = ["English", "Norsk", "Polski"];

/** The customer's own fields on employees: a choice, tags and a text. */
export function customFields(size: string | null, spoken: string[] | null, badge: string | null): CustomFieldRow[] {
  return [
    { id: 1, label: "T-shirt size", type: "CustomDropdownField", value: size, options: sizes },
    { id: 2, label: "Languages", type: "CustomTags", value: spoken, options: languages },
    { id: 3, label: "Badge", type: "CustomTextField", value: badge, options: null },
  ];
}
