import { describe, expect, it } from '@jest/globals';
import { progressBar, progressLine } from './progress-bar.ts';

const progress = { acknowledged: 30_000, target: 120_000, elapsedMs: 6_000, eventsPerSecond: 4_999.6, etaMs: 75_200 };

describe('progress', () => {
  it('shows the share, the rate and the time left', () => {
    const line = progressLine(progress);
    expect(line).toContain(' 25 %  30,000/120,000  5,000/s  1 min 16 s left');
    expect(line.replaceAll(/[^█]/g, '')).toHaveLength(7);
    expect(line.replaceAll(/[^█░]/g, '')).toHaveLength(30);
  });

  it('without a number to reach shows how many there are', () => {
    expect(progressLine({ ...progress, target: null, etaMs: null })).toBe('30,000 events  5,000/s  6 s');
  });

  it('is full at the end, and of nothing', () => {
    expect(progressLine({ ...progress, acknowledged: 120_000, etaMs: 0 })).toMatch(/^█{30} 100 % .* 0 s left$/);
    expect(progressLine({ ...progress, acknowledged: 0, target: 0, etaMs: null })).toMatch(/^█{30} 100 %/);
  });

  it('is drawn on a terminal only', () => {
    const drawn: string[] = [];
    const out = (isTTY: boolean): NodeJS.WriteStream =>
      ({ isTTY, write: (text: string) => drawn.push(text) > 0 }) as unknown as NodeJS.WriteStream;
    const silent = progressBar(out(false));
    silent.draw(progress);
    silent.end();
    expect(drawn).toEqual([]);
    progressBar(out(true)).draw(progress);
    expect(drawn).toEqual([expect.stringMatching(/^\r.*25 %/)]);
  });
});
