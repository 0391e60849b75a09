import eslint from '@eslint/js';
import angular from 'angular-eslint';
import jest from 'eslint-plugin-jest';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { disableNeedsReason } from './scripts/eslint/disable-needs-reason.mjs';

const SPECS = ['**/*.spec.ts', 'backend/src/**/testing/**', 'test/**/*.ts'];

const processEnv = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only core/config reads the environment: inject the configuration.',
};
const systemTime = [
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'Ask the Clock.' },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Ask the Clock.' },
];
const unsafeSql = {
  selector: 'MemberExpression[property.name=/^\\$(queryRawUnsafe|executeRawUnsafe)$/]',
  message: 'SQL is always parameterised: use $queryRaw or $executeRaw.',
};
const fatConstructor = {
  selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
  message: 'More than six dependencies: this class does more than one thing.',
};
const rawFetch = { selector: 'CallExpression[callee.name="fetch"]', message: 'Only core/http talks to the network.' };
const rawHtml = [
  { selector: 'MemberExpression[property.name=/^bypassSecurityTrust/]', message: 'Texts of others stay texts.' },
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML)$/]', message: 'Texts of others stay texts.' },
];
const httpImports = ['undici', 'node:http', 'node:https', 'http', 'https'].map((name) => ({
  name,
  message: 'Only core/http talks to the network.',
}));

/**
 * @param {...object} selectors
 * @returns {import('eslint').Linter.RulesRecord}
 */
const forbid = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] });

/** @type {import('eslint').Linter.RulesRecord} */
const proportions = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 50 }],
  complexity: ['error', 12],
};

/** @type {import('eslint').Linter.RulesRecord} */
const typeAware = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/return-await': ['error', 'in-try-catch'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/no-extraneous-class': 'off',
};

/**
 * Tests look into answers whose shape is what they assert.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const anyAnswer = {
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
};

/** @param {string} project */
const typed = (project) => ({ parserOptions: { project, tsconfigRootDir: import.meta.dirname } });

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    'test-results/',
    '.data/',
    '.angular/',
    'backend/src/generated/',
    'frontend/src/app/core/api/',
  ]),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { house: { rules: { 'disable-needs-reason': disableNeedsReason } } },
  },
  {
    files: ['**/*.{ts,mjs,cjs,js}'],
    extends: [eslint.configs.recommended],
    rules: {
      ...proportions,
      'house/disable-needs-reason': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  { files: ['**/*.{mjs,js}'], rules: { 'no-undef': 'off' } }, // the type checker knows better
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: false } } },
  { files: ['**/*.ts'], extends: [tseslint.configs.recommended, tseslint.configs.stylistic], rules: typeAware },
  { files: ['backend/**/*.ts'], languageOptions: typed('backend/tsconfig.spec.json') },
  { files: ['test/**/*.ts', 'prisma.config.ts', 'prisma/**/*.ts'], languageOptions: typed('tsconfig.json') },
  { files: ['test/e2e/**/*.ts'], languageOptions: typed('test/e2e/tsconfig.json') },
  { files: ['frontend/src/**/*.ts'], ignores: SPECS, languageOptions: typed('frontend/tsconfig.app.json') },
  { files: ['frontend/**/*.spec.ts'], languageOptions: typed('frontend/tsconfig.spec.json') },
  {
    files: ['backend/src/**/*.ts'],
    ignores: SPECS,
    rules: {
      ...forbid(processEnv, ...systemTime, unsafeSql, fatConstructor, rawFetch),
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: httpImports.map((entry) => ({ ...entry, allowTypeImports: true })) },
      ],
    },
  },
  { files: ['backend/src/core/config/**/*.ts'], rules: forbid(...systemTime, unsafeSql, fatConstructor, rawFetch) },
  {
    files: ['backend/src/core/clock.ts', 'backend/src/core/clock/**/*.ts'],
    rules: forbid(processEnv, unsafeSql, fatConstructor, rawFetch),
  },
  {
    files: ['backend/src/core/http/**/*.ts'],
    rules: {
      ...forbid(processEnv, ...systemTime, unsafeSql, fatConstructor),
      '@typescript-eslint/no-restricted-imports': 'off',
    },
  },
  {
    files: ['frontend/src/**/*.ts'],
    ignores: SPECS,
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      ...forbid(...rawHtml, fatConstructor),
      '@angular-eslint/prefer-on-push-component-change-detection': 'off',
    },
  },
  {
    files: ['frontend/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: { '@angular-eslint/template/no-inline-styles': 'off', '@angular-eslint/template/no-call-expression': 'off' },
  },
  {
    files: SPECS,
    rules: { 'max-lines-per-function': 'off', ...forbid(unsafeSql), ...anyAnswer },
  },
  {
    files: ['**/*.spec.ts'],
    ignores: ['test/e2e/**'], // Playwright's own `test` and `expect`
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', '**.expect*'] }],
      'jest/no-conditional-expect': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-export': 'error',
    },
  },
);
