/**
 * Delivers events to the partners that may have them. Promises: every hand-over (event x partner) of an admitted job is
 * settled exactly once; consent is looked at again whenever one is about to be sent; a destination in trouble delays
 * nobody but itself; what is in flight is bounded by count and by bytes.
 */
import type { PoolStatus } from '@pixel-relay/worker-pool';
import { Admission } from './admission.ts';
import { DeliveryClosedError, type DeliveryJob, type DeliveryResult } from './delivery-job.ts';
import type { DeliveryDeps } from './delivery-options.ts';
import { Dispatcher } from './dispatcher.ts';
import { type Ending, type HandOver, OpenJob } from './open-job.ts';
import { OverdueWatch } from './overdue-watch.ts';
import { type PartnerTotals, PartnerTallies } from './partner-tallies.ts';
import { HandOverReader } from './read-hand-overs.ts';

/** The oldest hand-over that is not settled. */
export interface OldestHandOver {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly ageMs: number;
  readonly attempts: number;
  readonly destination: string;
}

export class Delivery {
  private readonly deps: DeliveryDeps;
  private readonly admission: Admission;
  private readonly dispatcher: Dispatcher;
  private readonly reader = new HandOverReader();
  private readonly tallies: PartnerTallies;
  /** in the order in which they were admitted */
  private readonly open = new Set<OpenJob>();
  /** null: nothing is parked */
  private readonly overdue: OverdueWatch | null;
  /** why nothing is taken any more */
  private ended: Error | null = null;

  constructor(deps: DeliveryDeps) {
    this.deps = deps;
    const { limits } = deps;
    this.admission = new Admission(limits.inFlightMax, limits.inFlightBytesMax);
    this.tallies = new PartnerTallies(limits.partnersCountedMax);
    this.dispatcher = new Dispatcher(deps, this.tallies, {
      settle: (handOver, ending) => this.settle(handOver, ending),
      broke: error => this.broke(error),
    });
    this.overdue =
      deps.parking === undefined
        ? null
        : new OverdueWatch(deps.clock, deps.parking.afterMs, this.open, waiting => this.dispatcher.leave(waiting));
  }

  /**
   * Resolves at admission; `result` when every hand-over is settled. An abort of `signal` gives the job up: before
   * admission submit rejects, after it the result does, with the signal's reason, and nothing more of it is sent.
   */
  async submit(job: DeliveryJob, signal: AbortSignal): Promise<{ readonly result: Promise<DeliveryResult> }> {
    this.refuseIfEnded();
    const open = new OpenJob(job, this.deps.clock.monotonic());
    const handOvers = this.reader.read(open);
    if (handOvers.length === 0) {
      open.begin([], open.submittedMs);
      return { result: open.result };
    }
    const bytes = bytesOf(job);
    await this.admission.enter(handOvers.length, bytes, signal);
    try {
      this.refuseIfEnded();
      signal.throwIfAborted();
    } catch (error) {
      this.admission.leave(handOvers.length, bytes);
      throw error;
    }
    this.begin(open, handOvers, bytes, signal);
    return { result: open.result };
  }

  totals(): PartnerTotals[] {
    return this.tallies.totals();
  }

  setWorkers(workers: number, by: string): Promise<void> {
    return this.dispatcher.pool.resize(workers, by);
  }

  poolStatus(): PoolStatus {
    return this.dispatcher.pool.status();
  }

  /** Hand-overs and bytes in flight, and destinations known: each bounded by an option. */
  load(): { readonly handOvers: number; readonly bytes: number; readonly destinations: number } {
    return {
      handOvers: this.admission.count,
      bytes: this.admission.bytes,
      destinations: this.dispatcher.destinations.size,
    };
  }

  /** What the stage's frontier waits for, which is nothing from a retry topic. null: nothing is in flight. */
  oldest(): OldestHandOver | null {
    for (const open of this.open) {
      const handOver = open.job.parked === undefined ? open.oldestUnsettled() : undefined;
      if (handOver === undefined) continue;
      const { topic, partition } = open.job.source;
      const subscription = this.dispatcher.gate.subscriptionOf(handOver);
      const route = subscription === undefined ? null : this.deps.route(subscription, partition);
      return {
        topic,
        partition,
        offset: handOver.sourceOffset,
        ageMs: this.deps.clock.monotonic() - open.submittedMs,
        attempts: handOver.attempts,
        destination: `${handOver.partner} at ${route?.label ?? 'no destination'}`,
      };
    }
    return null;
  }

  /** Ends it: requests under way may finish until the deadline, everything else is given up. Never rejects. */
  async close({ deadlineMs }: { readonly deadlineMs: number }): Promise<void> {
    this.ended ??= new DeliveryClosedError();
    this.overdue?.close();
    await this.dispatcher.stop(deadlineMs);
    for (const open of this.open) open.abandon(this.ended);
    await this.dispatcher.destinations.close();
  }

  private refuseIfEnded(): void {
    if (this.ended !== null) throw this.ended;
  }

  private begin(open: OpenJob, handOvers: readonly HandOver[], bytes: number, signal: AbortSignal): void {
    const onAbort = (): void => this.abandon(open, signal.reason);
    const leave = (): void => {
      signal.removeEventListener('abort', onAbort);
      this.open.delete(open);
      this.admission.leave(handOvers.length, bytes);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.open.add(open);
    open.result.then(leave, leave);
    open.begin(handOvers, this.deps.clock.monotonic());
    this.overdue?.start();
    this.dispatcher.dispatch(handOvers);
  }

  private settle(handOver: HandOver, ending: Ending): void {
    handOver.job.settle(handOver, ending);
    this.tallies.settled(handOver, ending);
    this.deps.observer?.settled?.(handOver, ending);
  }

  private abandon(open: OpenJob, reason: unknown): void {
    open.abandon(reason);
    for (const handOver of open.handOvers) if (!handOver.settled) this.tallies.abandoned(handOver);
    this.dispatcher.dropAbandoned();
  }

  private broke(error: unknown): void {
    this.deps.logger?.error({ err: error }, 'the delivery failed by itself; its jobs are given back');
    this.ended ??= error instanceof Error ? error : new Error('the delivery failed by itself', { cause: error });
    for (const open of this.open) open.abandon(this.ended);
  }
}

const bytesOf = ({ events: { count, starts, ends } }: DeliveryJob): number => ends[count - 1]! - starts[0]!;
