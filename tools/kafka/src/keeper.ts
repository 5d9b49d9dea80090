/**
 * Owns the broker that test processes share (shared-kafka.ts starts this file): a process of its own, since the first
 * user may end while others go on. Looks once a second who is left, and goes `idleGraceMs` after the last one.
 */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exclusively } from './exclusive.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';
import { sharedFiles, type SharedState } from './shared-kafka.ts';
import { startKafka } from './start-kafka.ts';

const lookEveryMs = 1_000;
const lockWaitMs = 60_000;
const files = sharedFiles(process.argv[2]!);
const idleGraceMs = Number(process.argv[3]);

const kafka = await startKafka({ quickStart: true, configOverrides: { 'log.segment.delete.delay.ms': '1000' } });
const state: SharedState = { keeper: identityOf(process.pid)!, brokers: kafka.brokers };
// Renamed into place: whoever looks meanwhile sees all of it, or nothing.
await writeFile(`${files.state}.new`, JSON.stringify(state));
await rename(`${files.state}.new`, files.state);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void leave());

let lastUsedAt = Date.now();
for (;;) {
  await new Promise(resolve => setTimeout(resolve, lookEveryMs));
  if (await anyUserLeft()) lastUsedAt = Date.now();
  if (Date.now() - lastUsedAt < idleGraceMs) continue;
  // A user that came this moment holds the lock; one that comes now waits for it, and finds us gone.
  await exclusively(files.lock, lockWaitMs, async () => {
    if (!(await anyUserLeft())) await leave();
  });
}

async function leave(): Promise<void> {
  await rm(files.state, { force: true });
  await kafka.stop();
  process.exit(0);
}

async function anyUserLeft(): Promise<boolean> {
  let left = false;
  for (const name of await readdir(files.users)) {
    const file = join(files.users, name);
    const user = await readFile(file, 'utf8').then(
      text => JSON.parse(text) as ProcessIdentity,
      () => null,
    );
    if (user !== null && isAlive(user)) left = true;
    else if (user !== null) await rm(file, { force: true });
  }
  return left;
}
