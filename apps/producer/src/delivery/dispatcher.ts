/**
 * Gets hand-overs to their destinations. One pool of workers serves the destinations in turn; a job of the pool is one
 * request to one destination. What fails goes back to its destination's queue, so that it never holds a worker.
 */
import { Reason } from '@pixel-relay/contracts';
import { PoolClosedError, WorkerPool } from '@pixel-relay/worker-pool';
import type { OutgoingEvent, SendOutcome } from './connector.ts';
import { ConsentGate } from './consent-gate.ts';
import type { DeliveryDeps } from './delivery-options.ts';
import { Departures } from './departures.ts';
import type { Destination } from './destination.ts';
import { Destinations } from './destinations.ts';
import type { Ending, HandOver } from './open-job.ts';
import type { Parcel } from './parcel.ts';
import type { PartnerTallies } from './partner-tallies.ts';

type Failure = Extract<SendOutcome, { kind: 'retry' | 'held' }>;

interface Hooks {
  readonly settle: (handOver: HandOver, ending: Ending) => void;
  /** a defect of ours: nothing that is under way may be taken for delivered */
  readonly broke: (error: unknown) => void;
}

export class Dispatcher {
  readonly gate: ConsentGate;
  readonly destinations: Destinations;
  readonly pool: WorkerPool<Destination, void>;
  private readonly deps: DeliveryDeps;
  private readonly tallies: PartnerTallies;
  private readonly hooks: Hooks;
  private readonly departures: Departures;
  private pumping = false;
  private stopped = false;

  constructor(deps: DeliveryDeps, tallies: PartnerTallies, hooks: Hooks) {
    this.deps = deps;
    this.tallies = tallies;
    this.hooks = hooks;
    this.departures = new Departures(deps, { ...hooks, putBack: handOvers => this.putBack(handOvers) });
    const { limits, clock, logger, table } = deps;
    this.gate = new ConsentGate(table);
    this.destinations = new Destinations({
      clock,
      limits: limits.pace,
      destinationsMax: limits.destinationsMax,
      onReady: () => void this.pump(),
      onCloseFailed: (destination, err) => logger?.warn({ destination, err }, 'a destination did not close cleanly'),
    });
    this.pool = new WorkerPool<Destination, void>({
      workers: limits.workers,
      queueMax: limits.queueMax,
      jobTimeoutMs: limits.jobTimeoutMs,
      newWorker: () => ({ completeJob: (destination, signal) => this.serve(destination, signal) }),
      clock,
    });
  }

  dispatch(handOvers: readonly HandOver[]): void {
    const touched = new Set<Destination>();
    const away: HandOver[] = [];
    for (const handOver of handOvers) {
      const destination = this.find(handOver);
      if (destination === null) continue;
      if (this.departures.waitsInVain(handOver, destination)) away.push(handOver);
      else destination.enqueue(handOver);
      touched.add(destination);
    }
    for (const destination of touched) this.destinations.changed(destination);
    if (away.length > 0) void this.departures.parkOrBury(away);
  }

  /**
   * Takes what has waited too long for its destination, or failed there, out of its queue: it is parked, or dead if that
   * leads nowhere any more.
   */
  leave(overdue: ReadonlySet<HandOver>): void {
    const workersIdle = this.pool.status().idle > 0;
    const leaving: HandOver[] = [];
    for (const destination of [...this.destinations]) {
      const heldUp = this.departures.holdsUp(destination, workersIdle);
      destination.drop(handOver => {
        if (!overdue.has(handOver) || !(heldUp || handOver.trouble !== null)) return false;
        // Before anything is settled or sent, so that nobody else can take hold of it.
        handOver.underWay = 'parking';
        leaving.push(handOver);
        return true;
      });
      this.destinations.changed(destination);
    }
    if (leaving.length > 0) void this.departures.parkOrBury(leaving);
  }

  /** Lets go of what waits and belongs to jobs that nobody waits for any more. */
  dropAbandoned(): void {
    for (const destination of [...this.destinations]) {
      destination.drop(({ job }) => job.abandoned);
      this.destinations.changed(destination);
    }
  }

  /** What is under way, and what workers have been asked for, may finish until the deadline. */
  async stop(deadlineMs: number): Promise<void> {
    this.stopped = true;
    await this.pool.drain({ deadlineMs });
  }

  /** Where it goes; null: it was settled. */
  private find(handOver: HandOver): Destination | null {
    const checked = this.gate.check(handOver);
    if ('ending' in checked) {
      this.hooks.settle(handOver, checked.ending);
      return null;
    }
    const route = this.deps.route(checked.subscription, handOver.job.job.source.partition);
    if (route === null) {
      this.hooks.settle(handOver, unusable('the subscription has no destination that this producer knows'));
      return null;
    }
    return this.destinations.for(route);
  }

