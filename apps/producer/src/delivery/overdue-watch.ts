import type { Clock, Timer } from '@pixel-relay/clock';
import type { HandOver, OpenJob } from './open-job.ts';

/** While something is overdue it is looked for so many times in the span that hand-overs are given. */
const LOOKS_PER_SPAN = 4;

/**
 * Finds hand-overs that wait for longer than they may, whatever they wait for. Jobs are looked at from the oldest on, and
 * only while they are overdue, so that a look costs what is overdue, which is bounded by what is admitted.
 */
export class OverdueWatch {
  private readonly clock: Clock;
  private readonly afterMs: number;
  private readonly open: ReadonlySet<OpenJob>;
  private readonly onOverdue: (handOvers: ReadonlySet<HandOver>) => void;
  private timer: Timer | null = null;

  /** @param open in the order in which they were admitted */
  constructor(
    clock: Clock,
    afterMs: number,
    open: ReadonlySet<OpenJob>,
    onOverdue: (handOvers: ReadonlySet<HandOver>) => void,
  ) {
    this.clock = clock;
    this.afterMs = afterMs;
    this.open = open;
    this.onOverdue = onOverdue;
  }

  /** To be called when a job was opened. */
  start(): void {
    if (this.timer !== null) return;
    const [oldest] = this.open;
    if (oldest === undefined) return;
    const dueInMs = oldest.admittedMs + this.afterMs - this.clock.monotonic();
    this.timer = this.clock.setTimer(dueInMs > 0 ? dueInMs : Math.ceil(this.afterMs / LOOKS_PER_SPAN), () => {
      this.timer = null;
      this.look();
      this.start();
    });
  }

  close(): void {
    this.timer?.cancel();
    this.timer = null;
  }

  private look(): void {
    const overdue = new Set<HandOver>();
    for (const open of this.open) {
      if (this.clock.monotonic() - open.admittedMs < this.afterMs) break;
      if (open.job.owner === undefined) continue;
      for (const handOver of open.handOvers) if (!handOver.settled && handOver.underWay === null) overdue.add(handOver);
    }
    if (overdue.size > 0) this.onOverdue(overdue);
  }
}
