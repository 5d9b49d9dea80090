import type { Clock } from '@pixel-relay/clock';
import { Reason } from '@pixel-relay/contracts';
import { retryTiers } from '@pixel-relay/stage';
import type { HandOver } from '../delivery/open-job.ts';
import type { Parking, Trouble } from '../delivery/parking.ts';
import { parkedRecord } from './parked-record.ts';
import type { RetryLanes } from './retry-lanes.ts';

export interface ParkingLimits {
  readonly afterMs: number;
  /** failed attempts, those before parking included, after which a delivery is dead */
  readonly attemptsMax: number;
  /** from the first attempt on */
  readonly windowMs: number;
}

/** Parks deliveries in retry topics: the first time in the one with the shortest wait, then in the next one each time. */
export class TopicParking implements Parking {
  private readonly limits: ParkingLimits;
  private readonly lanes: RetryLanes;
  private readonly clock: Clock;
  /** partitions by retry topic */
  private readonly partitions: ReadonlyMap<string, number>;

  constructor(limits: ParkingLimits, lanes: RetryLanes, clock: Clock, partitions: ReadonlyMap<string, number>) {
    this.limits = limits;
    this.lanes = lanes;
    this.clock = clock;
    this.partitions = partitions;
  }

  get afterMs(): number {
    return this.limits.afterMs;
  }

  fits(handOver: HandOver): boolean {
    if (handOver.failures >= this.limits.attemptsMax) return false;
    return this.clock.now() + nextTier(handOver).delayMs <= this.deadlineOf(handOver);
  }

  park(handOvers: readonly HandOver[]): Promise<readonly boolean[]> {
    return Promise.all(handOvers.map(handOver => this.parkOne(handOver)));
  }

  private async parkOne(handOver: HandOver): Promise<boolean> {
    const { owner } = handOver.job.job;
    const { topic, delayMs } = nextTier(handOver);
    const count = this.partitions.get(topic);
    if (owner === undefined || count === undefined) return false;
    const nowMs = this.clock.now();
    const until = { notBeforeMs: nowMs + delayMs, deadlineMs: this.deadlineOf(handOver) };
    const record = parkedRecord(handOver, until, handOver.trouble ?? WAITED, nowMs);
    const sender = {
      get live() {
        return owner.live && !handOver.job.abandoned;
      },
      maySend: () => owner.maySend(),
    };
    return this.lanes.send(topic, owner.lease.partition % count, record, sender);
  }

  private deadlineOf({ firstAttemptMs, job: { job } }: HandOver): number {
    return job.parked?.deadlineMs ?? (firstAttemptMs || this.clock.now()) + this.limits.windowMs;
  }
}

function nextTier({ job: { job } }: HandOver): (typeof retryTiers)[number] {
  const next = job.parked === undefined ? 0 : job.parked.tier + 1;
  return retryTiers[Math.min(next, retryTiers.length - 1)]!;
}

const WAITED: Trouble = { reason: Reason.DELIVERY_EXPIRED, detail: 'it waited for its destination' };
