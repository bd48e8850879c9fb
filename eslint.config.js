import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** One rule a boundary: files in `target` must not import what is in `from`. The map is in CONTRIBUTING.md. */
const boundary = (target, from, message, except = []) => ({ target, from, message, except });

const runtime = ['./lambdas', './reader', './kernel'];

const boundaries = [
  boundary(
    runtime,
    ['./lib', './bin', './local', './test', './bench'],
    'Runtime code knows nothing of the stack, the command or the local runner.',
  ),
  boundary('./reader', ['./lambdas'], 'The reader shares only the membership format.', [
    './shared',
  ]),
  boundary('./lib', ['./kernel'], 'The stack bundles it with the importer, and that is all.'),
  boundary(
    './lib',
    ['./lambdas'],
    'The stack and the functions share the contract, and the prices of units.',
    [
      './shared/contract.ts',
      // The dashboard and the command say in the same dollars what something costs.
      './shared/domain/prices.ts',
    ],
  ),
  boundary(['./lib', './bin'], ['./local', './test', './bench'], 'Deployed code first.'),
  boundary(
    './bin',
    ['./lambdas'],
    'The command shares how files are read, dry runs of imports, and what all agree on.',
    [...['./shared', './importer/dry-run', './importer/read-file.ts', './importer/errors.ts']],
  ),
  boundary('./kernel', ['./lambdas', './reader'], 'The kernel knows bytes, not audiences.'),
  boundary('./reader', ['./kernel'], 'A consumer needs no kernel.'),
  boundary(
    './local/s3',
    ['./lambdas', './lib', './bin', './reader', './kernel'],
    'The local S3 stands alone.',
  ),
  boundary(
    './local/throttling',
    ['./lambdas', './lib', './bin', './reader', './kernel'],
    'The model of throttling knows units, not our tables.',
  ),
  ...[
    ...['scanner', 'importer', 'dead-letter', 'mailer', 'announcer', 'collector'],
    ...['screen', 'screen-actions'],
  ].map((name) =>
    boundary(
      `./lambdas/${name}`,
      './lambdas',
      'A function imports itself and shared/, never another one.',
      [`./${name}`, './shared'],
    ),
  ),
];

const pure = {
  files: [
    'lambdas/**/domain/**/*.ts',
    'lambdas/shared/texts/**/*.ts',
    'lambdas/shared/contract.ts',
  ],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: [
              '@aws-sdk/*',
              '@aws-lambda-powertools/*',
              'aws-cdk-lib',
              'constructs',
              'node:*',
            ],
            allowTypeImports: true,
            message: 'domain/ and the contract are pure: no SDK, no CDK, no I/O.',
          },
          {
            group: ['**/adapters/**'],
            message: 'Dependencies point index -> deps -> adapters -> ports and domain.',
          },
        ],
      },
    ],
  },
};

/** A spread that only packs properties into one line hides that they are there. */
const noPackedProperties = {
  selector: 'SpreadElement > ObjectExpression.argument',
  message: 'Write the properties one by one, or group them in an object that has a name.',
};

const isAPort =
  'is a port (lambdas/shared/ports.ts): what cannot be replaced in a test cannot be tested.';

/** Clock, chance and waiting enter where a program is put together, and nowhere else. */
const deterministic = {
  files: ['lambdas/**/*.ts', 'reader/**/*.ts', 'kernel/**/*.ts', 'bin/**/*.ts', 'lib/**/*.ts'],
  ignores: [
    'lambdas/shared/host.ts',
    'lambdas/shared/adapters/{sleep,start-timer}.ts',
    'bin/cli.ts',
    'reader/backoff.ts',
  ],
  rules: {
    'no-restricted-globals': [
      'error',
      ...['setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto'].map((name) => ({
        name,
        message: `Time and chance: this ${isAPort}`,
      })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: `The clock ${isAPort}` },
      { object: 'Math', property: 'random', message: `Chance ${isAPort}` },
      { object: 'AbortSignal', property: 'timeout', message: `A timer ${isAPort}` },
    ],
    'no-restricted-syntax': [
      'error',
      noPackedProperties,
      {
        selector:
          'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
        message: `The clock ${isAPort}`,
      },
    ],
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: [
          ...['node:timers', 'node:timers/promises', 'timers', 'timers/promises'].map((name) => ({
            name,
            message: `Waiting ${isAPort}`,
          })),
          { name: 'node:perf_hooks', message: `The clock ${isAPort}` },
          {
            name: 'node:crypto',
            importNames: ['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'webcrypto'],
            message: `Chance ${isAPort}`,
          },
          { name: 'uuid', message: `Chance ${isAPort}` },
        ],
      },
    ],
  },
};

export default tseslint.config(
  // kernel/assembly is AssemblyScript: its compiler checks the types, and no TypeScript parser knows them.
  {
    ignores: [
      'cdk.out/',
      '**/dist/',
      '.local/',
      'coverage/',
      'kernel/assembly/',
      'kernel/build/',
      // Apps of their own, which install the package: test/integration/packages compiles them.
      'samples/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: boundaries }],
      'no-restricted-syntax': ['error', noPackedProperties],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
    settings: { 'import-x/resolver': { typescript: true, node: true } },
  },
  pure,
  deterministic,
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test may state what it knows of a value; the product may not (CONTRIBUTING.md).
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', fetch: 'readonly', URL: 'readonly' },
    },
  },
  prettier,
);
