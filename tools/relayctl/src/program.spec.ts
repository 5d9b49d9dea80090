/** The commands against a real control plane; what they print is what scripts and people read. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { type FrontierExplanation, Lifecycle, type StageStatus } from '@pixel-relay/contracts';
import {
  type Control,
  type ControlledStage,
  serveControl,
  type SkipOrder,
  type SkipOutcome,
} from '@pixel-relay/control';
import { relayctl } from './program.ts';

class Stage implements ControlledStage {
  readonly live = true;
  readonly ready = true;
  readonly #name: string;
  lifecycle: NonNullable<StageStatus['lifecycle']> = Lifecycle.RUNNING;
  workers = 2;
  by = '';
  uptimeMs = 0;
  eventsIn = 0;
  frontier: FrontierExplanation = { waiting: false };
  heldAt: number | null = null;
  readonly skipOrders: SkipOrder[] = [];
  constructor(name: string) {
    this.#name = name;
  }
  status(): StageStatus {
    // Every look is a second and 500 events later.
    const uptimeMs = (this.uptimeMs += 1_000);
    const eventsIn = (this.eventsIn += 500);
    return {
      stage: this.#name,
      instance: `${this.#name}-0`,
      lifecycle: this.lifecycle,
      uptimeMs,
      pool: { workers: this.workers, busy: 1 },
      partitions: [
        {
          ...{ topic: 'events.raw', partition: 3, position: 1_234_567, frontierAgeMs: 1_250 },
          held: this.heldAt === null ? null : { from: this.heldAt, next: this.heldAt + 3, reason: 'damaged' },
        },
      ],
      totals: { eventsIn, deliveries: [{ partner: 'webhook', accepted: 7 }] },
      age: { p99Ms: 90_000 },
    };
  }
  async setWorkers(workers: number, by: string): Promise<void> {
    this.workers = workers;
    this.by = by;
  }
  async pause(): Promise<void> {
    this.lifecycle = Lifecycle.PAUSED;
  }
  async resume(): Promise<void> {
    this.lifecycle = Lifecycle.RUNNING;
  }
  async drain(): Promise<void> {
    this.lifecycle = Lifecycle.STOPPED;
  }
  explainFrontier(): FrontierExplanation {
    return this.frontier;
  }
  async skip(order: SkipOrder): Promise<SkipOutcome> {
    if (order.offset !== this.heldAt) return { skipped: false, why: `held at ${this.heldAt}` };
    this.skipOrders.push(order);
    this.heldAt = null;
    return { skipped: true, from: order.offset, next: order.offset + 3, why: 'damaged' };
  }
}

const serve = (stage: ControlledStage): Promise<Control> =>
  serveControl({ stage, host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0, clock: systemClock });

describe('relayctl', () => {
  let parser: Stage;
  let producer: Stage;
  let controls: Control[];
  let addresses: string[];
  beforeEach(async () => {
    parser = new Stage('parser');
    producer = new Stage('producer');
    controls = await Promise.all([serve(parser), serve(producer)]);
    addresses = controls.flatMap(({ port }) => ['--address', `127.0.0.1:${port}`]);
  });
  afterEach(async () => {
    await Promise.all(controls.map(control => control.close()));
  });

  /** Lines that one command printed. */
  async function run(args: readonly string[], { interrupted = new AbortController().signal, terminal = false } = {}) {
    const printed: string[] = [];
    const program = relayctl({
      print: text => void printed.push(text),
      printAside: () => undefined,
      exitWith: () => undefined,
      terminal,
      interrupted,
    });
    for (const command of [program, ...program.commands]) command.configureOutput({ writeErr: () => undefined });
    await program.parseAsync(args, { from: 'user' });
    return printed.join('\n').split('\n');
  }

  it('shows stages, their partitions and deliveries side by side', async () => {
    const lines = await run(['status', ...addresses]);
    expect(lines[0]).toMatch(/^STAGE +INSTANCE +STATE +BUSY +/);
    expect(lines[1]).toMatch(/^parser +parser-0 +running +1\/2 .* 500 .* 1\.5 min +0 MiB$/);
    expect(lines[2]).toMatch(/^producer +producer-0 +running/);
    expect(lines.find(line => line.startsWith('parser    events.raw'))).toMatch(/ 3 +1,234,567 .* 1\.3 s +-$/);
    expect(lines.find(line => line.startsWith('producer-0  webhook'))).toMatch(/ 7 +0 +0 +0$/);
    for (const line of lines) expect(line).toBe(line.trimEnd());
  });

  it('prints JSON with every field, one line a stage', async () => {
    const lines = await run(['status', '--json', ...addresses]);
    expect(lines.map(line => JSON.parse(line) as object)).toMatchObject([
      { address: addresses[1], stage: 'parser', lifecycle: 'running', pool: { workers: 2, crashed: 0 }, process: null },
      { address: addresses[3], stage: 'producer', partitions: [{ committed: 0, position: 1_234_567 }] },
    ]);
  });

  it('resizes, pauses, resumes and drains every stage that is named', async () => {
    expect(await run(['workers', '7', '--by', 'ops', ...addresses])).toEqual([
      'parser: 7 workers',
      'producer: 7 workers',
    ]);
    expect([parser.by, producer.by]).toEqual(['ops', 'ops']);
    expect(await run(['pause', ...addresses])).toEqual(['parser: paused', 'producer: paused']);
    expect(await run(['resume', ...addresses.slice(0, 2)])).toEqual(['parser: running']);
    expect(producer.lifecycle).toBe(Lifecycle.PAUSED);
    expect(await run(['drain', ...addresses])).toEqual(['parser: stopped', 'producer: stopped']);
  });

  it('skips where a stage is held, by whoever of them is, and nowhere else', async () => {
    const skip = (place: string, ...more: string[]) =>
      run(['skip', 'events.raw', place, '--reason', 'ticket 12: a zip bomb', '--by', 'ops', ...addresses, ...more]);
    await expect(skip('3/41')).rejects.toThrow(
      'none of these stages is held at events.raw 3/41: nothing is held there',
    );
    producer.heldAt = 40;
    expect((await run(['status', ...addresses])).filter(line => line.endsWith(' 40'))).toHaveLength(1);
    await expect(skip('3/41')).rejects.toThrow('held are events.raw 3/40');
    expect(await skip('3/40')).toEqual([
      'events.raw/3: passed over offsets 40 to 42 (damaged); audit counts their events as expired',
    ]);
    expect([parser.skipOrders, producer.skipOrders]).toEqual([
      [],
      [{ topic: 'events.raw', partition: 3, offset: 40, reason: 'ticket 12: a zip bomb', by: 'ops' }],
    ]);
  });

  it('explains what the frontier waits for', async () => {
    producer.frontier = {
      waiting: true,
      topic: 'events.augmented',
      partition: 2,
      offset: 41,
      ageMs: 61_000,
      attempts: 3,
      destination: 'webhook of shop-1',
      state: 'sending',
    };
    expect(await run(['explain', ...addresses])).toEqual([
      `${addresses[1]}: nothing is in flight`,
      `${addresses[3]}: events.augmented/2 offset 41 is sending for 1.0 min, attempt 3, to webhook of shop-1`,
    ]);
    producer.frontier = { waiting: true, topic: 'events.augmented', partition: 2, offset: 41, state: 'held' };
    expect((await run(['explain', ...addresses]))[1]).toBe(
      `${addresses[3]}: events.augmented/2 offset 41 is held: its log says why; "skip" passes it over`,
    );
    const [, json] = await run(['explain', '--json', ...addresses]);
    expect(JSON.parse(json!)).toMatchObject({ address: addresses[3], offset: 41, state: 'held' });
  });

  it('watches with events a second, until the stages stop', async () => {
    const watching = run(['watch', '--interval-ms', '100', ...addresses]);
    while (parser.eventsIn < 2_000 || producer.eventsIn < 2_000) await systemClock.sleep(20);
    // One stage goes before the other: what is left is still shown.
    await controls[1]!.close();
    const until = parser.eventsIn + 1_000;
    while (parser.eventsIn < until) await systemClock.sleep(20);
    await controls[0]!.close();
    const rows = (await watching).filter(line => line.startsWith('parser'));
    expect(rows[0]).toMatch(/ - +500 /);
    expect(rows[1]).toMatch(/ 500 +1,000 /);
    expect(rows.at(-1)).toContain(parser.eventsIn.toLocaleString('en-US'));
  });

  it('ends a watch at Ctrl-C, and redraws a terminal', async () => {
    const interrupt = new AbortController();
    const watching = run(['watch', '--interval-ms', '100', ...addresses], {
      interrupted: interrupt.signal,
      terminal: true,
    });
    while (parser.eventsIn < 1_500) await systemClock.sleep(20);
    interrupt.abort();
    expect((await watching).filter(line => line.startsWith('\x1b[2J\x1b[HSTAGE')).length).toBeGreaterThan(1);
  });

  it.each([
    [['status']],
    [['status', '--address', 'nope']],
    [['status', '--address', '127.0.0.1:0']],
    [['status', '--address', '127.0.0.1:65536']],
    [['workers', '0', '--address', '127.0.0.1:1']],
    [['workers', '1.5', '--address', '127.0.0.1:1']],
    [['watch', '--interval-ms', '5', '--address', '127.0.0.1:1']],
    [['drain', '--wait-seconds', '0', '--address', '127.0.0.1:1']],
    [['pause', '--tls-ca', 'ca.pem', '--address', '127.0.0.1:1']],
    [['pause', '--tls-ca', 'no', '--tls-cert', 'no', '--tls-key', 'no', '--address', '127.0.0.1:1']],
    [['skip', 'events.raw', '3/40', '--address', '127.0.0.1:1']],
    [['skip', 'events.raw', '3/40', '--reason', 'because', '--address', '127.0.0.1:1']],
    [['skip', 'events.raw', '340', '--reason', 'ticket 12: a zip bomb', '--address', '127.0.0.1:1']],
    [['burn']],
  ])('refuses %j', async args => {
    await expect(run(args)).rejects.toThrow(/required|invalid|belong together|cannot be read|unknown command/);
  });

  it('as a process: one line and exit code 1 when nothing answers', async () => {
    const main = join(import.meta.dirname, 'main.ts');
    const child = spawn(process.execPath, [main, 'pause', '--address', '127.0.0.1:1'], { stdio: 'pipe' });
    const said = child.stderr.toArray();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(Buffer.concat((await said) as Buffer[]).toString()).toMatch(
      /^relayctl: nothing answers at 127\.0\.0\.1:1: .*\n$/,
    );
  });
});
