/**
 * The backend's layers: units beside their files, the architecture, and what needs PostgreSQL and Redis. The frontend
 * has a configuration of its own, the browser journeys run under Playwright.
 */

const typescript = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    target: 'es2023',
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

const base = {
  testEnvironment: 'node',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', typescript] },
};

/** With a database of its own for each file, and a part of Redis that is empty at its start. */
const withServices = {
  ...base,
  globalSetup: '<rootDir>/test/support/services.setup.mjs',
  globalTeardown: '<rootDir>/test/support/services.teardown.mjs',
  testEnvironment: '<rootDir>/test/support/services.environment.mjs',
};

/** @param {string} folder */
const below = (folder) => ({ roots: [`<rootDir>/${folder}`], testMatch: ['**/*.spec.ts'] });

/** @param {string} name */
const layer = (name) => ({ roots: ['<rootDir>/test'], testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`] });

export default {
  maxWorkers: 2,
  testTimeout: 60_000, // catches what hangs, no more
  projects: [
    { ...base, ...below('backend/src'), displayName: 'unit' },
    { ...base, ...layer('architecture'), displayName: 'architecture' },
    { ...base, ...layer('recordings'), displayName: 'recordings' },
    { ...withServices, ...layer('integration'), displayName: 'integration' },
    { ...withServices, ...layer('api'), displayName: 'api' },
    { ...base, ...layer('faults'), displayName: 'faults' },
  ],
};
