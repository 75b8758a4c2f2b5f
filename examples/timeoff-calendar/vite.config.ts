import { defineConfig } from "vite";

export default defineConfig({
  base: "/examples/timeoff/",
  logLevel: "warn",
  build: { outDir: "../../dist/examples/timeoff", emptyOutDir: true },
});
