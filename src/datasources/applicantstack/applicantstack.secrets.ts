import { isObject } from "../http/payload.js";

/** Labels of social security numbers; customers can rename the field. */
const secretLabel = /\bssn\b|social\s*security/i;

/** Parts of a hire that hold signatures, tax forms and whatever else new employees fill in. */
const secretParts: ReadonlySet<string> = new Set(["Forms", "Questionnaires"]);

/** A copy of a hire without social security numbers and filled forms, wherever in it they stand. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([label]) => !secretParts.has(label) && !secretLabel.test(label));
  return Object.fromEntries(kept.map(([label, held]) => [label, withoutSecrets(held)]));
}
