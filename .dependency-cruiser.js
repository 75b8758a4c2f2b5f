// Who may import whom. Arrows go one way: http → resolvers → loaders → accounts → datasources → schema; see ARCHITECTURE.md.

const provider = "^src/datasources/(?!http/)([^/]+)/";

/** A folder may import itself and what is listed, nothing else of src. */
function room(name, from, allowed) {
  return {
    name: `${name}-imports`,
    comment: `${name} may import only: ${allowed.join(", ") || "itself"}.`,
    severity: "error",
    from: { path: from },
    to: { path: "^src/", pathNot: [from, ...allowed] },
  };
}

/** A package with one owner, so that what is odd about it is dealt with in one place. */
function owned(library, owner) {
  return {
    name: `only-${owner.replaceAll("/", "-")}-uses-${library}`,
    comment: `${library} is used in src/${owner}/ only.`,
    severity: "error",
    from: { path: "^src/", pathNot: `^src/${owner}/` },
    to: { path: `node_modules/(@types/)?${library}/` },
  };
}

export default {
  forbidden: [
    room("lib", "^src/lib/", []),
    room("schema", "^src/schema/", []),
    room("sandbox", "^src/sandbox/", []),
    room("config", "^src/config\\.ts$", []),
    room("store", "^src/store/", ["^src/lib/"]),
    room("contract", "^src/datasources/(provider|write)\\.ts$", ["^src/schema/", "^src/lib/"]),
    room("upstream-http", "^src/datasources/http/", [
      "^src/datasources/(provider|write)\\.ts$",
      "^src/schema/",
      "^src/lib/",
    ]),
    {
      name: "provider-imports",
      comment: "A provider is a sealed folder: its own files, ../provider, ../http, schema and lib.",
      severity: "error",
      from: { path: provider },
      to: {
        path: "^src/",
        pathNot: [
          "^src/datasources/($1|http)/",
          "^src/datasources/(provider|write)\\.ts$",
          "^src/schema/",
          "^src/lib/",
        ],
      },
    },
    {
      name: "provider-maps-without-graphql",
      comment: "Adapters know the models as types; at run time they need only enums and what is said about records.",
      severity: "error",
      from: { path: provider },
      to: {
        path: "^src/schema/",
        pathNot: "^src/schema/(enums|field-type|provenance|provider-record)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-the-registry-names-providers",
      comment: "A provider is one folder and one line in registry.ts.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/datasources/registry\\.ts$", provider] },
      to: { path: provider },
    },
    room("accounts", "^src/accounts/", [
      "^src/store/",
      "^src/lib/",
      "^src/datasources/(provider|registry|write)\\.ts$",
      "^src/datasources/http/(counter|http|oauth-client|translate)\\.ts$",
    ]),
    room(
      "loaders",
      "^src/loaders/",
      ["^src/schema/", "^src/accounts/", "^src/datasources/(provider|write)\\.ts$", "^src/lib/"].concat(
        "^src/datasources/http/(counter|http|payload)\\.ts$",
      ),
    ),
    room("writes", "^src/writes/", [
      "^src/schema/",
      "^src/store/",
      "^src/accounts/",
      "^src/loaders/read-request\\.ts$",
      "^src/datasources/(provider|write)\\.ts$",
      "^src/datasources/http/(counter|guarded-fetch|http|translate)\\.ts$",
      "^src/lib/",
    ]),
    room("resolvers", "^src/resolvers/", [
      "^src/schema/",
      "^src/loaders/",
      "^src/writes/",
      "^src/accounts/",
      "^src/datasources/(provider|write)\\.ts$",
      "^src/datasources/http/(counter|guarded-fetch)\\.ts$",
      "^src/lib/",
    ]),
    room("http", "^src/http/(?!operation/)", [
      "^src/http/operation/",
      "^src/resolvers/(attachment-file|context|personal-reads)\\.ts$",
      "^src/writes/writes\\.ts$",
      "^src/loaders/create-read-request\\.ts$",
      "^src/accounts/",
      "^src/schema/relay/global-id\\.ts$",
      "^src/datasources/provider\\.ts$",
      "^src/datasources/http/counter\\.ts$",
      "^src/store/store\\.ts$",
      "^src/lib/",
    ]),
    // What a query costs and would call is foretold from the same declarations that reading it uses.
    room("operation", "^src/http/operation/", [
      "^src/schema/",
      "^src/loaders/",
      "^src/resolvers/context\\.ts$",
      "^src/accounts/",
      "^src/datasources/provider\\.ts$",
      "^src/lib/",
    ]),
    room("explorer", "^src/http/explorer/", []),
    // Runs in the pages of those who use the product.
    room("browser-module", "^src/connect/", []),
    {
      name: "upstream-http-as-types",
      comment:
        "Loaders and resolvers know the HTTP client by its types, since the server hands it in, and by what a bad payload throws.",
      severity: "error",
      from: { path: "^src/(loaders|resolvers)/" },
      to: {
        path: "^src/datasources/http/",
        pathNot: "^src/datasources/http/payload\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-commands-start-a-server",
      comment: "server.ts puts the parts together; no part may know the whole.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/commands/", "^src/main\\.ts$"] },
      to: { path: "^src/(server|main)\\.ts$|^src/commands/" },
    },
    owned("got", "datasources/http"),
    owned("pg", "store"),
    owned("pino", "lib"),
    {
      name: "no-cycles",
      comment: "Cycles of types alone are allowed: models point at each other.",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "product-needs-no-tests",
      comment: "What is shipped may not import tests, tools or benchmarks.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|tools|bench)/" },
    },
    {
      name: "no-development-packages",
      comment: "What the server loads must be a dependency; the explorer is bundled at build time.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/http/explorer/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "type-only"] },
    },
    {
      name: "not-found",
      comment:
        "An import that leads nowhere is checked by no other rule. The exceptions hold types alone, or are for the bundler.",
      severity: "error",
      from: { path: "^(src|test|tools|bench)/" },
      to: { couldNotResolve: true, pathNot: ["^vitest/", "\\?no-inline$", "^@graphql-typed-document-node/core$"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
