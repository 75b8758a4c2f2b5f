import { InputRefusal } from "../write.js";
import type { StepResults, WriteInputs, WriteSource, WriteStep } from "../write.js";
import { givenId } from "./sage-hr.send.js";

type Values = WriteInputs["setCustomFields"]["values"];
type FieldName = "values" | "customFields";

export const setCustomFields: WriteSource<"setCustomFields"> = {
  accepts: [],
  remark: "Fields of employees only, one call each; tags are a list of texts, and null empties a field.",
  plan({ nodeId, model, values }) {
    if (model !== "Employee")
      throw new InputRefusal("Sage HR has custom fields of employees only.", ["nodeId"], "UNSUPPORTED_BY_PROVIDER");
    const key = String(givenId(nodeId, "nodeId"));
    return {
      steps: customFieldSteps(() => key, values, "values"),
      results: () => [{ model: "Employee", key }],
    };
  },
};

/** A step for each value, in their order; `field` is where the values stand in the input. Throws an InputRefusal. */
export function customFieldSteps(
  employeeOf: (done: StepResults) => string,
  values: Values,
  field: FieldName,
): WriteStep[] {
  return values.map(({ key, value }, index) => {
    if (!/^\d{1,15}$/.test(key)) throw refusal(field, index, "key", "This is no custom field of Sage HR.");
    const json = { value: valueFrom(value, field, index) };
    return {
      name: `custom field ${index + 1}`,
      call: "PUT /employees/{id}/custom-fields/{id}",
      async send(session, done) {
        await session.send({
          method: "PUT",
          path: `/employees/${employeeOf(done)}/custom-fields/${key}`,
          body: { json },
        });
        return {};
      },
      isRepeatable: true,
    };
  });
}

/** A field is a text, or a list of them. How a tick would be written is not known. */
function valueFrom(value: unknown, field: FieldName, index: number): string | string[] {
  if (Array.isArray(value)) return value.map((one: unknown) => textFrom(one, field, index));
  return value === null || value === undefined ? "" : textFrom(value, field, index);
}

function textFrom(value: unknown, field: FieldName, index: number): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw refusal(field, index, "value", "Sage HR takes a text, a number or a list of texts here.");
}

function refusal(field: FieldName, index: number, part: string, message: string): InputRefusal {
  return new InputRefusal(message, [field, String(index), part]);
}
