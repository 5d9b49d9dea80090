/**
 * Most traps of kafkajs lie in its Consumer and its Producer (the retry of half a send, the runner that dies on a
 * TypeError, commits without metadata). They are closed by not being used; this keeps it so.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const isShipped = (path: string): boolean => !/\.spec\.ts$|\/test-[\w-]+\.ts$|\/generated\//.test(path);
const sources = globSync(['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts', 'tools/*/src/**/*.ts'], { cwd: root })
  .filter(isShipped)
  .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const pathsWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe('kafkajs', () => {
  it('is imported by this library alone', () => {
    expect(sources.length).toBeGreaterThan(300);
    const importing = pathsWith(/from 'kafkajs|import\('kafkajs|require\('kafkajs/);
    expect(importing.filter(path => !path.startsWith('libs/kafka/src/'))).toEqual([]);
    expect(importing).toContain('libs/kafka/src/wire/kafkajs.ts');
  });

  it('gives its Consumer for the way to a cluster only, which is never run, and its Producer to nobody', () => {
    const ours = /^libs\/kafka\/src\//;
    expect(pathsWith(/\.consumer\(/)).toEqual(['libs/kafka/src/wire/kafkajs.ts']);
    expect(
      pathsWith(/\.(eachBatch|eachMessage|subscribe|resolveOffset|transaction)\(/).filter(p => ours.test(p)),
    ).toEqual([]);
    const kafkajsProducer = /newKafka\([^)]*\)\s*\.producer\(|kafka\.producer\(/;
    expect(pathsWith(kafkajsProducer).filter(path => ours.test(path))).toEqual([]);
    expect(pathsWith(/kafkajs\/src\/(consumer|producer)/)).toEqual([]);
  });

  it('writes no offset without metadata: neither its admin client nor anything else resets a group', () => {
    expect(pathsWith(/\.(setOffsets|resetOffsets)\(/)).toEqual([]);
  });
});
