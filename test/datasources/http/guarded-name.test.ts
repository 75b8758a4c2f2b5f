import { describe, expect, it } from "vitest";
import { fileNameOf } from "../../../src/datasources/http/guarded-name.js";

const named = (disposition: string | undefined, address = "https://files.example.com/x") =>
  fileNameOf(disposition, new URL(address));
const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("a file's name in its header", () => {
  it.each([
    ["attachment; filename=cv.pdf", "cv.pdf"],
    ["attachment; filename=my cv.pdf ; size=3", "my cv.pdf"],
    ['ATTACHMENT ; FileName = "a; b \\"c\\" \\\\.pdf"', ".pdf"],
    ['attachment; filename="a; b \\"c\\".pdf"', 'a; b "c".pdf'],
    ["attachment; filename=plain.pdf; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.pdf", "naïve €.pdf"],
    ["attachment; filename*=iso-8859-1'en'%A3%20rates.txt; filename=x", "£ rates.txt"],
    ["attachment; filename*=UTF-8''%FF%FE; filename=kept.pdf", "kept.pdf"],
    ["attachment; filename*=koi8-r''%F0; filename=kept.pdf", "kept.pdf"],
    ["attachment; filename*=UTF-8''; filename=kept.pdf", "kept.pdf"],
    ["attachment; filename=first.pdf; filename=second.pdf", "first.pdf"],
    ["attachment;; filename=cv.pdf", "cv.pdf"],
    ['attachment; filename="unclosed.pdf', "unclosed.pdf"],
    [latin1('attachment; filename="Lebenslauf Jürgen.pdf"'), "Lebenslauf Jürgen.pdf"],
    ['attachment; filename="r\u00e9sum\u00e9.pdf"', "résumé.pdf"],
    ['inline; filename="100%.pdf"', "100%.pdf"],
  ])("is read from %j as %j", (disposition, name) => {
    expect(named(disposition)).toBe(name);
  });

  it.each([
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ["attachment; filename=C:\\Users\\kim\\cv.pdf", "cv.pdf"],
    ["attachment; filename*=UTF-8''..%2F..%5C%00evil%0D%0A.pdf", "evil.pdf"],
    ["attachment; filename*=UTF-8''cv%E2%80%AEfdp.exe", "cvfdp.exe"],
    ["attachment; filename*=UTF-8''%20%EF%BB%BF%20cv.pdf%20", "cv.pdf"],
  ])("loses folders, control characters and turns: %j", (disposition, name) => {
    expect(named(disposition)).toBe(name);
  });

  it("is cut to 255 bytes between characters and keeps its extension", () => {
    const name = named(`attachment; filename*=UTF-8''${encodeURIComponent("ü".repeat(300))}.docx`);
    expect(name).toBe(`${"ü".repeat(125)}.docx`);
    expect(named(`attachment; filename=a.${"b".repeat(400)}`)).toBe(`a.${"b".repeat(253)}`);
    expect(named(`attachment; filename=${"c".repeat(255)}`)).toHaveLength(255);
  });

  it("is read in no time from thousands of broken parameters", () => {
    const startedAt = performance.now();
    expect(named(`attachment${';a="\\'.repeat(40_000)}`)).toBe("x");
    expect(named(`attachment;${" ;".repeat(80_000)}`)).toBe("x");
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe("a file's name in its address", () => {
  it.each([
    [undefined, "https://files.example.com/a/Kim%20Doe%20CV.pdf?token=made-up#page", "Kim Doe CV.pdf"],
    ["inline", "https://files.example.com/cv.pdf", "cv.pdf"],
    ["attachment; filename=..", "https://files.example.com/cv.pdf", "cv.pdf"],
    [undefined, "https://files.example.com/a%2Fb%5Cc.pdf", "c.pdf"],
    [undefined, "https://files.example.com/100%25%ZZ.pdf", "100%25%ZZ.pdf"],
  ])("is used with the header %j: %s", (disposition, address, name) => {
    expect(named(disposition, address)).toBe(name);
  });

  it.each(["https://files.example.com", "https://files.example.com/a/", "https://files.example.com/%00%20"])(
    "is none in %s",
    (address) => {
      expect(named(undefined, address)).toBeNull();
    },
  );
});
