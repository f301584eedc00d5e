import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

const STABLE_MATH = ['abs', 'ceil', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'trunc', 'clz32', 'fround'];
const CLOCKS_AND_CHANCE = 'The engine has no clock, no chance, no locale and no surroundings: its result depends on its input alone.';
const ROUNDING = 'Engines may round this differently; only + − × ÷ and the exact functions of Math give the same bits everywhere.';

const syntax = (selector, message) => ({ selector, message });

/** What `tsc` alone does not see: everything whose result could differ between two machines or two runs. */
const SAME_EVERYWHERE = {
  'no-restricted-globals': [
    'error',
    ...[
      'Date',
      'Intl',
      'Temporal',
      'globalThis',
      'performance',
      'process',
      'console',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'queueMicrotask',
      'crypto',
    ].map((name) => ({ name, message: CLOCKS_AND_CHANCE })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: CLOCKS_AND_CHANCE },
    { property: 'localeCompare', message: CLOCKS_AND_CHANCE },
    { property: 'toLocaleString', message: CLOCKS_AND_CHANCE },
    { property: 'toLocaleUpperCase', message: CLOCKS_AND_CHANCE },
    { property: 'toLocaleLowerCase', message: CLOCKS_AND_CHANCE },
    { property: 'toLocaleDateString', message: CLOCKS_AND_CHANCE },
    { property: 'toLocaleTimeString', message: CLOCKS_AND_CHANCE },
  ],
};

const NO_DEFAULT_EXPORT = syntax('ExportDefaultDeclaration', 'Named exports only: a thing has one name everywhere.');

/** Syntax that is more than types, which a Node that only strips types cannot run. */
const ERASABLE = [
  syntax('TSEnumDeclaration', 'Use a list `as const` and its union.'),
  syntax('TSModuleDeclaration[declare!=true]', 'A module is a file.'),
  syntax('TSParameterProperty', 'Write the field out.'),
];

const EXACT = [
  syntax(`MemberExpression[object.name="Math"][computed=false]:not([property.name=/^(${STABLE_MATH.join('|')})$/])`, ROUNDING),
  syntax('MemberExpression[object.name="Math"][computed=true]', ROUNDING),
  syntax('VariableDeclarator[init.name="Math"]', ROUNDING),
  syntax('BinaryExpression[operator="**"]', ROUNDING),
  syntax('AssignmentExpression[operator="**="]', ROUNDING),
  syntax('AwaitExpression', CLOCKS_AND_CHANCE),
  syntax(':function[async=true]', CLOCKS_AND_CHANCE),
  syntax('ForOfStatement[await=true]', CLOCKS_AND_CHANCE),
];

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'coverage/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.recommended, typescript.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Imports and exports say which are types; the rest is told by the compiler.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      // Index accesses that cannot miss are marked so; records are types where an interface would not be assignable to a table.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, ...ERASABLE],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['warn', 20],
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/sim/**/*.ts'],
    rules: { ...SAME_EVERYWHERE, 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, ...ERASABLE, ...EXACT] },
  },
  { files: ['src/sim/catalog/**/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['tests/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  // Configuration files are read by their default export.
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': ['error', ...ERASABLE] } },
  // Which names exist is told by the compiler, which reads these too.
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], rules: { 'no-undef': 'off' } },
);
