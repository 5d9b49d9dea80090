/** Raw events as the parser packs them for its workers: the load generator's, 1.8 KB of JSON each. */
import type { EncodedEvents } from '@pixel-relay/contracts';
import { EventStream } from '@pixel-relay/loadgen';
import { PADDING_BYTES } from '@pixel-relay/transcoder';

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

/** Each is followed by a zero byte, and the last by padding. */
function sideBySide(values: readonly Buffer[]): EncodedEvents {
  const bytes = Buffer.alloc(values.reduce((sum, { length }) => sum + length + 1, PADDING_BYTES));
  const starts = new Uint32Array(values.length);
  const ends = new Uint32Array(values.length);
  let at = 0;
  for (const [i, value] of values.entries()) {
    starts[i] = at;
    ends[i] = at + value.copy(bytes, at);
    at = ends[i] + 1;
  }
  return { count: values.length, bytes, starts, ends };
}
