import type { Clock } from '@pixel-relay/clock';
import { Outcome, type ParkedDelivery, Reason } from '@pixel-relay/contracts';
import type { OutgoingRecord } from '@pixel-relay/kafka';
import {
  deadDeliveryRecord,
  type PairCounters,
  reasonName,
  strayRecord,
  type Unit,
  type UnitOwner,
  type UnitProcessor,
  type UnitResult,
} from '@pixel-relay/stage';
import { Admission } from '../delivery/admission.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { DeadDelivery, DeliveryJob, DeliveryResult } from '../delivery/delivery-job.ts';
import { readParked } from './parked-record.ts';

export interface RetryProcessorDeps {
  readonly stage: string;
  /** place in retryTiers */
  readonly tier: number;
  readonly topic: string;
  readonly delivery: Delivery;
  readonly clock: Clock;
  /** shared by all tiers: parked deliveries under way at once */
  readonly room: Admission;
}

const NO_PAIRS: PairCounters = { accepted: 0, withdrawn: 0, parked: 0, dead: 0 };

/**
 * Units of one record of a retry topic: its delivery is made when its time has come, as if it were new, and ends
 * accepted, withdrawn, dead, or in the next retry topic. Only then is its offset committed.
 */
export class RetryProcessor implements UnitProcessor {
  private readonly deps: RetryProcessorDeps;

  constructor(deps: RetryProcessorDeps) {
    this.deps = deps;
  }

  /** Deliveries of one partition were parked one after the other for equally long: the first one's time comes first. */
  async ready({ payload }: Unit, signal: AbortSignal): Promise<void> {
    const { clock } = this.deps;
    for (;;) {
      const waitMs = (readParked(payload.event(0))?.notBeforeMs ?? 0) - clock.now();
      if (waitMs <= 0 || signal.aborted) return;
      await clock.sleep(Math.min(waitMs, WAIT_MAX_MS), signal).catch(() => undefined);
    }
  }

  async submit(unit: Unit, signal: AbortSignal, owner: UnitOwner): Promise<{ result: Promise<UnitResult> }> {
    const { clock, delivery, room, topic, stage } = this.deps;
    const parked = readParked(unit.payload.event(0));
    if (parked === null) {
      const at = { stage, inputTopic: topic, inputPartition: owner.lease.partition, nowMs: clock.now() };
      return { result: Promise.resolve(unreadable(unit, strayRecord(unit.payload.record(0)!, at))) };
    }
    if (clock.now() > (parked.deadlineMs ?? 0)) return { result: Promise.resolve(this.expired(unit, parked, owner)) };
    await room.enter(1, unit.payload.byteLength, signal);
    const leave = (): void => room.leave(1, unit.payload.byteLength);
    try {
      const { result } = await delivery.submit(jobOf(parked, this.deps.tier, owner), signal);
      const done = result.then(ended => this.resultOf(unit, parked, owner, ended));
      done.then(leave, leave);
      return { result: done };
    } catch (error) {
      leave();
      throw error;
    }
  }

  private resultOf(unit: Unit, parked: ParkedDelivery, owner: UnitOwner, ended: DeliveryResult): UnitResult {
    const { accepted, withdrawn, parked: movedOn, dead } = ended;
    const letters = dead.map(one => this.letter(unit, parked, owner, one));
    const none = ended.handed + dead.length === 0;
    // Its verdict does not allow the partner any more, or never did.
    return delivered({ accepted, withdrawn: none ? 1 : withdrawn, parked: movedOn, dead: dead.length }, letters);
  }

  private expired(unit: Unit, parked: ParkedDelivery, owner: UnitOwner): UnitResult {
    const attempts = parked.attempts ?? 0;
    const detail = `past its time; before that: ${parked.lastDetail ?? ''}`;
    const reason = (parked.lastReason || Reason.DELIVERY_EXPIRED) as Reason;
    return delivered({ ...NO_PAIRS, dead: 1 }, [this.letter(unit, parked, owner, { reason, detail, attempts })]);
  }

  private letter(
    unit: Unit,
    { source, partner, firstAttemptMs, event }: ParkedDelivery,
    owner: UnitOwner,
    { reason, detail, attempts }: Pick<DeadDelivery, 'reason' | 'detail' | 'attempts'>,
  ): OutgoingRecord {
    const { stage, topic, clock } = this.deps;
    return deadDeliveryRecord({
      stage,
      source: {
        topic: source!.topic ?? '',
        epoch: source!.epoch ?? '',
        partition: source!.partition ?? 0,
        offset: source!.offset ?? 0,
      },
      partner: partner!,
      input: { topic, partition: owner.lease.partition, offset: unit.inputNext - 1 },
      reason,
      detail,
      attempts,
      firstFailedMs: firstAttemptMs ?? 0,
      lastFailedMs: clock.now(),
      original: Buffer.from(event!),
    });
  }
}

/** A timer knows no longer one, and a clock that was set is noticed by then. */
const WAIT_MAX_MS = 60_000;

function jobOf({ source, partner, event, ...state }: ParkedDelivery, tier: number, owner: UnitOwner): DeliveryJob {
  // A copy: what it lies in is given back before the delivery ends.
  const bytes = Buffer.from(event!);
  const offset = source!.offset ?? 0;
  return {
    events: { count: 1, bytes, starts: Uint32Array.of(0), ends: Uint32Array.of(bytes.length) },
    source: {
      topic: source!.topic ?? '',
      epoch: BigInt(`0x${source!.epoch || '0'}`),
      partition: source!.partition ?? 0,
      firstOffset: offset,
      nextOffset: offset + 1,
      oldestReceivedMs: 0,
    },
    owner,
    parked: {
      partner: partner!,
      tier,
      attempts: state.attempts ?? 0,
      failures: state.failures ?? 0,
      firstAttemptMs: state.firstAttemptMs ?? 0,
      deadlineMs: state.deadlineMs ?? 0,
    },
  };
}

const delivered = (pairs: PairCounters, letters: readonly OutgoingRecord[]): UnitResult => ({
  entries: Buffer.alloc(0),
  forwarded: 1,
  oldestReceivedMs: 0,
  dropped: [],
  dead: [],
  endedBy: [],
  pairs,
  letters,
  release: () => undefined,
});

const unreadable = (unit: Unit, letter: OutgoingRecord): UnitResult => ({
  ...delivered(NO_PAIRS, [letter]),
  forwarded: 0,
  dropped: [{ offset: unit.payload.sourceOffset(0), outcome: Outcome.DEAD, run: 1 }],
  endedBy: [{ outcome: Outcome.DEAD, rule: reasonName(Reason.NOT_A_BATCH), count: 1 }],
});
