import { spawn } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countBrokers } from './broker-probe.ts';
import { exclusively } from './exclusive.ts';
import { sharedFolder } from './folders.ts';
import { KafkaMissingError } from './kafka-missing-error.ts';
import { endProcess, identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';
import { givenBrokers } from './start-kafka.ts';

/** What the keeper wrote when its broker answered. */
export interface SharedState {
  readonly keeper: ProcessIdentity;
  readonly brokers: string[];
}

/** Longer than the pause between two suites of one run, or between two runs of one engineer. */
const idleGraceMs = 20_000;

/** The first start may download the jars. */
const startTimeoutMs = 660_000;
const stopGraceMs = 15_000;

/**
 * A broker that all test processes of this workspace share: the one that KAFKA_BROKERS names, or one node that the first
 * caller starts. Each caller is a user; a keeper process owns the broker and ends it, and itself, shortly after the last
 * user process is gone, however that happened. Users keep apart by topic prefix and group id, and delete only their own.
 */
export async function sharedTestKafka(): Promise<{ readonly brokers: string[] }> {
  const given = givenBrokers();
  return given === null ? shareKafka(sharedFolder, idleGraceMs) : { brokers: given };
}

/** The same, with the state in a folder of its own. */
export async function shareKafka(folder: string, graceMs: number): Promise<{ readonly brokers: string[] }> {
  const files = sharedFiles(folder);
  return exclusively(files.lock, startTimeoutMs, async () => {
    await mkdir(files.users, { recursive: true });
    // Registered before the broker is looked at: the keeper, about to leave, takes the same lock and sees us.
    await writeFile(join(files.users, String(process.pid)), JSON.stringify(identityOf(process.pid)));
    const state = await readState(files);
    if (state !== null && (await answers(state))) return { brokers: state.brokers };
    if (state !== null) await endProcess(state.keeper, stopGraceMs);
    return { brokers: (await startKeeper(folder, graceMs)).brokers };
  });
}

/** Ends the shared broker now, whoever uses it; false when there is none. For the end of a test command. */
export async function stopSharedTestKafka(folder = sharedFolder): Promise<boolean> {
  const files = sharedFiles(folder);
  return exclusively(files.lock, startTimeoutMs, async () => {
    const state = await readState(files);
    if (state === null || !isAlive(state.keeper)) return false;
    await endProcess(state.keeper, stopGraceMs);
    return true;
  });
}

export interface SharedFiles {
  readonly state: string;
  /** one file for each process that uses the broker, named by its number */
  readonly users: string;
  readonly lock: string;
  readonly keeperLog: string;
}

export function sharedFiles(folder: string): SharedFiles {
  return {
    state: join(folder, 'state.json'),
    users: join(folder, 'users'),
    lock: join(folder, 'lock'),
    keeperLog: join(folder, 'keeper.log'),
  };
}

async function readState(files: SharedFiles): Promise<SharedState | null> {
  return readFile(files.state, 'utf8').then(
    text => JSON.parse(text) as SharedState,
    () => null,
  );
}

async function answers({ keeper, brokers }: SharedState): Promise<boolean> {
  if (!isAlive(keeper)) return false;
  const [host = '', port] = brokers[0]!.split(':');
  return (await countBrokers(host, Number(port), 5_000)) !== null;
}

async function startKeeper(folder: string, graceMs: number): Promise<SharedState> {
  const files = sharedFiles(folder);
  const log = await open(files.keeperLog, 'w');
  try {
    const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), folder, String(graceMs)], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      // The test runner's own options would make the keeper one of its workers.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    await new Promise<void>((resolve, reject) => keeper.once('spawn', resolve).once('error', reject));
    keeper.unref();
    const deadline = Date.now() + startTimeoutMs;
    for (;;) {
      const state = await readState(files);
      if (state !== null && state.keeper.pid === keeper.pid) return state;
      if (identityOf(keeper.pid!) === null || Date.now() > deadline) {
        throw new KafkaMissingError(`The broker for tests did not start:\n${await readFile(files.keeperLog, 'utf8')}`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  } finally {
    await log.close();
  }
}
