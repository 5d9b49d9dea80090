/** One page of options for each app there is: a new stage gets its page without anybody's doing. */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { referencePage } from '@pixel-relay/options';
import type { CommonOptions, StageDefinition } from '@pixel-relay/stage';
import { workspaceRoot } from './workspace-root.ts';

export interface Page {
  /** from the workspace's root */
  readonly path: string;
  readonly text: string;
}

export async function optionsPages(): Promise<Page[]> {
  const files = globSync('apps/*/src/*.options.ts', { cwd: workspaceRoot }).sort();
  return Promise.all(files.map(file => optionsPage(basename(file, '.options.ts'))));
}

async function optionsPage(stage: string): Promise<Page> {
  // By its place rather than its name: only composition roots may depend on apps.
  const file = join(workspaceRoot, 'apps', stage, 'src', `${stage}.ts`);
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const definition = exported[`${stage}Stage`] as StageDefinition<CommonOptions> | undefined;
  if (definition === undefined) throw new Error(`apps/${stage}/src/${stage}.ts exports no ${stage}Stage`);
  const { does, options, rules } = definition;
  const page = referencePage(options, { title: `Options of the ${stage}`, rules: rules as never });
  return {
    path: `docs/reference/options-${stage}.md`,
    text: page.replace(
      '\n\n',
      `\n\nThe ${stage} ${does}. \`node apps/${stage}/src/main.ts --help\` says the same.\n\n`,
    ),
  };
}
