/** A small stage that really keeps state, for the specs of this library. */
import { systemClock } from '@pixel-relay/clock';
import { type FrontierExplanation, Lifecycle, type StageStatus } from '@pixel-relay/contracts';
import { ControlRefusedError, type ControlledStage, type SkipOrder, type SkipOutcome } from './controlled-stage.ts';
import { type Control, type ControlOptions, serveControl } from './serve-control.ts';

export class StageForSpecs implements ControlledStage {
  lifecycle: NonNullable<StageStatus['lifecycle']> = Lifecycle.RUNNING;
  workers = 2;
  lastResizedBy = '';
  live = true;
  ready = true;
  /** what drain() waits for */
  inFlight: Promise<void> = Promise.resolve();
  frontier: FrontierExplanation = { waiting: false };
  /** the offset that events.raw/3 is held at; null: it goes on */
  heldAt: number | null = null;
  readonly orders: SkipOrder[] = [];

  status(): StageStatus {
    return {
      stage: 'parser',
      instance: 'parser-0',
      lifecycle: this.lifecycle,
      uptimeMs: 5_000,
      pool: { workers: this.workers, lastResizedBy: this.lastResizedBy, busy: 1 },
      partitions: [{ topic: 'events.raw', partition: 3, position: 2 ** 52, lagEvents: 1_234, inFlightEvents: 500 }],
      totals: { eventsIn: 12_345, deliveries: [{ partner: 'webhook', accepted: 7 }] },
      age: { p99Ms: 1_500 },
    };
  }
  async setWorkers(workers: number, by: string): Promise<void> {
    if (workers > 512) throw new ControlRefusedError('invalid', 'workers must be at most 512');
    this.workers = workers;
    this.lastResizedBy = by;
  }
  async pause(): Promise<void> {
    this.lifecycle = Lifecycle.PAUSED;
  }
  async resume(): Promise<void> {
    if (this.lifecycle === Lifecycle.DRAINING)
      throw new ControlRefusedError('not_now', 'it is draining: start it again instead');
    this.lifecycle = Lifecycle.RUNNING;
  }
  async drain(): Promise<void> {
    this.lifecycle = Lifecycle.DRAINING;
    await this.inFlight;
    this.lifecycle = Lifecycle.STOPPED;
  }
  explainFrontier(): FrontierExplanation {
    return this.frontier;
  }
  async skip(order: SkipOrder): Promise<SkipOutcome> {
    this.orders.push(order);
    if (order.offset !== this.heldAt) return { skipped: false, why: `it is not held at ${order.offset}` };
    this.heldAt = null;
    return { skipped: true, from: order.offset, next: order.offset + 2, why: 'damaged' };
  }
}

export const serveForSpecs = (stage: ControlledStage, options: Partial<ControlOptions> = {}): Promise<Control> =>
  serveControl({
    stage,
    host: '127.0.0.1',
    port: 0,
    healthHost: '127.0.0.1',
    healthPort: 0,
    clock: systemClock,
    ...options,
  });
