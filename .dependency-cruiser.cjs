/** The layout as rules, each with its reason; `tsConfig` is left out on purpose, imports are plain paths that end in `.ts`. */

const SHELLS = ['game', 'cli', 'classroom'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module, or a third one is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'sim-is-closed',
      comment: 'The engine gives the same result everywhere because it knows nothing but itself.',
      severity: 'error',
      from: { path: '^src/sim/' },
      to: { pathNot: '^src/sim/' },
    },
    {
      name: 'lang-knows-types-of-sim-only',
      comment: 'Sentences are made from codes; a language that calls the engine would be logic in the wrong place.',
      severity: 'error',
      from: { path: '^src/lang/' },
      to: { pathNot: '^src/lang/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lang-knows-sim-only',
      comment: 'A language must fit every shell.',
      severity: 'error',
      from: { path: '^src/lang/' },
      to: { pathNot: '^src/(lang|sim)/' },
    },
    ...SHELLS.map((shell) => ({
      name: `${shell}-stands-alone`,
      comment: 'Shells meet only in the engine and in the language.',
      severity: 'error',
      from: { path: `^src/${shell}/` },
      to: { path: `^src/(${SHELLS.filter((other) => other !== shell).join('|')})/` },
    })),
    {
      name: 'page-libraries-in-game-only',
      comment: 'The engine and the command line run where there is no page.',
      severity: 'error',
      from: { path: '^(src|bench|scripts)/', pathNot: '^(src/game|bench/bare)/' },
      to: { path: '(^|/)node_modules/(phaser|howler|localforage|uqr)/' },
    },
    {
      name: 'node-outside-the-page-only',
      comment: 'What the page or the engine imports must exist in a browser.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|classroom)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-needs-tests',
      comment: 'Tests and benchmarks look at the product, never the other way round.',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is a typing mistake or an undeclared dependency.',
      severity: 'error',
      from: {},
      // What Vite makes while it builds is in no file.
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'declared-dependencies',
      comment: 'A package that is not in package.json is there by chance.',
      severity: 'error',
      from: { path: '^(src|bench|scripts|tests)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.cache|dist)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
