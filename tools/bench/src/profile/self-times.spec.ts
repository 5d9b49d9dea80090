import { describe, expect, it } from '@jest/globals';
import { categoryOf, isIdle } from './categories.ts';
import { type CallFrame, type CpuProfile, selfTimes } from './self-times.ts';

const frame = (functionName: string, url = ''): CallFrame => ({ functionName, url, lineNumber: 0 });
const at = (path: string, name = 'f'): CallFrame => frame(name, `file:///somewhere/${path}`);

/** root > compressing send > zlib, and idle */
const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 4] },
    { id: 2, callFrame: at('libs/kafka/src/wire/encode-records.ts', 'encodeRecords'), children: [3] },
    { id: 3, callFrame: frame('processChunkSync', 'node:zlib') },
    { id: 4, callFrame: frame('(idle)') },
  ],
  startTime: 1_000,
  samples: [3, 2, 3, 4, 3, 3],
  timeDeltas: [100, 100, 100, 100, 100, 5_000],
};

describe('selfTimes', () => {
  it('gives each sample to its own frame, with its callers, innermost first', () => {
    const times = selfTimes(profile, [0, Infinity]);
    const zlib = times.find(({ stack }) => stack[0]!.functionName === 'processChunkSync')!;
    expect(zlib.stack.map(({ functionName }) => functionName)).toEqual(['processChunkSync', 'encodeRecords', '(root)']);
    // Three usual gaps, and one in which the thread was not running, cut to two.
    expect(zlib.micros).toBe(500);
    expect(times.find(({ stack }) => stack[0]!.functionName === 'encodeRecords')!.micros).toBe(100);
  });

  it('takes only samples inside the window', () => {
    expect(selfTimes(profile, [1_150, 1_250]).map(({ stack, micros }) => [stack[0]!.functionName, micros])).toEqual([
      ['encodeRecords', 100],
    ]);
  });
});

describe('categoryOf', () => {
  const categoryIn = (...paths: string[]): string =>
    categoryOf([frame('native'), ...paths.map(path => at(path))]).category;

  it('counts what Node does for a file of ours as that file', () => {
    expect(categoryIn('libs/kafka/src/wire/encode-records.ts')).toBe('kafka out');
    expect(categoryIn('libs/kafka/src/wire/decode-records.ts')).toBe('kafka in');
    expect(categoryIn('libs/transcoder/src/engine/engine.ts', 'libs/stage/src/protocol/lane.ts')).toBe('work');
  });

  it('tells compressing from decompressing by who asked', () => {
    const codecs = ['libs/kafka/src/codecs/zlib-codecs.ts', 'libs/kafka/src/codecs/codecs.ts'];
    expect(categoryIn(...codecs, 'libs/kafka/src/wire/encode-records.ts')).toBe('kafka out');
    expect(categoryIn(...codecs, 'libs/kafka/src/wire/decode-records.ts')).toBe('kafka in');
  });

  it('names packages, keeps garbage collection apart, and leaves out waiting', () => {
    expect(categoryOf([at('node_modules/isbot/index.js')])).toEqual({ category: 'work', owner: 'isbot' });
    expect(categoryOf([frame('(garbage collector)'), at('libs/transcoder/src/x.ts')]).category).toBe('gc');
    expect(categoryOf([frame('(program)')]).category).toBe('rest');
    expect(isIdle([frame('(idle)')])).toBe(true);
    expect(isIdle([frame('f')])).toBe(false);
  });
});
