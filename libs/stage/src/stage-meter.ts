/** Turns what the runtime tells, a batch at a time, into metrics and the numbers of the status. */
import type { Clock } from '@pixel-relay/clock';
import { Outcome, type pixelrelay } from '@pixel-relay/contracts';
import type { Fetched, TopicPartition, UnreadableRange } from '@pixel-relay/kafka';
import type { Logger, Telemetry } from '@pixel-relay/telemetry';
import type { Assignment, DoneUnit } from './protocol/assignment.ts';
import { RAW_EPOCH } from './protocol/epochs.ts';
import { isSkipped } from './protocol/skipped-unit.ts';
import type { Unit } from './protocol/unit.ts';
import type { StageObserver } from './stage-observer.ts';

type Totals = pixelrelay.control.v1.Totals.$Shape;
type PartitionStatus = pixelrelay.control.v1.PartitionStatus.$Shape;

const outcomeNames = {
  [Outcome.DEAD]: 'dead',
  [Outcome.DENIED]: 'denied',
  [Outcome.FILTERED]: 'filtered',
  [Outcome.ABSENT]: 'absent',
  [Outcome.EXPIRED]: 'expired',
} as const;

export class StageMeter implements StageObserver {
  private readonly clock: Clock;
  private readonly telemetry: Telemetry;
  private readonly logger: Logger;
  private readonly totals = {
    eventsIn: 0,
    eventsOut: 0,
    denied: 0,
    filtered: 0,
    dead: 0,
    recordsIn: 0,
    recordsOut: 0,
    bytesIn: 0,
    bytesOut: 0,
  };
  /** per input partition: end of the log as last seen */
  private readonly logEnds = new Map<number, number>();
  private joins = 0;

  constructor(clock: Clock, telemetry: Telemetry, logger: Logger) {
    this.clock = clock;
    this.telemetry = telemetry;
    this.logger = logger;
  }

  joined(): void {
    if (this.joins++ > 0) this.telemetry.metrics.rebalances.add(1);
  }

  fetched({ lease }: Assignment, { records, end }: Fetched): void {
    const { metrics } = this.telemetry;
    const bytes = records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    this.logEnds.set(lease.partition, end);
    this.totals.recordsIn += records.length;
    this.totals.bytesIn += bytes;
    metrics.recordsIn.add(records.length);
    metrics.bytesIn.add(bytes);
    metrics.messagesConsumed.add(records.length, { 'messaging.destination.name': lease.topic });
  }

  sent({ topic }: TopicPartition, records: number, bytes: number): void {
    const { metrics } = this.telemetry;
    this.totals.recordsOut += records;
    this.totals.bytesOut += bytes;
    metrics.recordsOut.add(records);
    metrics.bytesOut.add(bytes);
    metrics.messagesSent.add(records, { 'messaging.destination.name': topic });
  }

  done(_assignment: Assignment, done: readonly DoneUnit[]): void {
    const nowMs = this.clock.now();
    for (const { unit, result } of done) {
      const endedHere = result.endedBy.reduce((sum, { count }) => sum + count, 0);
      this.countIn(result.forwarded + endedHere + tombstones(unit));
      this.totals.eventsOut += result.forwarded;
      this.telemetry.metrics.eventsOut.add(result.forwarded);
      for (const { outcome, rule, count } of result.endedBy) this.ended(outcome as Outcome, rule, count);
      // Between stages, what was dropped before was counted where it ended.
      if (isRaw(unit)) for (const { outcome, run } of unit.dropped) this.ended(outcome, beforeWork(unit, outcome), run);
      if (unit.strays.length > 0) this.ended(Outcome.DEAD, 'not_a_batch', unit.strays.length);
      const oldest = result.oldestReceivedMs || unit.source?.oldestReceivedMs || 0;
      if (oldest > 0 && result.forwarded > 0) this.telemetry.recordEventAge(nowMs - oldest, result.forwarded);
    }
  }

  committed(): void {
    this.telemetry.metrics.commits.add(1, { result: 'ok' });
  }

  commitRefused(): void {
    this.telemetry.metrics.commits.add(1, { result: 'refused' });
  }

  held({ lease }: Assignment, { from, next, reason }: UnreadableRange): void {
    const { topic, partition } = lease;
    this.logger.error(
      { topic, partition, from, next, reason },
      'a record cannot be read: the partition is held until it is skipped',
    );
  }

  /** The end of the log, asked for apart from fetches: an idle or paused partition has a lag too. */
  logEnd(partition: number, end: number): void {
    this.logEnds.set(partition, end);
  }

  totalsNow(): Totals {
    return { ...this.totals };
  }

  partitions(assignments: readonly Assignment[]): PartitionStatus[] {
    const { eventsIn, recordsIn } = this.totals;
    const eventsPerRecord = recordsIn === 0 ? 1 : Math.max(1, eventsIn / recordsIn);
    return assignments.map(assignment => {
      const { topic, partition } = assignment.lease;
      const logEnd = Math.max(this.logEnds.get(partition) ?? 0, assignment.frontier);
      const oldest = assignment.oldest;
      return {
        topic,
        partition,
        position: assignment.expected,
        committed: assignment.committed,
        logEnd,
        inFlightEvents: assignment.inFlightEvents,
        lagEvents: Math.round((logEnd - assignment.frontier) * eventsPerRecord),
        frontierAgeMs: oldest === null ? 0 : this.clock.monotonic() - oldest.admittedAtMs,
        held: assignment.held,
      };
    });
  }

  private countIn(events: number): void {
    this.totals.eventsIn += events;
    this.telemetry.metrics.eventsIn.add(events);
  }

  private ended(outcome: Outcome, reason: string, count: number): void {
    const name = outcomeNames[outcome];
    this.telemetry.metrics.eventsEnded.add(count, { outcome: name, reason });
    if (name === 'dead' || name === 'denied' || name === 'filtered') this.totals[name] += count;
  }
}

const isRaw = (unit: Unit): boolean => unit.source?.epoch === RAW_EPOCH;
const beforeWork = (unit: Unit, outcome: Outcome): string =>
  outcome === Outcome.FILTERED ? 'tombstone' : isSkipped(unit) ? 'skipped' : 'retention';

/** Tombstones of a raw unit: events in that no worker ever sees. */
const tombstones = (unit: Unit): number =>
  isRaw(unit) ? unit.dropped.reduce((sum, { outcome, run }) => sum + (outcome === Outcome.FILTERED ? run : 0), 0) : 0;
