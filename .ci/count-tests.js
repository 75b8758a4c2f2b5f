import { readFileSync } from "node:fs";

// Prints how many tests passed and failed, from Vitest's own report, and exits as the run did; a run that reports no tests fails.
const [path, status] = process.argv.slice(2);
const report = readFileSync(path, "utf8");

if (report === "") {
  console.log("The tests did not run: a check before them failed.");
  process.exitCode = Number(status) || 1;
} else {
  const { success, numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(report);
  // A file that cannot be loaded fails without naming a test.
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  if (numPendingTests > 0) console.log(`${numPendingTests} skipped`);
  console.log(`${numPassedTests} passed, ${numFailedTests + broken} failed`);
  process.exitCode = Number(status) || (success && numPassedTests > 0 ? 0 : 1);
}
