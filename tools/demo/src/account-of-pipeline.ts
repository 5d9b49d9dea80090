/** What became of every raw event, from the stages' commits alone. */
import type { Log } from '@pixel-relay/kafka';
import { decodeAccount, type DeliveryAccount, readDeliveries, type SourceAccount, topics } from '@pixel-relay/stage';
import type { StageName } from './pipeline.ts';

export interface PipelineAccount {
  /** raw records in the log */
  readonly raw: number;
  readonly handed: number;
  readonly denied: number;
  readonly filtered: number;
  readonly dead: number;
  readonly expired: number;
  readonly absent: number;
  /** raw records that the last stage has not accounted for */
  readonly inFlight: number;
  /** of the events that were handed over */
  readonly deliveries: DeliveryAccount;
}

const inputs: Readonly<Record<StageName, string>> = {
  parser: topics.raw,
  validator: topics.parsed,
  augmenter: topics.validated,
  producer: topics.augmented,
};

/** The commit is read before the end of the log, so that what is in flight is never below zero. */
export async function readAccount(log: Log, groupIds: Readonly<Record<StageName, string>>): Promise<PipelineAccount> {
  const sum = { handed: 0, denied: 0, filtered: 0, dead: 0, expired: 0, absent: 0, accounted: 0 };
  const sources: SourceAccount[] = [];
  for (const committed of (await log.admin.committed(groupIds.producer, inputs.producer)).values()) {
    if (committed === null || committed.metadata === '') continue;
    for (const source of decodeAccount(committed.metadata).account.sources) {
      sources.push(source);
      const { ranges, counters } = source;
      const size = ranges.ranges.reduce((total, [start, end]) => total + end - start, 0);
      sum.accounted += size;
      if (counters === null) continue;
      const { forwarded, denied, filtered, dead, expired } = counters;
      sum.handed += forwarded;
      sum.denied += denied;
      sum.filtered += filtered;
      sum.dead += dead;
      sum.expired += expired;
      sum.absent += size - forwarded - denied - filtered - dead - expired;
    }
  }
  const raw = (await log.admin.offsets(topics.raw)).reduce((total, { end }) => total + end, 0);
  const { accounted, ...outcomes } = sum;
  const deliveries = await readDeliveries(log.admin, groupIds.producer, sources);
  return { raw, ...outcomes, inFlight: raw - accounted, deliveries };
}
