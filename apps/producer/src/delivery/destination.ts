import type { Clock } from '@pixel-relay/clock';
import { backoffMs } from './backoff.ts';
import type { Connector, Route } from './connector.ts';
import { Fifo } from './fifo.ts';
import type { HandOver } from './open-job.ts';
import { Parcel } from './parcel.ts';

export interface PaceLimits {
  /** wait of one parcel after a failed attempt */
  readonly retry: { readonly baseMs: number; readonly maxMs: number };
  /** failures in a row after which the whole destination pauses, and is then tried with one request at a time */
  readonly breakerFailures: number;
  /** pause of a destination that fails, or does not let us in */
  readonly pause: { readonly baseMs: number; readonly maxMs: number };
  /** most that a destination's Retry-After is obeyed */
  readonly retryAfterMaxMs: number;
}

/** What waits for one destination, and how fast it may be sent: its own troubles, and nobody else's. */
export class Destination {
  readonly route: Route;
  readonly connector: Connector;
  /** requests under way */
  running = 0;
  /** a worker has been asked to serve it and has not begun */
  ticketed = false;
  pausedUntilMs = 0;
  private failuresInRow = 0;
  private readonly clock: Clock;
  private readonly limits: PaceLimits;
  /** by group, in turn; a group leaves when it is empty */
  private readonly groups = new Map<string, Fifo<HandOver>>();
  /** formed already: to be sent again, or halves. By due time; equal ones in the order they came. */
  private readonly parcels: Parcel[] = [];
  private queuedCount = 0;

  constructor(route: Route, clock: Clock, limits: PaceLimits) {
    this.route = route;
    this.connector = route.connect();
    this.clock = clock;
    this.limits = limits;
  }

  get idle(): boolean {
    return this.queuedCount === 0 && this.parcels.length === 0 && this.running === 0 && !this.ticketed;
  }

  get troubled(): boolean {
    return this.failuresInRow >= this.limits.breakerFailures;
  }

  /** As many requests as may be are under way. */
  get full(): boolean {
    return this.running >= (this.troubled ? 1 : this.route.concurrencyMax);
  }

  /** How long nothing may be sent, ms from now. */
  get pausedForMs(): number {
    return Math.max(0, this.pausedUntilMs - this.clock.monotonic());
  }

  enqueue(handOver: HandOver): void {
    const group = this.route.groupOf(handOver);
    let queue = this.groups.get(group);
    if (queue === undefined) this.groups.set(group, (queue = new Fifo()));
    queue.push(handOver);
    this.queuedCount++;
  }

  enqueueParcel(parcel: Parcel): void {
    let at = this.parcels.length;
    while (at > 0 && this.parcels[at - 1]!.dueMs > parcel.dueMs) at--;
    this.parcels.splice(at, 0, parcel);
  }

  /** Monotonic time from which a worker could do something here; Infinity: not before something else happens. */
  readyAtMs(): number {
    if (this.ticketed || this.full) return Infinity;
    const workAtMs = this.queuedCount > 0 ? 0 : (this.parcels[0]?.dueMs ?? Infinity);
    return Math.max(workAtMs, this.pausedUntilMs);
  }

  /** The next thing to send: what is due again before what is new. null: nothing may be sent now. */
  take(eventsMaxOf: (first: HandOver) => number): Parcel | null {
    const nowMs = this.clock.monotonic();
    if (nowMs < this.pausedUntilMs) return null;
    if (this.parcels.length > 0 && this.parcels[0]!.dueMs <= nowMs) return this.parcels.shift()!;
    for (const [group, queue] of this.groups) {
      const count = this.fitting(queue, eventsMaxOf(queue.at(0)!));
      const taken = queue.take(count);
      this.queuedCount -= count;
      // The next group's turn.
      this.groups.delete(group);
      if (queue.length > 0) this.groups.set(group, queue);
      return new Parcel(taken, group, this.clock.now());
    }
    return null;
  }

  /** Everything that waits here, in order, for it to go elsewhere. */
  takeAll(): HandOver[] {
    const all = [
      ...this.parcels.flatMap(({ handOvers }) => handOvers),
      ...[...this.groups.values()].flatMap(queue => queue.take(queue.length)),
    ];
    this.parcels.length = 0;
    this.groups.clear();
    this.queuedCount = 0;
    return all;
  }

  /** Lets go of what nobody waits for any more. */
  drop(unwanted: (handOver: HandOver) => boolean): void {
    for (const [group, queue] of this.groups) {
      this.queuedCount -= queue.length;
      queue.keep(handOver => !unwanted(handOver));
      this.queuedCount += queue.length;
      if (queue.length === 0) this.groups.delete(group);
    }
    const parcels = this.parcels.splice(0);
    for (const parcel of parcels) {
      parcel.handOvers = parcel.handOvers.filter(handOver => !unwanted(handOver));
      if (parcel.handOvers.length > 0) this.parcels.push(parcel);
    }
  }

  /** It answered, whatever it said of the content. */
  answered(): void {
    this.failuresInRow = 0;
  }

  /** An attempt failed: the parcel waits, and the destination pauses when it asks for it or fails again and again. */
  failed(parcel: Parcel, retryAfterMs: number | undefined): void {
    const nowMs = this.clock.monotonic();
    const { retry, pause, breakerFailures, retryAfterMaxMs } = this.limits;
    this.failuresInRow++;
    const askedMs = Math.min(retryAfterMs ?? 0, retryAfterMaxMs);
    parcel.dueMs = nowMs + Math.max(askedMs, backoffMs(Math.max(1, parcel.failures), retry, this.clock));
    if (askedMs > 0) this.pauseFor(askedMs);
    if (this.troubled) this.pauseFor(backoffMs(this.failuresInRow - breakerFailures + 1, pause, this.clock));
  }

  /** It does not let us in: the parcel goes back to where it was, and the destination is tried again after a pause. */
  held(parcel: Parcel): void {
    this.failuresInRow = Math.max(this.failuresInRow + 1, this.limits.breakerFailures);
    const { pause, breakerFailures } = this.limits;
    const waitMs = backoffMs(this.failuresInRow - breakerFailures + 1, pause, this.clock);
    // Never at once: a door that is shut is not to be hammered on, however the dice fall.
    this.pauseFor(Math.max(waitMs, Math.min(pause.baseMs, pause.maxMs) / 2));
    parcel.dueMs = 0;
  }

  private pauseFor(waitMs: number): void {
    this.pausedUntilMs = Math.max(this.pausedUntilMs, this.clock.monotonic() + waitMs);
  }

  private fitting(queue: Fifo<HandOver>, eventsMax: number): number {
    let bytes = 0;
    let count = 0;
    while (count < queue.length && count < eventsMax) {
      bytes += queue.at(count)!.byteLength;
      if (count > 0 && bytes > this.route.requestBytesMax) break;
      count++;
    }
    return count;
  }
}
