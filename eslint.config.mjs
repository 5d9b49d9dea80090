import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const clockOnly = 'Take time, timers and randomness from a Clock (libs/clock): a seeded simulation replaces it.';
const banned = ['setTimeout', 'setInterval', 'setImmediate', 'performance'].map(name => ({ name, message: clockOnly }));
const bannedMembers = [
  ['Date', 'now'],
  ['Math', 'random'],
].map(([object, property]) => ({ object, property, message: clockOnly }));

const stages = ['parser', 'validator', 'augmenter', 'producer'].map(stage => `@pixel-relay/${stage}`);

/** Who may import whom, by tag: arrows point down only. */
const boundaries = [
  { sourceTag: 'type:pure', onlyDependOnLibsWithTags: ['type:pure', 'type:contract'] },
  { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:contract'] },
  { sourceTag: 'type:proto', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:runtime', onlyDependOnLibsWithTags: ['type:runtime', 'type:pure', 'type:contract'] },
  {
    sourceTag: 'type:stage-runtime',
    onlyDependOnLibsWithTags: ['type:stage-runtime', 'type:runtime', 'type:pure', 'type:contract'],
  },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: ['type:stage-runtime', 'type:runtime', 'type:pure', 'type:contract'],
  },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:testing', 'type:runtime', 'type:pure', 'type:contract'],
  },
  {
    sourceTag: 'type:simulation',
    onlyDependOnLibsWithTags: ['type:testing', 'type:stage-runtime', 'type:runtime', 'type:pure', 'type:contract'],
  },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '**/generated', '.cache', '.nx', 'tmp'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints: boundaries }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/clock/src/system-clock.ts'],
    rules: {
      'no-restricted-globals': ['error', ...banned],
      'no-restricted-properties': ['error', ...bannedMembers],
    },
  },
  { files: ['tools/**/*.ts', 'proto/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // Specs run real things: a broker, a simulator, a log in memory. What ships never imports them.
    files: ['**/*.spec.ts', '**/*.spec-support.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: [{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }],
          allow: stages,
        },
      ],
    },
  },
  {
    // Composition roots: they run all four stages in one process, so they are the only ones that may name them.
    files: ['tools/demo/src/**/*.ts', 'tools/bench/src/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints: boundaries, allow: stages }],
    },
  },
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  prettier,
);
