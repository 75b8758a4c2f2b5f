import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "**/generated/", ".hiregraph/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // TypeGraphQL needs classes that hold nothing but decorated fields.
      "@typescript-eslint/no-extraneous-class": "off",
      // The classes of src/schema describe plain data; nothing is ever made with `new`.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-misused-spread": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ["test/**/*.ts"], rules: { "max-lines": "off" } },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
);
