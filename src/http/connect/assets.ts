import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** The page's style and script, under names that change with what they hold. */
export interface Assets {
  readonly style: Asset;
  readonly script: Asset;
}

export interface Asset {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Reads them from the folder beside this file, which the build copies as it is. Throws when they are missing. */
export async function readAssets(): Promise<Assets> {
  return {
    style: await readAsset("page.css", "text/css; charset=utf-8"),
    script: await readAsset("page.js", "text/javascript; charset=utf-8"),
  };
}

async function readAsset(file: string, type: string): Promise<Asset> {
  const content = await readFile(new URL(`browser/${file}`, import.meta.url));
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return { name: file.replace(".", `-${digest}.`), type, content };
}
