import type { Clock, Timer } from '@pixel-relay/clock';
import type { KafkaLogger } from '../options.ts';
import { failureOf } from '../wire/broker-failure.ts';
import type { GroupMembership, Joined } from './membership.ts';

export interface HeartbeatOptions {
  readonly heartbeatIntervalMs: number;
  readonly sessionTimeoutMs: number;
  readonly clock: Clock;
  readonly logger: KafkaLogger;
}

export interface HeartbeatListener {
  /** The group wants to rebalance; this membership still holds. May be called again and again. */
  rebalance(): void;
  /** The membership is over: the coordinator said so, or no heartbeat was answered for a whole session. */
  lost(reason: string): void;
}

/**
 * Beats for one membership on a timer of its own, whatever handlers and fetches are doing: the coordinator drops a member
 * that it does not hear of, and says by its answers when the group rebalances.
 */
export class Heartbeat {
  private readonly membership: GroupMembership;
  private readonly joined: Joined;
  private readonly options: HeartbeatOptions;
  private readonly listener: HeartbeatListener;
  private timer: Timer | null = null;
  private stopped = false;
  /** Monotonic time at which the last heartbeat that was answered well had been sent: the broker's session is younger. */
  lastAnsweredMs: number;

  constructor(membership: GroupMembership, joined: Joined, options: HeartbeatOptions, listener: HeartbeatListener) {
    this.membership = membership;
    this.joined = joined;
    this.options = options;
    this.listener = listener;
    this.lastAnsweredMs = options.clock.monotonic();
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  private schedule(): void {
    const { clock, heartbeatIntervalMs } = this.options;
    this.timer = clock.setTimer(heartbeatIntervalMs, () => void this.beat());
  }

  private async beat(): Promise<void> {
    const { clock, sessionTimeoutMs, logger } = this.options;
    const sentAt = clock.monotonic();
    const silence = clock.setTimer(Math.max(0, this.lastAnsweredMs + sessionTimeoutMs - sentAt), () => this.expire());
    try {
      await this.membership.heartbeat(this.joined);
      this.lastAnsweredMs = sentAt;
    } catch (error) {
      if (this.stopped) return;
      const { kind, reason } = failureOf(error);
      if (kind === 'fenced') this.listener.lost(reason);
      else if (kind === 'rebalance') {
        // Told to a member that is still known: the session goes on until it joins again.
        this.lastAnsweredMs = sentAt;
        this.listener.rebalance();
      } else {
        // Another node may coordinate now, or the connection broke: the next beat asks who.
        logger('warn', 'heartbeat failed, trying again', { reason });
        this.membership.loseCoordinator();
      }
    } finally {
      silence.cancel();
    }
    if (this.stopped) return;
    if (clock.monotonic() - this.lastAnsweredMs > sessionTimeoutMs) this.expire();
    this.schedule();
  }

  private expire(): void {
    if (!this.stopped) this.listener.lost('no heartbeat was answered for a whole session');
  }
}
