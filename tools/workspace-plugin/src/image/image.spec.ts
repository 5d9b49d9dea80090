/** What an image holds, copied to an empty folder and run: nothing of the workspace is there to lean on. */
import { externals } from './externals.ts';
import { execFile, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { readBatch } from '@pixel-relay/contracts';
import { declareTopics, topics } from '@pixel-relay/stage';
import { type Lockfile, pruneLock } from './prune-lock.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const stages = ['parser', 'validator', 'augmenter', 'producer'] as const;
const run = promisify(execFile);
const folders = new Map<string, string>();

beforeAll(async () => {
  for (const stage of stages) {
    await run(process.execPath, ['tools/workspace-plugin/src/image/build-app.ts', `apps/${stage}`], { cwd: workspace });
    const folder = mkdtempSync(join(tmpdir(), `pixel-relay-image-${stage}-`));
    cpSync(join(workspace, 'apps', stage, 'dist'), folder, { recursive: true });
    await run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: folder });
    folders.set(stage, folder);
  }
}, 180_000);

afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true });
});

const main = (stage: string, ...flags: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, ['main.js', ...flags], { cwd: folders.get(stage)!, encoding: 'utf8' });

describe.each(stages)('the image of the %s', stage => {
  it('checks its options, says what it is connected to, and explains itself', () => {
    expect(main(stage, '--validate')).toMatchObject({ status: 0, stdout: `${stage}: the options are good\n` });
    expect(main(stage, '--describe').stdout).toContain('events.dead-letter');
    expect(main(stage, '--help').stdout).toContain('--batch-events-max');
  });

  it.each([
    ['a bad option', ['--batch-events-max=0'], /--batch-events-max/],
    ['an unknown option', ['--worker=3'], /--worker; did you mean --workers/],
    ['options that contradict each other', ['--job-timeout-ms=30000'], /must not exceed --drain-deadline-ms/],
    ['a broker that is not there', ['--brokers=127.0.0.1:1'], /127\.0\.0\.1:1/],
  ])('says plainly what to do about %s, and fails', (_, flags, words) => {
    const { status, stderr } = main(stage, ...flags);
    expect(status).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says one line on a Node that is too old', () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import('./main.js');";
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', pretend], {
      cwd: folders.get(stage)!,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, 'needs Node 24 or newer, this is 20.20.2: install it, or use the image\n']);
  });
});

describe('the image of the parser', () => {
  it('parses on a real Kafka, with the worker thread of its own bundle; stops cleanly on SIGTERM', async () => {
    const { brokers } = await sharedTestKafka();
    const prefix = `spec-image-${process.pid}.`;
    const log: Log = await connectKafka({
      brokers,
      clientId: 'spec',
      topicPrefix: prefix,
      connectionTimeoutMs: 5_000,
      maxDecompressedBytes: 1 << 20,
      clock: systemClock,
    });
    const missing = main('parser', `--brokers=${brokers.join(',')}`, `--topic-prefix=${prefix}`);
    expect([missing.status, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/^parser: missing topics: .*relayctl topics ensure/),
    ]);
    await log.admin.ensure(declareTopics({ partitions: 1, replicationFactor: 1, minInSyncReplicas: 1 }));
    const flags = [
      `--brokers=${brokers.join(',')}`,
      `--topic-prefix=${prefix}`,
      '--health-host=127.0.0.1',
      '--metrics-host=127.0.0.1',
    ];
    const stage = spawn(process.execPath, ['main.js', ...flags], {
      cwd: folders.get('parser')!,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = new Promise<number | null>(done => stage.once('close', done));
    try {
      for await (const line of createInterface({ input: stage.stdout })) if (line.includes('"running"')) break;
      const producer = await log.producer({ compression: 'none', sendTimeoutMs: 5_000 });
      const event = {
        id: 'e1',
        name: 'page_viewed',
        clientId: 'c',
        shopId: 's',
        timestamp: '2026-01-02T03:04:05Z',
        data: {},
      };
      await producer.send(topics.raw, 0, [{ key: null, value: Buffer.from(JSON.stringify(event)) }]);
      await producer.close();
      const seen = await new Promise<number>(found => {
        void log.tail({ topic: topics.parsed, onRecords: (_, records) => found(readBatch(records[0]!.value!).count) });
      });
      expect(seen).toBe(1);
    } finally {
      stage.kill('SIGTERM');
    }
    expect(await exited).toBe(0);
    await log.admin.remove(Object.values(topics));
    await log.close();
  }, 60_000);
});

describe('the lockfile of an image', () => {
  it('has what the externals need, and nothing else', () => {
    const lock: Lockfile = {
      packages: {
        'node_modules/a': {
          version: '1.0.0',
          dependencies: { b: '^2', c: '*' },
          optionalDependencies: { 'b-darwin': '2' },
        },
        'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
        'node_modules/b': { version: '1.0.0' },
        'node_modules/c': { version: '3.0.0', dependencies: { a: '*' } },
        'node_modules/unrelated': { version: '9.0.0' },
      },
    };
    const { packageJson, lock: pruned } = pruneLock(lock, 'app', ['a']);
    expect(packageJson.dependencies).toEqual({ a: '1.0.0' });
    expect(Object.keys(pruned.packages)).toEqual([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });

  it('of this workspace locks every external by its hash', () => {
    const lock = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')) as Lockfile;
    const { lock: pruned } = pruneLock(lock, 'app', Object.keys(externals));
    const packages = Object.entries(pruned.packages).filter(([place]) => place !== '');
    for (const [, locked] of packages) expect(locked).toHaveProperty('integrity');
    expect(packages.some(([place]) => /linux-x64/.test(place))).toBe(true);
  });
});
