import { defineConfig } from "vite";

export default defineConfig({
  base: "/explorer/",
  logLevel: "warn",
  build: {
    outDir: "../../../dist/explorer",
    emptyOutDir: true,
    // The editor is one large chunk by nature, and it is only ever loaded from this machine or its own server.
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      onLog: (level, log, handle) => {
        // Dependencies mark their files "use client" for server components, which mean nothing here.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
      },
    },
  },
});