  /** Asks workers for every destination that is ready, in turn, as fast as the pool admits. */
  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      for (;;) {
        const destination = this.stopped ? undefined : this.destinations.nextReady();
        if (destination === undefined) return;
        destination.ticketed = true;
        const { result } = await this.pool.submit(destination);
        // Out of time, or given up at the end: what has begun ends by its own outcome, in `serve`; what has not begun at
        // the end never will.
        result.catch(() => undefined);
      }
    } catch (error) {
      if (!(error instanceof PoolClosedError)) this.hooks.broke(error);
    } finally {
      this.pumping = false;
    }
  }

  /** A worker's job: what it sends is decided now and not when it was asked for, so requests are as full as can be. */
  private async serve(destination: Destination, signal: AbortSignal): Promise<void> {
    destination.ticketed = false;
    destination.running++;
    try {
      const parcel = destination.take(first => this.eventsMax(destination, first));
      this.destinations.changed(destination);
      if (parcel !== null) await this.send(destination, parcel, signal);
    } catch (error) {
      this.hooks.broke(error);
    } finally {
      destination.running--;
      this.destinations.changed(destination);
    }
  }

  private eventsMax({ route }: Destination, first: HandOver): number {
    const subscription = this.gate.subscriptionOf(first);
    return subscription === undefined ? 1 : Math.max(1, route.eventsMax(subscription));
  }

  private async send(destination: Destination, parcel: Parcel, signal: AbortSignal): Promise<void> {
    const events = this.stillToSend(destination, parcel);
    if (events.length === 0) return;
    const { clock, observer } = this.deps;
    const { handOvers } = parcel;
    for (const handOver of handOvers) {
      if (handOver.attempts++ === 0) observer?.firstAttempt?.(handOver.partner, handOver.receivedMs);
      handOver.underWay = 'request';
    }
    const partners = partnersOf(handOvers);
    this.tallies.requested(partners);
    const begunMs = clock.monotonic();
    const begunAtMs = clock.now();
    const outcome = await destination.connector.send({ events, madeAtMs: parcel.madeAtMs }, signal);
    for (const handOver of handOvers) {
      handOver.underWay = null;
      // Nobody asks before it failed, and of most it is never asked: a number so large is an object of its own.
      if (outcome.kind !== 'accepted') handOver.firstAttemptMs ||= begunAtMs;
    }
    observer?.requested?.(partners, outcome.kind, handOvers.length, clock.monotonic() - begunMs);
    this.after(destination, parcel, outcome);
  }

  /** Consent once more; what belongs elsewhere by now goes there. */
  private stillToSend(destination: Destination, parcel: Parcel): OutgoingEvent[] {
    const events: OutgoingEvent[] = [];
    for (const handOver of parcel.handOvers) {
      if (handOver.job.abandoned) continue;
      const checked = this.gate.check(handOver);
      if ('ending' in checked) {
        this.hooks.settle(handOver, checked.ending);
        continue;
      }
      const { subscription } = checked;
      const route = this.deps.route(subscription, handOver.job.job.source.partition);
      if (route === destination.route || route?.key === destination.route.key) events.push({ handOver, subscription });
      else this.dispatch([handOver]);
    }
    parcel.handOvers = events.map(({ handOver }) => handOver);
    return events;
  }

  private after(destination: Destination, parcel: Parcel, outcome: SendOutcome): void {
    const { handOvers } = parcel;
    switch (outcome.kind) {
      case 'accepted':
        destination.answered();
        return this.settleAll(handOvers, outcome);
      case 'rejected':
        destination.answered();
        if (handOvers.length === 1)
          return this.settleAll(handOvers, { kind: 'dead', reason: Reason.DELIVERY_REJECTED, detail: outcome.detail });
        for (const half of parcel.halves(this.deps.clock.now())) destination.enqueueParcel(half);
        return;
      case 'unreadable':
        this.settleAll(outcome.handOvers, { kind: 'dead', reason: Reason.INVALID_FIELD, detail: outcome.detail });
        return this.again(destination, parcel);
      case 'gone':
        destination.answered();
        this.gate.close(handOvers);
        return this.settleAll(handOvers, unusable(outcome.detail));
      case 'unusable':
        return this.settleAll(handOvers, unusable(outcome.detail));
      case 'reroute':
        return this.dispatch([...handOvers, ...destination.takeAll()].filter(({ job }) => !job.abandoned));
      case 'retry':
      case 'held':
        return this.afterFailure(destination, parcel, outcome);
    }
  }

  private afterFailure(destination: Destination, parcel: Parcel, failure: Failure): void {
    if (failure.kind === 'retry') {
      parcel.failures++;
      destination.failed(parcel, failure.retryAfterMs);
    } else destination.held(parcel);
    const reason = (failure.kind === 'retry' ? failure.lastReason : undefined) ?? Reason.DELIVERY_EXPIRED;
    const leaving: HandOver[] = [];
    const staying: HandOver[] = [];
    for (const handOver of parcel.handOvers) {
      if (handOver.job.abandoned) continue;
      this.tallies.failed(handOver);
      if (failure.kind === 'retry') handOver.failures++;
      handOver.trouble = { reason, detail: failure.detail };
      (this.departures.mayStay(handOver, destination, failure.kind) ? staying : leaving).push(handOver);
    }
    parcel.handOvers = staying;
    this.again(destination, parcel);
    if (leaving.length > 0) void this.departures.parkOrBury(leaving);
  }

  /** Into the queue whatever state its destination is in: there is no other place for it now. */
  private putBack(handOvers: readonly HandOver[]): void {
    for (const handOver of handOvers) {
      const destination = this.find(handOver);
      if (destination === null) continue;
      destination.enqueue(handOver);
      this.destinations.changed(destination);
    }
  }

  private again(destination: Destination, parcel: Parcel): void {
    parcel.handOvers = parcel.handOvers.filter(({ settled, job }) => !settled && !job.abandoned);
    if (parcel.handOvers.length > 0) destination.enqueueParcel(parcel);
  }

  private settleAll(handOvers: readonly HandOver[], ending: Ending): void {
    for (const handOver of handOvers) if (!handOver.job.abandoned) this.hooks.settle(handOver, ending);
  }
}

const unusable = (detail: string): Ending => ({ kind: 'dead', reason: Reason.DESTINATION_INVALID, detail });

function partnersOf(handOvers: readonly HandOver[]): ReadonlySet<string> {
  const partners = new Set<string>();
  let last: string | null = null;
  // Mostly one partner, or a few in a row: a set need not be asked for each.
  for (const { partner } of handOvers) if (partner !== last) partners.add((last = partner));
  return partners;
}
