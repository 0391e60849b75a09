/** What came of a layer of tests, in one shape for all runners. */
import { say } from '../steps.mjs';

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped the names of the tests that did not run
 * @property {string} [told] what it wrote, where that was not shown as it came
 *
 * @typedef {{ status: string, fullName: string }} JestTest
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {{ assertionResults: JestTest[] }[]} testResults
 *
 * @typedef {{ title: string, ok: boolean, tests: { status: string }[] }} BrowserSpec
 * @typedef {{ suites?: BrowserSuite[], specs?: BrowserSpec[] }} BrowserSuite
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[], suites: BrowserSuite[] }} BrowserReport
 */

/**
 * @param {string} name
 * @returns {Outcome}
 */
export const brokenDown = (name) => ({ name, passed: 0, failed: 1, skipped: [] });

/**
 * A suite that could not even be loaded counts as one failure.
 *
 * @param {string} name
 * @param {JestReport} report
 * @returns {Outcome}
 */
export function fromJest(name, report) {
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  return {
    name,
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  };
}

/**
 * A test that passes only sometimes counts as failed.
 *
 * @param {string} name
 * @param {BrowserReport} report
 * @returns {Outcome}
 */
export function fromPlaywright(name, { stats, errors, suites }) {
  const specs = suites.flatMap(specsOf);
  return {
    name,
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: specs.filter(({ tests }) => tests.every(({ status }) => status === 'skipped')).map(({ title }) => title),
  };
}

/**
 * @param {BrowserSuite} suite
 * @returns {BrowserSpec[]}
 */
const specsOf = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specsOf)];

/**
 * Says what came of each layer, what was skipped, and at last the total.
 *
 * @param {Outcome[]} outcomes
 * @returns {boolean} whether all is well
 */
export function summarise(outcomes) {
  say('');
  for (const { name, passed, failed, skipped } of outcomes) {
    say(
      `  ${name.padEnd(14)} ${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
    );
    for (const title of skipped) say(`    skipped: ${title}`);
  }
  const total = (/** @type {'passed' | 'failed'} */ key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  say(`\n${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') === 0;
}
