/** Gives every project its targets from what it has, so that no project repeats a configuration: lint, test, typecheck, build. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createNodesFromFiles, type CreateNodesV2, type TargetConfiguration } from '@nx/devkit';

const NODE = 'node --disable-warning=ExperimentalWarning';
const JEST = `${NODE} --experimental-vm-modules node_modules/jest/bin/jest.js --passWithNoTests`;

export const createNodesV2: CreateNodesV2 = [
  '{apps,libs,tools}/*/package.json',
  (files, options, context) =>
    createNodesFromFiles(
      file => {
        const root = dirname(file);
        return { projects: { [root]: { root, targets: targetsOf(root, context.workspaceRoot) } } };
      },
      files,
      options,
      context,
    ),
];

function targetsOf(root: string, workspaceRoot: string): Record<string, TargetConfiguration> {
  const command = (text: string, extra: Partial<TargetConfiguration> = {}): TargetConfiguration => ({
    executor: 'nx:run-commands',
    options: { command: text, cwd: '{workspaceRoot}' },
    cache: true,
    inputs: ['default', '^production'],
    ...extra,
  });
  return {
    lint: command(`eslint ${root} --max-warnings 0 --no-error-on-unmatched-pattern`),
    test: command(`${JEST} ${root}`),
    typecheck: command(`${NODE} tools/workspace-plugin/src/typecheck/typecheck-project.ts ${root}`),
    ...(existsSync(join(workspaceRoot, root, 'src/main.ts')) && root.startsWith('apps/')
      ? {
          build: command(`${NODE} tools/workspace-plugin/src/image/build-app.ts ${root}`, {
            inputs: ['production', '^production'],
            outputs: ['{projectRoot}/dist'],
          }),
        }
      : {}),
  };
}
