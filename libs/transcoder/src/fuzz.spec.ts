import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CASES = 60_000;
/** twenty times what it takes on an idle machine */
const PATIENCE_MS = 240_000;

// In a process of its own: jest's sandbox makes the same cases seven times slower.
const fuzz = (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'fuzz.ts'), ...args]);

describe('differential fuzzing', () => {
  it(
    `finds no difference in ${CASES} storefront events, written oddly and damaged`,
    async () => {
      const { stdout } = await fuzz('--cases', `${CASES}`, '--seed', '20260101');
      const last = stdout.trim().split('\n').at(-1)!;
      const [, accepted, rejected] = /^60000 cases, seed 20260101: (\d+) events, (\d+) rejected, no difference$/.exec(
        last,
      )!;
      // neither nearly none nor nearly all, or the cases would test little
      expect(Number(accepted)).toBeGreaterThan(CASES * 0.3);
      expect(Number(rejected)).toBeGreaterThan(CASES * 0.3);
    },
    PATIENCE_MS,
  );

  it('says what to do about options that it cannot use', async () => {
    await expect(fuzz('--cases', 'many')).rejects.toThrow(/--cases takes a positive integer/);
  });
});
