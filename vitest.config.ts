import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** Tests that wait for minutes of real time, and do little in them. */
const waiting = ["test/accounts/refresh-storm.test.ts", "test/graph/limit.test.ts"];

/** Lets those begin that wait, so that the others run meanwhile. */
class WaitingFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications);
    const waits = ({ moduleId }: TestSpecification) => waiting.some((path) => moduleId.endsWith(path));
    return [...sorted.filter(waits), ...sorted.filter((specification) => !waits(specification))];
  }
}

export default defineConfig({
  // Vite would otherwise load graphql twice, as ESM and as CommonJS, and graphql refuses types of another copy of itself.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["reflect-metadata"],
    globalSetup: ["test/support/global-setup.ts"],
    sequence: { sequencer: WaitingFirst },
    // The machine that decides has two cores; a third worker is for the tests that wait.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
