/** One configuration for every project; a project's own test target narrows it by path. Modules run as ES modules. */
export default {
  rootDir: import.meta.dirname,
  roots: ['apps', 'libs', 'tools', 'proto'].map(folder => `<rootDir>/${folder}`),
  testMatch: ['**/src/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testEnvironment: 'node',
  maxWorkers: 2,
  testTimeout: 30_000,
  errorOnDeprecated: true,
};
