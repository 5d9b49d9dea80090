/** A thread that does what its jobs ask for, the unpleasant included. */
import { systemClock, type Timer } from '@pixel-relay/clock';
import { serveWorker } from '../threads/serve-worker.ts';

export type OddJob =
  | { readonly do: 'echo'; readonly value: unknown }
  | { readonly do: 'pid' | 'isGone' }
  | { readonly do: 'fill'; readonly arena: ArrayBuffer; readonly value: number }
  | { readonly do: 'count'; readonly memory: SharedArrayBuffer; readonly beside?: unknown }
  | {
      readonly do:
        'exit' | 'spin' | 'exhaust' | 'throw' | 'throwOutside' | 'unsendable' | 'untilAborted' | 'background';
    };

export interface OddData {
  readonly greeting?: string;
  readonly failStart?: boolean;
  readonly exitAtStart?: boolean;
}

export interface OddResult {
  readonly value?: unknown;
  readonly greeting?: string | undefined;
  readonly threadId?: number;
  readonly arena?: ArrayBuffer;
}

let filled: ArrayBuffer | undefined;
const seen = new Set<SharedArrayBuffer>();
let turns = 0;
let ticking: Timer;

function tick(): void {
  turns++;
  ticking = systemClock.setTimer(1, tick);
}

serveWorker<OddJob, OddResult, OddData>(
  async data => {
    await systemClock.sleep(5);
    tick();
    if (data.failStart === true) throw new Error('no database');
    if (data.exitAtStart === true) process.exit(7);
    return { completeJob: (job, signal) => complete(job, signal, data), close: () => ticking.cancel() };
  },
  { transferResult: result => (result.arena === undefined ? [] : [result.arena]) },
);

function complete(job: OddJob, signal: AbortSignal, data: OddData): Promise<OddResult> | OddResult {
  switch (job.do) {
    case 'echo':
      return { value: job.value, greeting: data.greeting };
    case 'pid':
      return { value: process.pid };
    case 'fill':
      new Uint8Array(job.arena).fill(job.value);
      filled = job.arena;
      return { arena: job.arena };
    case 'count':
      seen.add(job.memory);
      new Uint8Array(job.memory)[0]!++;
      return { value: seen.size };
    case 'isGone':
      return { value: filled?.detached };
    case 'exit':
      process.exit(3);
    case 'spin':
      for (;;);
    case 'exhaust': {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(1_000).fill({}));
    }
    case 'throw':
      throw Object.assign(new RangeError('not in range'), { code: 'E_ODD' });
    case 'throwOutside':
      systemClock.setTimer(1, () => {
        throw new Error('thrown by a timer');
      });
      return new Promise(() => {});
    case 'unsendable':
      return Promise.resolve({ value: () => {} });
    case 'untilAborted':
      return new Promise(resolve => signal.addEventListener('abort', () => resolve({ value: 'aborted' })));
    case 'background':
      return { value: turns };
  }
}
