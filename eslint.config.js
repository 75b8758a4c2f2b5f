import tseslint from "typescript-eslint";

const environment = "Only src/config.ts reads the environment; take what you need from Config.";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "**/generated/", ".hiregraph/", "coverage/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // TypeGraphQL needs classes that hold nothing but decorated fields.
      "@typescript-eslint/no-extraneous-class": "off",
      // The classes of src/schema describe plain data; nothing is ever made with `new`.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-misused-spread": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
    },
  },
  {
    files: ["src/**/*.ts", "src/**/*.tsx"],
    // main.ts hands the environment over unread.
    ignores: ["src/config.ts", "src/main.ts"],
    rules: {
      "no-restricted-properties": ["error", { object: "process", property: "env", message: environment }],
      "no-restricted-imports": [
        "error",
        ...["node:process", "process"].map((name) => ({ name, importNames: ["env", "default"], message: environment })),
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[property.name='env'][object.property.name='process']",
          message: environment,
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "max-lines": "off",
      // A test asks in GraphQL and looks into the answer; the shape is what it asserts.
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
);
