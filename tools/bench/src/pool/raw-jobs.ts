/** Raw events as the parser packs them for its workers: the load generator's, 1.8 KB of JSON each. */
import type { EncodedEvents } from '@pixel-relay/contracts';
import { EventStream } from '@pixel-relay/loadgen';
import { sideBySide } from '../load/side-by-side.ts';

/** Events of one job: what one batch holds at most. */
export const JOB_EVENTS = 500;

/** @param jobs of JOB_EVENTS distinct events each */
export function rawJobs(jobs: number, receivedMs: number): EncodedEvents[] {
  const stream = new EventStream({
    seed: 'pool',
    subscriptions: [],
    partitions: 1,
    sizeKb: 1.8,
    malformedShare: 0,
    deniedShare: 0,
    tombstoneShare: 0,
    nullKeyShare: 0,
    shops: 200,
    customersMax: 5_000,
  });
  return Array.from({ length: jobs }, () =>
    sideBySide(Array.from({ length: JOB_EVENTS }, () => stream.next(receivedMs).value!)),
  );
}
