/** What node is given to run a stage, from its sources or as its image has it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StageName } from './pipeline.ts';

const workspace = resolve(import.meta.dirname, '../../..');

/** The file to start. @throws Error for a bundle that was not built */
export function stageEntry(stage: StageName, built: boolean): string {
  const entry = join(workspace, 'apps', stage, built ? 'dist/main.js' : 'src/main.ts');
  if (!existsSync(entry)) throw new Error(`${entry} is not there: build it with "npx nx run-many -t build"`);
  return entry;
}

/** What the stage's Dockerfile gives to node. @throws Error when it has no command to take it from */
export function imageNodeFlags(stage: StageName): string[] {
  const dockerfile = readFileSync(join(workspace, 'apps', stage, 'Dockerfile'), 'utf8');
  const command = /^CMD (\[.*\])$/m.exec(dockerfile);
  if (command === null)
    throw new Error(`apps/${stage}/Dockerfile has no CMD ["...", "main.js"] to take node's flags from`);
  return (JSON.parse(command[1]!) as string[]).filter(word => word.startsWith('--'));
}
