import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

const retryMs = 50;
/** A takeover lasts a few file operations; one this old was left by a process that died in it. */
const takeoverStaleMs = 10_000;

/**
 * Runs `work` while no other process on this machine holds `lockFile`. A lock whose holder died is taken over. Waits at
 * most `waitMs`, then throws and names the holder.
 */
export async function exclusively<T>(lockFile: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lockFile), { recursive: true });
  const deadline = Date.now() + waitMs;
  while (!(await tryCreate(lockFile))) {
    const holder = await holderOf(lockFile);
    if (holder !== null && !isAlive(holder)) await removeDead(lockFile);
    if (Date.now() > deadline) {
      throw new Error(
        `${lockFile} is held by process ${holder?.pid ?? '?'}. Wait for it, or end it and delete the file.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, retryMs));
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/** Under a second lock: else a slow waiter, still thinking of the dead holder, would remove the lock of the next one. */
async function removeDead(lockFile: string): Promise<void> {
  const takeover = `${lockFile}.takeover`;
  if (!(await tryCreate(takeover))) {
    const age = await stat(takeover).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > takeoverStaleMs) await rm(takeover, { force: true });
    return;
  }
  const holder = await holderOf(lockFile);
  if (holder !== null && !isAlive(holder)) await rm(lockFile, { force: true });
  await rm(takeover, { force: true });
}

async function tryCreate(file: string): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** null: just being written, or just released. */
async function holderOf(lockFile: string): Promise<ProcessIdentity | null> {
  try {
    return JSON.parse(await readFile(lockFile, 'utf8')) as ProcessIdentity | null;
  } catch {
    return null;
  }
}
