import { afterEach, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { countBrokers } from './broker-probe.ts';
import { exclusively } from './exclusive.ts';
import { freePorts } from './free-ports.ts';
import { groupCoordinator, groupPartition } from './group-coordinator.ts';
import { startKafka } from './index.ts';
import { moveLeader } from './move-leader.ts';
import { partitionsOf } from './partition-states.ts';
import { identityOf, isAlive, signalProcess } from './process-identity.ts';
import { stopSharedTestKafka, type SharedState } from './shared-kafka.ts';
import { down, status, up } from './up.ts';

const run = promisify(execFile);
const portOf = (broker: string): number => Number(broker.split(':')[1]);
const known = (broker: string): Promise<number | null> => countBrokers('127.0.0.1', portOf(broker), 2_000);

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-kafka-spec-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('startKafka', () => {
  it('runs three nodes that know each other, survives the loss of one and takes it back', async () => {
    const kafka = await startKafka({ nodes: 3, heapMiB: 256, quickStart: true });
    cleanups.push(() => kafka.stop());
    expect(await Promise.all(kafka.brokers.map(known))).toEqual([3, 3, 3]);

    const before = kafka.nodes[0]!.pid;
    await kafka.killNode(0);
    expect(await known(kafka.brokers[0]!)).toBeNull();
    await expect(kafka.restartNode(1)).rejects.toThrow('is running');
    await kafka.restartNode(0);
    expect(await known(kafka.brokers[0]!)).toBe(3);
    expect(kafka.nodes[0]!.pid).not.toBe(before);

    await movesACoordinator(kafka.brokers[1]!);
    await expect(partitionsOf(kafka.brokers[0]!, 'no-such-topic')).rejects.toThrow('does not know no-such-topic');

    await kafka.stop();
    expect(await Promise.all(kafka.brokers.map(known))).toEqual([null, null, null]);
    expect(kafka.nodes.map(({ pid }) => identityOf(pid))).toEqual([null, null, null]);
  }, 180_000);
});

/** The first question for a coordinator makes the topic that keeps groups, which takes a moment. */
async function coordinatorOf(broker: string, groupId: string): Promise<number> {
  for (;;) {
    const node = await groupCoordinator(broker, groupId);
    if (node !== null) return node;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function movesACoordinator(broker: string): Promise<void> {
  const groupId = 'a-group-to-move';
  const coordinator = await coordinatorOf(broker, groupId);
  const groups = await partitionsOf(broker, '__consumer_offsets');
  const partition = groupPartition(groupId, groups.length);
  expect(groups[partition]).toMatchObject({ partition, leader: coordinator });
  expect([...groups[partition]!.replicas].sort()).toEqual([1, 2, 3]);

  const { before, after } = await moveLeader(broker, '__consumer_offsets', partition);
  expect(before).toBe(coordinator);
  expect(after).not.toBe(before);
  expect(await coordinatorOf(broker, groupId)).toBe(after);
  const { replicas, inSync } = (await partitionsOf(broker, '__consumer_offsets'))[partition]!;
  expect({ last: replicas.at(-1), inSync: inSync.length }).toEqual({ last: before, inSync: 3 });
}

describe('up and down', () => {
  it('starts once, says what is there, and ends it', async () => {
    const folder = await temporaryFolder();
    cleanups.push(() => down(folder));
    const [port] = (await freePorts(1)) as [number];
    const brokers = [`127.0.0.1:${port}`];
    expect(await status(folder)).toEqual({ kind: 'none' });
    expect(await up({ port, quickStart: true }, folder)).toEqual({ brokers, started: true });
    expect(await up({ port, quickStart: true }, folder)).toEqual({ brokers, started: false });
    expect(await status(folder)).toEqual({ kind: 'running', brokers, answering: 1 });
    expect(await down(folder)).toEqual(brokers);
    expect(await known(brokers[0]!)).toBeNull();
    expect(await down(folder)).toBeNull();
  }, 180_000);

  it('starts again what died, with the data of the given folder', async () => {
    const folder = await temporaryFolder();
    cleanups.push(() => down(folder));
    const [port] = (await freePorts(1)) as [number];
    const options = { port, quickStart: true, dataFolder: join(folder, 'data') };
    await up(options, folder);
    const state = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')) as {
      record: { nodes: { pid: number; startedAt: string }[] };
    };
    const node = state.record.nodes[0]!;
    signalProcess(node, 'SIGKILL');
    while (isAlive(node)) await new Promise(resolve => setTimeout(resolve, 10));
    expect(await status(folder)).toMatchObject({ kind: 'running', answering: 0 });
    expect(await up(options, folder)).toMatchObject({ started: true });
    await down(folder);
    expect(await readFile(join(folder, 'data', 'node-1', 'data', 'meta.properties'), 'utf8')).toContain('cluster.id=');
  }, 180_000);

  it('refuses a taken port and never ends a process whose number was given to another', async () => {
    const folder = await temporaryFolder();
    const [port] = (await freePorts(1)) as [number];
    const stranger = spawn('sleep', ['60']);
    cleanups.push(async () => stranger.kill('SIGKILL'));
    const { startedAt } = identityOf(stranger.pid!)!;
    const nodes = [{ pid: stranger.pid, startedAt: `${startedAt}0` }];
    await writeFile(
      join(folder, 'state.json'),
      JSON.stringify({ brokers: [`127.0.0.1:${port}`], record: { kind: 'java', nodes } }),
    );
    await down(folder);
    expect(identityOf(stranger.pid!)).not.toBeNull();

    const holder = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen(${port},'127.0.0.1',()=>console.log('x'))`,
    ]);
    cleanups.push(async () => holder.kill('SIGKILL'));
    await new Promise(resolve => holder.stdout.once('data', resolve));
    await expect(up({ port, quickStart: true }, folder)).rejects.toThrow(`Port ${port} is taken`);
  });
});

describe('the shared broker', () => {
  it('is one for all processes, and goes after the last of them', async () => {
    const folder = await temporaryFolder();
    cleanups.push(() => stopSharedTestKafka(folder));
    const code = `
      import { shareKafka } from ${JSON.stringify(join(import.meta.dirname, 'shared-kafka.ts'))};
      console.log(JSON.stringify(await shareKafka(${JSON.stringify(folder)}, 1500)));
      process.stdin.once('data', () => process.exit(0));`;
    const users = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', code]));
    cleanups.push(async () => users.forEach(user => user.kill('SIGKILL')));
    const answers = await Promise.all(
      users.map(user => new Promise<string>(resolve => user.stdout.once('data', chunk => resolve(String(chunk))))),
    );
    expect(answers[0]).toBe(answers[1]);
    const { keeper, brokers } = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8')) as SharedState;

    // One crashes; the other keeps the broker well beyond the grace of 1.5 s.
    users[0]!.kill('SIGKILL');
    await new Promise(resolve => setTimeout(resolve, 4_000));
    expect(await known(brokers[0]!)).toBe(1);

    users[1]!.stdin.write('end\n');
    while (isAlive(keeper)) await new Promise(resolve => setTimeout(resolve, 50));
    expect(await known(brokers[0]!)).toBeNull();
  }, 180_000);
});

describe('exclusively', () => {
  it('lets one in at a time, and takes over from the dead', async () => {
    const lock = join(await temporaryFolder(), 'lock');
    await writeFile(lock, JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));
    let inside = 0;
    let most = 0;
    const enter = (): Promise<void> =>
      exclusively(lock, 10_000, async () => {
        most = Math.max(most, ++inside);
        await new Promise(resolve => setTimeout(resolve, 5));
        inside--;
      });
    await Promise.all(Array.from({ length: 8 }, enter));
    expect(most).toBe(1);
  });

  it('names the holder when it waited long enough', async () => {
    const lock = join(await temporaryFolder(), 'lock');
    await exclusively(lock, 100, () =>
      expect(exclusively(lock, 100, async () => {})).rejects.toThrow(`held by process ${process.pid}`),
    );
  });
});

describe('the command', () => {
  const command = (...args: string[]): Promise<{ stdout: string }> =>
    run(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args]);

  it('says how it is used, and what is wrong', async () => {
    expect((await command('--help')).stdout).toContain('up [--nodes 1|3]');
    await expect(command('up', '--nodes', '2')).rejects.toMatchObject({
      code: 1,
      stderr: '--nodes 2: must be 1 or 3.\n',
    });
    await expect(command('up', '--prot', '1')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("'--prot'"),
    });
  });
});
