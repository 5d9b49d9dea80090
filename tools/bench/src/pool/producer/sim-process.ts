/** The partner simulator as a process of its own, so that what a partner costs is not counted as the producer's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PartnerSimStats } from '@pixel-relay/partner-sim';
import { capacity } from './partner.ts';

const entry = join(import.meta.dirname, '../../../../partner-sim/src/main.ts');

/** It lets everybody wait who comes: refusing is what a partner does that is better protected than this one. */
const QUEUE_MAX = 1_000_000;
const IDS_MAX = 100_000;

export class SimProcess {
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
  }

  /** Signatures are made but not checked: a checking partner in JavaScript would need a core more than there is. */
  static async start(): Promise<SimProcess> {
    const flags = [
      '--port=0',
      '--unverified',
      `--latency-ms=${capacity.latencyMs}`,
      `--concurrent-max=${capacity.concurrentMax}`,
      `--queue-max=${QUEUE_MAX}`,
      `--ids-max=${IDS_MAX}`,
    ];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /listens on (http:\S+)/.exec(line)?.[1];
      if (url !== undefined) return new SimProcess(child, url);
    }
    throw new Error('the partner simulator ended before it listened; what it wrote is above');
  }

  async stats(): Promise<PartnerSimStats> {
    return (await (await fetch(`${this.url}/stats`)).json()) as PartnerSimStats;
  }

  /** By SIGKILL: one that has a hundred thousand requests waiting does not hear anything milder. */
  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    if (this.child.kill('SIGKILL')) await exited;
  }
}
