import { defineConfig } from "vitest/config";

export default defineConfig({
  // Vite would otherwise load graphql twice, as ESM and as CommonJS, and graphql refuses types of another copy of itself.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["reflect-metadata"],
    globalSetup: ["test/support/global-setup.ts"],
    // The machine that decides has two cores; more workers only wait for each other, and for the database.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
