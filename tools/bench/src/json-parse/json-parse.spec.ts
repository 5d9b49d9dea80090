import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jsonParseMicros, writeEvents } from './json-parse.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pixel-relay-bench-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('jsonParseMicros', () => {
  it('grows with what is to be parsed', async () => {
    const list = (length: number): Buffer =>
      Buffer.from(JSON.stringify({ list: Array.from({ length }, (_, i) => `text ${i}`) }));
    const [small, large] = ['small', 'large'].map(name => join(folder, name)) as [string, string];
    writeEvents(small, Array<Buffer>(500).fill(list(10)));
    writeEvents(large, Array<Buffer>(500).fill(list(500)));
    const [few, many] = [await jsonParseMicros(small), await jsonParseMicros(large)];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(few * 5);
  });

  it('fails on events that are no JSON, rather than measure nothing', async () => {
    const file = join(folder, 'bad');
    writeEvents(file, [Buffer.from('{"a":1}'), Buffer.from('{')]);
    await expect(jsonParseMicros(file)).rejects.toThrow('JSON');
  });
});
