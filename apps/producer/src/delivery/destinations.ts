import type { Clock, Timer } from '@pixel-relay/clock';
import type { Route } from './connector.ts';
import { Destination, type PaceLimits } from './destination.ts';

interface Deps {
  readonly clock: Clock;
  readonly limits: PaceLimits;
  /** idle ones kept past this are closed; those with work are bounded by what is admitted */
  readonly destinationsMax: number;
  /** something became ready */
  readonly onReady: () => void;
  readonly onCloseFailed: (label: string, error: unknown) => void;
}

/**
 * All destinations: made when first needed, served in turn, forgotten when idle. A destination is in the ring while a
 * worker could do something for it; one that must wait has a timer instead, and holds nobody.
 */
export class Destinations {
  private readonly deps: Deps;
  private readonly all = new Map<string, Destination>();
  /** in the order in which they became idle */
  private readonly idle = new Set<Destination>();
  private readonly ring = new Set<Destination>();
  private readonly timers = new Map<Destination, { readonly timer: Timer; readonly atMs: number }>();
  private readonly closing = new Set<Promise<void>>();
  private closed = false;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  get size(): number {
    return this.all.size;
  }

  [Symbol.iterator](): Iterator<Destination> {
    return this.all.values();
  }

  /** For something to be put into it; `changed` is to follow. Until then it is not idle, and so not forgotten. */
  for(route: Route): Destination {
    let destination = this.all.get(route.key);
    if (destination === undefined) {
      const { clock, limits } = this.deps;
      destination = new Destination(route, clock, limits);
      this.all.set(route.key, destination);
      this.evict();
    }
    this.idle.delete(destination);
    return destination;
  }

  /** The next in turn. undefined: none could use a worker now. */
  nextReady(): Destination | undefined {
    const nowMs = this.deps.clock.monotonic();
    for (const destination of this.ring) {
      this.ring.delete(destination);
      if (destination.readyAtMs() <= nowMs) return destination;
      this.changed(destination);
    }
    return undefined;
  }

  /** To be called after anything that can make a destination ready, idle, or ready later. */
  changed(destination: Destination): void {
    if (this.closed) return;
    if (destination.idle) {
      this.forgetTimer(destination);
      this.ring.delete(destination);
      if (!this.idle.has(destination)) this.idle.add(destination);
      this.evict();
      return;
    }
    this.idle.delete(destination);
    const readyAtMs = destination.readyAtMs();
    const nowMs = this.deps.clock.monotonic();
    if (readyAtMs <= nowMs) {
      this.forgetTimer(destination);
      if (this.ring.has(destination)) return;
      this.ring.add(destination);
      this.deps.onReady();
    } else if (readyAtMs < Infinity) this.setTimer(destination, readyAtMs, nowMs);
    else this.forgetTimer(destination);
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { timer } of this.timers.values()) timer.cancel();
    this.timers.clear();
    this.ring.clear();
    for (const destination of this.all.values()) this.closeConnector(destination);
    this.all.clear();
    this.idle.clear();
    await Promise.all(this.closing);
  }

  private setTimer(destination: Destination, atMs: number, nowMs: number): void {
    const { clock } = this.deps;
    if (this.timers.get(destination)?.atMs === atMs) return;
    this.forgetTimer(destination);
    const timer = clock.setTimer(atMs - nowMs, () => {
      this.timers.delete(destination);
      this.changed(destination);
    });
    this.timers.set(destination, { timer, atMs });
  }

  private forgetTimer(destination: Destination): void {
    this.timers.get(destination)?.timer.cancel();
    this.timers.delete(destination);
  }

  private evict(): void {
    for (const destination of this.idle) {
      if (this.all.size <= this.deps.destinationsMax) return;
      this.idle.delete(destination);
      this.all.delete(destination.route.key);
      this.closeConnector(destination);
    }
  }

  private closeConnector(destination: Destination): void {
    const closed = destination.connector
      .close()
      .catch((error: unknown) => this.deps.onCloseFailed(destination.route.label, error))
      .finally(() => this.closing.delete(closed));
    this.closing.add(closed);
  }
}
