import { defineConfig } from "vite";

/** Builds the module `hiregraph/connect`, which runs in other people's pages. */
export default defineConfig({
  root: "src/connect",
  logLevel: "warn",
  build: {
    outDir: "../../dist/connect",
    emptyOutDir: false,
    lib: { entry: "open-connect.ts", formats: ["es"], fileName: () => "open-connect.js" },
  },
});
