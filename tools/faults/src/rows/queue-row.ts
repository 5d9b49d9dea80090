import { systemClock } from '@pixel-relay/clock';
import type { FaultContext, FaultRow, Injection } from '../fault-row.ts';
import type { StageName } from '@pixel-relay/demo';
import { row } from './row.ts';

const stages: readonly StageName[] = ['parser', 'validator', 'producer'];
const LOOK_EVERY_MS = 5;
const LOOK_MAX_MS = 10_000;

/** Looks at each stage until its queue was seen full: as many jobs wait as may. */
async function seenFull({ fleet, reached, sleep }: FaultContext): Promise<Injection> {
  await reached(0.05);
  const full = new Map<StageName, number>();
  const deadline = systemClock.monotonic() + LOOK_MAX_MS;
  while (full.size < stages.length && systemClock.monotonic() < deadline) {
    for (const stage of stages)
      for (const { pool } of await fleet.statuses(stage))
        if (pool?.queueMax === 1 && pool.queued === 1) full.set(stage, (full.get(stage) ?? 0) + 1);
    await sleep(LOOK_EVERY_MS);
  }
  return {
    fired: [...full.values()].reduce((sum, times) => sum + times, 0),
    missing: stages.filter(stage => !full.has(stage)).map(stage => `the queue of the ${stage} was never seen full`),
  };
}

const tight = ['--workers=1', '--queue-max=1', '--batch-events-max=20', '--in-flight-bytes-max=1048576'];

export const queueRow: FaultRow = row('queues of one job, one worker each, more events than they take', seenFull, {
  rate: 10_000,
  flags: { parser: tight, validator: tight, producer: ['--queue-max=1', '--in-flight-max=100', '--workers=1'] },
});
