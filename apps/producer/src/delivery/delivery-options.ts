import type { Clock } from '@pixel-relay/clock';
import type { SubscriptionTable } from '@pixel-relay/subscriptions';
import type { Router, SendOutcome } from './connector.ts';
import type { PaceLimits } from './destination.ts';
import type { Ending, HandOver } from './open-job.ts';
import type { Parking } from './parking.ts';

export interface DeliveryLimits {
  /** requests under way at once, over all destinations */
  readonly workers: number;
  /** requests that may wait for a worker */
  readonly queueMax: number;
  /** most that one request may take; its connector's own timeout should come first */
  readonly jobTimeoutMs: number;
  /** hand-overs (event x partner) admitted and not settled */
  readonly inFlightMax: number;
  /** bytes of jobs admitted and not settled */
  readonly inFlightBytesMax: number;
  /** destinations kept when idle, with their connections */
  readonly destinationsMax: number;
  /** failed attempts after which a hand-over is parked, or dead where it cannot be */
  readonly attemptsMax: number;
  /** partners counted by name; further ones are counted together */
  readonly partnersCountedMax: number;
  readonly pace: PaceLimits;
}

/** For metrics. Called often: must be quick and must not throw. */
export interface DeliveryObserver {
  /** a hand-over is sent for the first time; `receivedMs` is when the edge received its event, 0 when unknown */
  firstAttempt?(partner: string, receivedMs: number): void;
  /** a request came back, or did not */
  requested?(partners: ReadonlySet<string>, outcome: SendOutcome['kind'], events: number, tookMs: number): void;
  settled?(handOver: HandOver, ending: Ending): void;
}

export interface DeliveryDeps {
  readonly limits: DeliveryLimits;
  readonly table: SubscriptionTable;
  readonly route: Router;
  readonly clock: Clock;
  readonly logger?: DeliveryLogger;
  readonly observer?: DeliveryObserver;
  /** default: none; hand-overs are tried here until their attempts are used up, or as long as it takes while held */
  readonly parking?: Parking;
}

/** What is needed of a logger; pino's fits. */
export interface DeliveryLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
