/**
 * ESLint: the layers of the house first, then the habits that keep it readable. Circles of imports, and the rules that need the
 * types of a whole program, are oxlint's (`scripts/oxlint.jsonc`), which takes a fifth of the time for them.
 */
import globals from 'globals';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import reactHooks from 'eslint-plugin-react-hooks';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { idsConfig } from './eslint-ids.js';
import { packageRules, zones } from './eslint-zones.js';

export { idsConfig };

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TS = ['**/*.ts', '**/*.tsx'];

/** The layer rules alone, without type information: what the zone fixtures run. */
export const layerConfig = [
  {
    files: TS,
    plugins: { 'import-x': importX, '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ alwaysTryTypes: true })] },
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: root, zones }] },
  },
  ...packageRules.map(({ files, ignores = [], patterns }) => ({
    files,
    ignores,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  })),
];

/** Patterns whose time grows faster than the text: one line of a playlist once took all streams with it. */
export const regexConfig = {
  files: TS,
  ignores: ['test/**'],
  plugins: { regexp },
  languageOptions: { parser: tseslint.parser },
  rules: {
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential' }],
  },
};

/** Whether a function is the body of a `describe`, also of `describe.each(...)` and the like. */
function isDescribeBody({ parent }) {
  let callee = parent?.type === 'CallExpression' ? parent.callee : null;
  while (callee && callee.type !== 'Identifier') callee = callee.callee ?? callee.object ?? callee.tag ?? null;
  return callee?.name === 'describe';
}

const lineCount = builtinRules.get('max-lines-per-function');

/** ESLint's own rule, except that the body of a `describe` may be long: such a body is a list of tests. */
const shortFunctions = {
  ...lineCount,
  create(context) {
    const report = (finding) => {
      if (!isDescribeBody(finding.node)) context.report(finding);
    };
    return lineCount.create(Object.create(context, { report: { value: report } }));
  },
};

/** How long a function may be. */
export const sizeConfig = {
  files: TS,
  ignores: ['**/*.gen.ts'],
  plugins: { lanner: { rules: { 'max-lines-per-function': shortFunctions } } },
  languageOptions: { parser: tseslint.parser },
  rules: { 'lanner/max-lines-per-function': ['error', { max: 80 }] },
};

/** A test name that begins with one of these words has no subject: it continues the words of its `describe`. */
const HAS_NO_SUBJECT = '/^((are|is|have|do|may|can|cannot|whose) |that (?!(a|an|the|no|each|every) ))/';
const TITLE = 'a test name is a sentence with a subject of its own, so that a line of a failing run can be read alone';

const SPREAD_LITERAL = {
  selector: 'ObjectExpression > SpreadElement > ObjectExpression',
  message: 'write the fields of a literal where they belong, without a spread of a further literal',
};

/** Literals are broken into lines by their fields. */
const literalsConfig = {
  files: TS,
  languageOptions: { parser: tseslint.parser },
  rules: { 'no-restricted-syntax': ['error', SPREAD_LITERAL] },
};

/** Every `it('...')`, also of `it.each(...)` and the like. */
export const testNamesConfig = {
  files: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
  languageOptions: { parser: tseslint.parser },
  rules: {
    'no-restricted-syntax': [
      'error',
      SPREAD_LITERAL, // this setting takes the place of that of all files
      ...[
        'callee.name="it"',
        'callee.object.name="it"',
        'callee.callee.object.name="it"',
        'callee.tag.object.name="it"',
      ]
        .map((call) => `CallExpression[${call}]`)
        .flatMap((call) => [
          { selector: `${call} > Literal.arguments[value=${HAS_NO_SUBJECT}]`, message: TITLE },
          {
            selector: `${call} > TemplateLiteral.arguments > TemplateElement:first-child[value.raw=${HAS_NO_SUBJECT}]`,
            message: TITLE,
          },
        ]),
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist/**', 'release/**', '.cache/**', '**/*.gen.ts', 'test/unit/fixtures/**', 'test-results/**'] },
  ...layerConfig,
  regexConfig,
  sizeConfig,
  idsConfig,
  literalsConfig,
  testNamesConfig,
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: TS })),
  {
    files: TS,
    rules: {
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'URL',
          property: 'canParse',
          message: 'Node says yes to host names of 32 kB and more, and `new URL` then throws. Use URL.parse.',
        },
      ],
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        {
          'ts-ignore': 'allow-with-description',
          'ts-expect-error': 'allow-with-description',
          minimumDescriptionLength: 20,
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['**/*.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: globals.node },
    rules: { 'max-lines': ['error', { max: 400 }], 'max-lines-per-function': ['error', { max: 80 }] },
  },
);
