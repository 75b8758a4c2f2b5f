import { expect, it } from "vitest";
import { createLogger } from "../../src/lib/logger.js";

function logTo(lines: string[], level = "info") {
  return createLogger({ level, destination: { write: (line: string) => lines.push(line) } });
}

it("writes JSON lines in which messages, fields, child bindings and errors are redacted", () => {
  const lines: string[] = [];
  const logger = logTo(lines);
  logger.info({ token: "sesame", accountId: "a1" }, "asked as %s", "jo@example.com");
  logger.child({ apiKey: "sesame" }).child({ secret: "sesame" }).warn("Bearer sesame");
  logger.error(Object.assign(new Error("for jo@example.com"), { request: { secret: "sesame" } }));
  logger.error({ err: new Error("also for jo@example.com") });
  expect(lines).toHaveLength(4);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    accountId: "a1",
    token: "[redacted]",
    msg: "asked as [redacted]",
  });
  expect(JSON.parse(lines[2] ?? "")).toMatchObject({ err: { message: "for [redacted]" } });
  expect(lines.join("")).not.toMatch(/sesame|jo@/);
});

it("keeps quiet below its level", () => {
  const lines: string[] = [];
  logTo(lines, "error").info("nothing");
  expect(lines).toEqual([]);
});
