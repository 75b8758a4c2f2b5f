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

/** Opens a headless Chromium of this machine; throws with what to install when there is none. */
export async function openBrowser(): Promise<Browser> {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  const executablePath = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
  if (!executablePath) {
    throw new Error(`No browser found: put one of ${names.join(", ")} on the PATH (Debian: apt-get install chromium).`);
  }
  return chromium.launch({ executablePath, headless: true, args: flags });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
