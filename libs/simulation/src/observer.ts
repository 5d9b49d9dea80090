/**
 * Looks at everything that reaches the simulated cluster, and holds it against the rules: every batch as it is appended,
 * every commit as it is written. It knows raw records, the decision table and the log, and nothing of the stages' state.
 */
import { type Epoch, epochText, NotABatchError, Outcome, readBatch } from '@pixel-relay/contracts';
import type { Committed, OutgoingRecord } from '@pixel-relay/kafka';
import { type Counters, decodeAccount, type SourceAccount } from '@pixel-relay/stage';
import { type ChainStage } from './chain.ts';
import { type Decided, decide, FORWARDED } from './decide.ts';
import { Lineage } from './lineage.ts';
import { LogModel, PRESENT, type Seen } from './log-model.ts';
import type { RawTable } from './raw-table.ts';

export const VIOLATIONS_MAX = 20;

/** What a schedule does that the strictest checks must know of. */
export interface Allowances {
  /** stages whose decisions differ between attempts */
  readonly flipping: ReadonlySet<number>;
  /** stages that an operator reset: a new epoch each time */
  readonly reset: ReadonlySet<number>;
  /** raw records were deleted before they may have been read */
  readonly expiry: boolean;
}

export interface ObserverCounts {
  commits: number;
  batches: number;
  /** batches of which nothing was new: what the next stage has to recognise */
  duplicates: number;
  /** batches of which only a part was new: replays with other cuts */
  partly: number;
}

export class Observer {
  readonly violations: string[] = [];
  readonly lineage: Lineage;
  readonly model = new LogModel();
  readonly counts: ObserverCounts = { commits: 0, batches: 0, duplicates: 0, partly: 0 };
  private readonly raw: RawTable;
  private readonly allowances: Allowances;
  private readonly deadLetters = new Set<string>();
  /** own epoch last committed, by stage and input partition */
  private readonly own = new Map<string, Epoch>();

  constructor(stages: number, raw: RawTable, allowances: Allowances) {
    this.lineage = new Lineage(stages);
    this.raw = raw;
    this.allowances = allowances;
  }

  violate(line: string): void {
    if (this.violations.length < VIOLATIONS_MAX && !this.violations.includes(line)) this.violations.push(line);
  }

  onDeadLetter(record: OutgoingRecord): void {
    this.deadLetters.add(record.key!.toString());
  }

  /** An operator's reset: the next own epoch of the partition is a new one. */
  onReset(stage: ChainStage, partition: number): void {
    this.own.delete(`${stage.index}/${partition}`);
  }

  onBatch(stage: ChainStage, target: number, record: OutgoingRecord): void {
    const at = `${stage.outputTopic}/${target}`;
    let fresh;
    let view;
    try {
      view = readBatch(record.value!);
      fresh = this.model.read(stage.outputTopic, view);
    } catch (error) {
      if (error instanceof NotABatchError || error instanceof RangeError)
        return this.violate(`${at}: ${error.message}`);
      throw error;
    }
    const { epoch, partition, firstOffset, nextOffset } = view.source;
    this.counts.batches++;
    if (fresh.length === 0) this.counts.duplicates++;
    else if (fresh.length < nextOffset - firstOffset) this.counts.partly++;
    const text = `${at}: ${epochText(epoch)}/${partition} [${firstOffset}, ${nextOffset})`;
    const descent = this.lineage.of(epoch);
    if (descent === undefined || descent.stage !== stage.index)
      return this.violate(`rule 7: ${text} was sent under an epoch that nobody committed`);
    this.lineage.onIncoming(stage.index + 1, epoch);
    for (const { offset, seen, tiles } of fresh) {
      if (!tiles && !this.resetUpTo(stage.index))
        this.violate(`rule 1: ${text} does not follow what was there, at ${offset}`);
      this.checkOutcome(stage, epoch, descent.incoming, partition, offset, seen);
    }
  }

  onCommitted(stage: ChainStage, partition: number, { offset, metadata }: Committed): void {
    this.counts.commits++;
    const at = `${stage.groupId} ${stage.input.topic}/${partition} at ${offset}`;
    const { account, asOf } = decodeAccount(metadata);
    if (asOf !== offset) this.violate(`rule 5: ${at} is true as of ${asOf}`);
    const key = `${stage.index}/${partition}`;
    const before = this.own.get(key);
    if (before !== undefined && before !== account.ownEpoch)
      this.violate(`rule 7: ${at} has a second epoch of its own`);
    this.own.set(key, account.ownEpoch);
    this.lineage.onOwn(stage.index, account.ownEpoch, partition);
    const live = new Set<number>();
    for (const source of account.sources) {
      if (live.has(source.partition) && !this.resetUpTo(stage.index))
        this.violate(`rule 7: ${at} has two epochs of raw partition ${source.partition}`);
      live.add(source.partition);
      this.checkSource(stage, at, source, account.ownEpoch);
    }
  }

