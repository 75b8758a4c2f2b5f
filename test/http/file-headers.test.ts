import contentDisposition from "content-disposition";
import { describe, expect, it } from "vitest";

import { fileHeaders } from "../../src/http/file-headers.js";

const octets = "application/octet-stream";

function headersOf(fileName: string | null, contentTypes: (string | null)[] = []) {
  return fileHeaders({ fileName, contentTypes, sizeBytes: null });
}

/** The name that a client which reads the whole header saves the file under. */
function savedAs(fileName: string | null): string | undefined {
  const header = headersOf(fileName)["content-disposition"] ?? "";
  expect(header).toMatch(/^[\x20-\x7e]+$/);
  return contentDisposition.parse(header).parameters["filename"];
}

describe("the type of a file", () => {
  it.each([
    ["what the record says", ["image/png", "application/pdf"], "image/png"],
    [
      "what the answer says, where the record says nothing",
      [null, "text/plain; charset=utf-8"],
      "text/plain; charset=utf-8",
    ],
    ["what the ending says, where nobody knows", [null, null], "application/pdf"],
    [
      "what the ending says, where the store only says that it is bytes",
      ["", "binary/octet-stream"],
      "application/pdf",
    ],
    ["the answer's, where the record's is the general one", [octets, "application/msword"], "application/msword"],
    ["never what is no media type", ["pdf", "text/plain\r\nx-made-up: 1"], "application/pdf"],
  ])("is %s", (_what, contentTypes, expected) => {
    expect(headersOf("cv.pdf", contentTypes)["content-type"]).toBe(expected);
  });

  it("is the general one for endings that nobody knows", () => {
    expect(headersOf("cv")["content-type"]).toBe(octets);
    expect(headersOf("cv.made-up")["content-type"]).toBe(octets);
    expect(headersOf(null)["content-type"]).toBe(octets);
  });
});

describe("the name of a file", () => {
  it.each([
    ["plain.pdf", "plain.pdf"],
    ['a "quoted" name.pdf', 'a "quoted" name.pdf'],
    ["50%20 off.pdf", "50%20 off.pdf"],
    ["Müller, Žofia; ½.pdf", "Müller, Žofia; ½.pdf"],
    ["履歴書 😀.docx", "履歴書 😀.docx"],
    ["line\r\nSet-Cookie: a=b.pdf", "line Set-Cookie: a=b.pdf"],
    ["../../etc/passwd", ".._.._etc_passwd"],
    ["C:\\temp\\cv.pdf", "C:_temp_cv.pdf"],
    ["cv\u202Efdp.exe", "cv fdp.exe"],
    ["half \uD83D.pdf", "half  .pdf"],
    ["  cv.pdf\0 ", "cv.pdf"],
    ["..", "attachment"],
    ["", "attachment"],
    [null, "attachment"],
  ])("%j is saved as %j", (fileName, expected) => {
    expect(savedAs(fileName)).toBe(expected);
  });

  it("is there in ASCII for clients that know no better", () => {
    expect(headersOf("Zoë Müller.pdf")["content-disposition"]).toBe(
      `attachment; filename="Zoe Muller.pdf"; filename*=UTF-8''Zo%C3%AB%20M%C3%BCller.pdf`,
    );
    expect(headersOf("plain.pdf")["content-disposition"]).toBe('attachment; filename="plain.pdf"');
  });

  it("is cut to 200 letters, and keeps its ending", () => {
    expect(savedAs(`${"ü".repeat(5_000)}.docx`)).toBe(`${"ü".repeat(195)}.docx`);
    expect(savedAs(`x.${"y".repeat(5_000)}`)).toBe(`x.${"y".repeat(198)}`);
  });
});

it("tells the length of a file where it is known", () => {
  expect(fileHeaders({ fileName: "cv.pdf", contentTypes: [], sizeBytes: 0 })["content-length"]).toBe("0");
  expect(headersOf("cv.pdf")).not.toHaveProperty("content-length");
});
