import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const workspace = resolve(import.meta.dirname, '../../..');
const affectedBy = (file: string): string[] =>
  execFileSync('nx', ['show', 'projects', '--affected', `--files=${file}`], { cwd: workspace, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map(name => name.replace('@pixel-relay/', ''));
const stages = ['parser', 'validator', 'augmenter', 'producer'];

describe('a change', () => {
  it('of a proto affects contracts and all four stages', () => {
    expect(affectedBy('proto/pixelrelay/event/v1/event.proto')).toEqual(
      expect.arrayContaining(['proto', 'contracts', ...stages]),
    );
  });

  it.each(stages)('of apps/%s affects no other stage and no library', stage => {
    const affected = affectedBy(`apps/${stage}/src/${stage}.ts`);
    expect(affected).toContain(stage);
    expect(affected.filter(name => name !== stage && (stages.includes(name) || name === 'stage'))).toEqual([]);
  });

  it('of the worker pool affects every stage', () => {
    expect(affectedBy('libs/worker-pool/src/index.ts')).toEqual(expect.arrayContaining(stages));
  });
});