  private resetUpTo(stage: number): boolean {
    for (const reset of this.allowances.reset) if (reset <= stage) return true;
    return false;
  }

  private checkSource(stage: ChainStage, at: string, source: SourceAccount, own: Epoch): void {
    const { epoch, partition, ranges, counters } = source;
    const text = `${at}: ${epochText(epoch)}/${partition}`;
    if (ranges.holes > 0 && !this.resetUpTo(stage.index)) this.violate(`rule 1: ${text} has ${ranges.holes} holes`);
    const outgoing = this.lineage.outgoing(stage.index, epoch, own);
    const written = outgoing === undefined ? undefined : this.model.of(stage.outputTopic, outgoing, partition);
    const tally = { forwarded: 0, denied: 0, filtered: 0, dead: 0, expired: 0, absent: 0 };
    for (const [start, end] of ranges.ranges)
      for (let offset = start; offset < end; offset++) {
        const seen = written?.get(offset);
        if (seen === undefined)
          return this.violate(`rule 4: ${text} claims ${offset}, which is not in ${stage.outputTopic}`);
        tally[nameOf(seen)]++;
      }
    if (counters === null) return;
    const { absent, ...expected } = tally;
    const counted = sumOf(counters);
    const inLog = sumOf(expected);
    const expiryMoved = this.allowances.expiry && counted >= inLog && counted <= inLog + absent;
    if (counted !== inLog && !expiryMoved)
      this.violate(`rule 4: ${text} counts ${counted} outcomes, its ranges hold ${inLog} and ${absent} absent`);
    // A flip, or an expiry between two attempts, makes this stage's own count differ from what the first one wrote.
    if (this.allowances.flipping.has(stage.index) || this.allowances.expiry || this.resetUpTo(stage.index)) return;
    for (const name of ['forwarded', 'denied', 'filtered', 'dead', 'expired'] as const)
      if (counters[name] !== expected[name])
        this.violate(`rule 10: ${text} counts ${counters[name]} ${name}, the log says ${expected[name]}`);
  }

  /** The first batch that holds an offset: does it say what this stage had to say of it? */
  private checkOutcome(
    stage: ChainStage,
    epoch: Epoch,
    incoming: Epoch,
    partition: number,
    offset: number,
    seen: Seen,
  ): void {
    const text = `${stage.outputTopic}: ${epochText(epoch)}/${partition}/${offset}`;
    const came =
      stage.index === 0
        ? this.raw.of(partition, offset)
        : this.model.of(stage.input.topic, incoming, partition)?.get(offset);
    if (came === undefined) return this.violate(`${text} comes from nowhere`);
    if (seen === Outcome.EXPIRED && stage.index === 0 && this.raw.wasDeleted(partition, offset)) return;
    const decided = came === PRESENT ? decide(stage.index, partition, offset) : came;
    const mayDiffer = this.resetUpTo(stage.index) && this.allowances.flipping.size > 0;
    if (!mayDiffer && !(came === PRESENT && this.allowances.flipping.has(stage.index)) && seen !== seenOf(decided))
      this.violate(`rule 10: ${text} is ${nameOf(seen)}, and had to be ${nameOf(seenOf(decided))}`);
    if (came === PRESENT && seen === Outcome.DEAD) {
      const letter = [epochText(stage.index === 0 ? epoch : incoming), partition, offset, stage.stage].join('/');
      if (!this.deadLetters.has(letter)) this.violate(`rule 4: ${text} is dead, and its letter was not sent before it`);
    }
  }
}

const sumOf = ({ forwarded, denied, filtered, dead, expired }: Counters): number =>
  forwarded + denied + filtered + dead + expired;
const seenOf = (decided: Decided | Seen): Seen => (decided === FORWARDED ? PRESENT : decided);

const names = {
  [PRESENT]: 'forwarded',
  [Outcome.DENIED]: 'denied',
  [Outcome.FILTERED]: 'filtered',
  [Outcome.DEAD]: 'dead',
  [Outcome.EXPIRED]: 'expired',
  [Outcome.ABSENT]: 'absent',
} as const;
export const nameOf = (seen: Seen): (typeof names)[Seen] => names[seen];
