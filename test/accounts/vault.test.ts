import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createVault } from "../../src/accounts/vault.js";

const place = { workspaceId: "w", accountId: "a", column: "credentials" };
const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const vault = createVault([oldKey]);

describe("vault", () => {
  it("opens what it sealed, and seals the same text differently each time", () => {
    const [one, two] = [vault.seal("sesame ✓", place), vault.seal("sesame ✓", place)];
    expect(vault.open(one, place)).toBe("sesame ✓");
    expect(one.sealed.equals(two.sealed)).toBe(false);
    expect(one.sealed.includes("sesame")).toBe(false);
  });

  it("refuses a record in which any one byte was changed or that was cut short", () => {
    const { keyId, sealed } = vault.seal("sesame", place);
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((changed.readUInt8(index) + 1) % 256, index);
      expect(() => vault.open({ keyId, sealed: changed }, place)).toThrow(/were changed/);
    }
    for (const length of [0, 11, 20, sealed.length - 1]) {
      expect(() => vault.open({ keyId, sealed: sealed.subarray(0, length) }, place)).toThrow(/were changed/);
    }
  });

  it.each([
    { workspaceId: "other" },
    { accountId: "other" },
    { column: "other" },
    { workspaceId: "wa", accountId: "" },
  ])("does not open a record that was moved to %j", (other) => {
    expect(() => vault.open(vault.seal("sesame", place), { ...place, ...other })).toThrow(/belong to another account/);
  });

  it("seals under the first key and opens under all, so that keys rotate", () => {
    const rotated = createVault([newKey, oldKey]);
    const old = vault.seal("sesame", place);
    expect(rotated.open(old, place)).toBe("sesame");
    const fresh = rotated.seal("sesame", place);
    expect(fresh.keyId).not.toBe(old.keyId);
    expect(createVault([newKey]).open(fresh, place)).toBe("sesame");
    expect(() => createVault([newKey]).open(old, place)).toThrow(old.keyId);
  });

  it("is not made without a key", () => {
    expect(() => createVault([])).toThrow(/no encryption key/);
  });
});
