import { afterEach, describe, expect, it } from "vitest";
import { found, listOf } from "../json.js";
import { startApplicantStack, type ApplicantStackSandbox } from "./applicantstack-sandbox.js";

let world: ApplicantStackSandbox | undefined;

afterEach(() => world?.stop());

async function resumeOf(sandbox: ApplicantStackSandbox) {
  const candidate = found(sandbox.tenant.data.candidates.find((row) => row.files.some((file) => file.isResume)));
  const { body } = await sandbox.get(`/api/candidate/${candidate.serial}`);
  return found(listOf(body, "Files").find((file) => file["is_resume"] === 1));
}

describe("ApplicantStack's files in the sandbox", () => {
  it("gives a file to whoever has the link, until the next local midnight", async () => {
    world = await startApplicantStack();
    const file = await resumeOf(world);
    expect(file["url"]).toMatch(/\/acme-demo\/x\/attachment\/a6[a-z0-9]{10}\?apikey=[0-9a-f]{40}$/u);
    const response = await fetch(String(file["url"]));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(await response.text()).toMatch(/^%PDF/u);
    const expiresAt = Number(file["apikey_expires"]);
    expect(expiresAt - Date.now() / 1000).toBeGreaterThan(0);
    expect(expiresAt - Date.now() / 1000).toBeLessThanOrEqual(25 * 3_600);
    const clock = new Date(expiresAt * 1000).toLocaleTimeString("en-GB", { timeZone: "America/New_York" });
    expect(clock).toBe("00:00:00");
  });

  it("refuses a wrong key, a key of another file, and none", async () => {
    world = await startApplicantStack();
    const url = String((await resumeOf(world))["url"]);
    const key = found(url.split("apikey=")[1]);
    const other = found(world.tenant.data.candidates.flatMap((row) => row.files).at(-1));
    const refused = [
      url.replace(key, "0".repeat(40)),
      url.slice(0, url.indexOf("?")),
      `${world.baseUrl}/x/attachment/${other.serial}?apikey=${key}`,
    ];
    for (const address of refused) expect((await fetch(address)).status).toBe(403);
  });

  it("refuses a key that has expired", async () => {
    world = await startApplicantStack({ fileKeySeconds: -1 });
    const file = await resumeOf(world);
    expect((await fetch(String(file["url"]))).status).toBe(403);
  });
});
