import type { Request } from "./read-month";

const palette = ["#2563eb", "#d97706", "#059669", "#db2777", "#0891b2", "#65a30d", "#7c3aed", "#dc2626"];
const given = new Map<string, string>();

/** The provider's colour for a kind of time off, or one that its name keeps for as long as the page is open. */
export function tintOf(type: Request["type"]): string {
  if (type?.color && /^#[\da-f]{6}$/iu.test(type.color)) return type.color;
  const name = type?.name ?? "";
  const tint = given.get(name) ?? palette[given.size % palette.length] ?? "gray";
  given.set(name, tint);
  return tint;
}
