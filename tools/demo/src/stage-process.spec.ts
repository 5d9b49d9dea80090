import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { StageProcess } from './stage-process.ts';

/** Keeps a process from ever reaching the stage's own code. */
const STAND_STILL = '--import=data:text/javascript,await new Promise(never => setInterval(() => {}, 1e6))';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const WAIT_MS = 10_000;
/** @throws Error when it does not come true */
async function until(isTrue: () => boolean): Promise<void> {
  for (const endMs = systemClock.monotonic() + WAIT_MS; !isTrue(); await systemClock.sleep(20))
    if (systemClock.monotonic() > endMs) throw new Error(`not so within ${WAIT_MS} ms: ${String(isTrue)}`);
}

describe('a stage process', () => {
  let logFolder: string;
  beforeAll(() => void (logFolder = mkdtempSync(join(tmpdir(), 'pixel-relay-spec-'))));
  afterAll(() => rmSync(logFolder, { recursive: true }));

  it('that ends before it runs says with which code, and where it said why', async () => {
    const stage = new StageProcess({ name: 'parser', flags: ['--no-such-option'], logFolder, label: 'unknown' });
    const logFile = join(logFolder, 'unknown.log');
    await expect(stage.running).rejects.toThrow(`the parser ended by itself with exit code 1; its log is ${logFile}`);
    await until(() => readFileSync(logFile, 'utf8').includes('no-such-option')); // written beside
    expect(await stage.status()).toBeNull();
    expect(() => stage.control).toThrow('does not run yet');
  });

  it('that is killed has not failed', async () => {
    const stage = new StageProcess({ name: 'parser', flags: [], logFolder, nodeFlags: [STAND_STILL] });
    await stage.kill();
    expect(isAlive(stage.pid)).toBe(false);
    const first = await Promise.race([stage.failed.catch(() => 'failed'), systemClock.sleep(50).then(() => 'quiet')]);
    expect(first).toBe('quiet');
  });

  it('does not outlive the process that started it', async () => {
    const module = pathToFileURL(join(import.meta.dirname, 'stage-process.ts')).href;
    const options = JSON.stringify({ name: 'parser', flags: [], logFolder, nodeFlags: [STAND_STILL] });
    const code =
      `import { StageProcess } from '${module}';` + `console.log(new StageProcess(${options}).pid); process.exit(0)`;
    const pid = Number(execFileSync(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'pipe' }));
    try {
      await until(() => !isAlive(pid));
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });
});
