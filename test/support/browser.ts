import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // As on a machine without internet: a page that needs another host fails here, not at a user's desk.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Whether browser tests are left out: there is none on this machine, and nobody insists. CI insists, so that they cannot fall silent there. */
export const isWithoutBrowser = findBrowser() === undefined && process.env["HIREGRAPH_TEST_BROWSER"] !== "required";

/** Opens a headless Chromium of this machine; throws with what to install when there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error(`No browser found: put one of ${names.join(", ")} on the PATH (Debian: apt-get install chromium).`);
  }
  return chromium.launch({ executablePath, headless: true, args: flags });
}

function findBrowser(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
