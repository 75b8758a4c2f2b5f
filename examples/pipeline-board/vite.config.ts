import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

const generated = fileURLToPath(new URL("generated", import.meta.url));
const tag = /\bgraphql`\s*(?:query|mutation|fragment)\s+(\w+)[^`]*`/gu;

export default defineConfig({
  base: "/examples/board/",
  logLevel: "warn",
  plugins: [relayTags()],
  build: { outDir: "../../dist/examples/board", emptyOutDir: true, chunkSizeWarningLimit: 1_000 },
});

/** Puts the compiler's artifact in the place of each graphql`…`, which is all of Relay's Babel plugin that these pages need. */
function relayTags(): Plugin {
  return {
    name: "relay-tags",
    transform: {
      filter: { id: /\.tsx?$/u, code: "graphql`" },
      handler(code) {
        const names: string[] = [];
        const body = code.replace(tag, (_, name: string) => {
          names.push(name);
          return `artifact_${name}`;
        });
        const imports = names.map((name) => `import artifact_${name} from "${generated}/${name}.graphql.ts";`);
        return { code: `${imports.join("")}${body}`, map: null };
      },
    },
  };
}
