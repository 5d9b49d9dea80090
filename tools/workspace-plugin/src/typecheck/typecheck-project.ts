/** Checks the types of one project, and of what it imports. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const workspace = resolve(import.meta.dirname, '../../../..');
const project = process.argv[2]!;
const folder = join(workspace, '.cache/typecheck');
const config = join(folder, `${project.replaceAll('/', '-')}.json`);
mkdirSync(folder, { recursive: true });
writeFileSync(
  config,
  JSON.stringify({
    extends: join(workspace, 'tsconfig.base.json'),
    // Hand-written declarations of others' modules hold for whoever imports the library that has them.
    include: [join(workspace, project, 'src'), join(workspace, 'libs/*/src/**/*.d.ts')],
  }),
);
const { status } = spawnSync('tsc', ['-p', config], { stdio: 'inherit', cwd: workspace });
process.exitCode = status ?? 1;
