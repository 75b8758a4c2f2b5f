import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const set = (fieldId: number, body: unknown, id = 41) =>
  world.send("PUT", `/employees/${id}/custom-fields/${fieldId}`, body);
const valueOf = async (fieldId: number) =>
  found((await world.rows("/employees/41/custom-fields")).find((field) => field["id"] === fieldId))["value"];
const refusal = (...errors: string[]) => ({ status: 422, body: { error_code: "validation_failed", errors } });

describe("custom fields of employees in Sage HR's sandbox", () => {
  it("take a choice, tags and a text, and read back as they were set", async () => {
    for (const [fieldId, value] of [
      [1, "L"],
      [2, ["Polski", "English"]],
      [3, "B-900"],
    ] as const) {
      const { status, body } = await set(fieldId, { value });
      expect({ status, body }).toEqual({ status: 200, body: { data: null } });
      expect(await valueOf(fieldId)).toEqual(value);
      const row = found(world.tenant.data.employees.find(({ profile }) => profile.id === 41));
      expect(row.customFields.find((field) => field.id === fieldId)?.value).toEqual(value);
    }
  });

  it("take forms, where tags are repeated and one tag stands alone", async () => {
    await set(3, new URLSearchParams({ value: "77" }));
    expect(await valueOf(3)).toBe("77");
    const tags = new URLSearchParams({ "value[]": "Norsk" });
    tags.append("value[]", "Suomi");
    await set(2, tags);
    expect(await valueOf(2)).toEqual(["Norsk", "Suomi"]);
    const form = new FormData();
    form.append("value", "English");
    await set(2, form);
    expect(await valueOf(2)).toEqual(["English"]);
  });

  it("are emptied by null and by blank text", async () => {
    await set(3, { value: null });
    expect(await valueOf(3)).toBeNull();
    await set(1, { value: "" });
    expect(await valueOf(1)).toBeNull();
    await set(2, { value: [] });
    expect(await valueOf(2)).toEqual([]);
  });

  it("refuse more than 250 characters with the literal message, and take 250", async () => {
    const tooLong = refusal("Custom field text too long (max 250 characters)");
    expect(await set(3, { value: "x".repeat(251) })).toMatchObject(tooLong);
    expect(await set(2, { value: ["English", "x".repeat(251)] })).toMatchObject(tooLong);
    expect((await set(3, { value: "x".repeat(250) })).status).toBe(200);
    expect(await valueOf(3)).toBe("x".repeat(250));
  });

  it("refuse no value, a list for a text, a choice that there is not, unknown fields and people", async () => {
    const before = world.tenant.data.employees[1];
    expect(await set(3, {})).toMatchObject(refusal("Value can't be blank"));
    expect(await set(3, { value: ["B-1"] })).toMatchObject(refusal("Value is invalid"));
    expect(await set(3, { value: { text: "B-1" } })).toMatchObject(refusal("Value is invalid"));
    expect(await set(1, { value: "XXL" })).toMatchObject(refusal("Value is not included in the list"));
    const notFound = { status: 404, body: { error_code: "not_found", errors: [] } };
    expect(await set(9, { value: "x" })).toMatchObject(notFound);
    expect(await set(3, { value: "x" }, 1)).toMatchObject(notFound);
    expect(world.tenant.data.employees[1]).toBe(before);
  });
});
