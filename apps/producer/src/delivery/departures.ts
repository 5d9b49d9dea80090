import { Reason } from '@pixel-relay/contracts';
import type { DeliveryDeps } from './delivery-options.ts';
import type { Destination } from './destination.ts';
import type { Ending, HandOver } from './open-job.ts';

interface Hooks {
  readonly settle: (handOver: HandOver, ending: Ending) => void;
  /** back into its destination's queue: there is no other place for it now */
  readonly putBack: (handOvers: readonly HandOver[]) => void;
  /** a defect of ours */
  readonly broke: (error: unknown) => void;
}

/** Which hand-overs may wait at their destination, and where the others go: into a retry topic, or to the dead letters. */
export class Departures {
  private readonly deps: DeliveryDeps;
  private readonly hooks: Hooks;

  constructor(deps: DeliveryDeps, hooks: Hooks) {
    this.deps = deps;
    this.hooks = hooks;
  }

  /**
   * Whether it would only wait here to be parked. A destination whose breaker is open is tried with parked deliveries
   * alone: one whose requests hang would hold the frontier with each that is made to see whether it is back.
   */
  waitsInVain({ job: { job } }: HandOver, destination: Destination): boolean {
    const { parking } = this.deps;
    if (parking === undefined || job.owner === undefined) return false;
    return (destination.troubled && job.parked === undefined) || destination.pausedForMs >= parking.afterMs;
  }

  /**
   * Whether what waits here too long waits for the destination, and not for one of our own workers: parking what we are
   * too slow for would bring it back as often, and delay what could have been sent in time.
   */
  holdsUp(destination: Destination, workersIdle: boolean): boolean {
    if (destination.troubled || destination.pausedForMs > 0) return true;
    return workersIdle && destination.full && destination.route.fullIsSlow;
  }

  /** Whether it may wait here for its next attempt. */
  mayStay({ failures, job: { job, admittedMs } }: HandOver, destination: Destination, kind: 'retry' | 'held'): boolean {
    const { parking, limits, clock } = this.deps;
    if (kind === 'retry' && failures >= limits.attemptsMax) return false;
    if (parking === undefined || job.owner === undefined) return true;
    return !destination.troubled && job.parked === undefined && clock.monotonic() - admittedMs < parking.afterMs;
  }

  /** What has time and attempts left is parked, or, if that fails, goes on being tried here; the rest is dead. */
  async parkOrBury(handOvers: readonly HandOver[]): Promise<void> {
    const { parking } = this.deps;
    try {
      const lasting: HandOver[] = [];
      for (const handOver of handOvers) {
        if (handOver.job.abandoned) continue;
        handOver.underWay = 'parking';
        if (handOver.job.job.owner !== undefined && parking?.fits(handOver)) lasting.push(handOver);
        else this.hooks.settle(handOver, { kind: 'dead', ...(handOver.trouble ?? NEVER_TRIED) });
      }
      if (lasting.length === 0) return;
      const parked = await parking!.park(lasting);
      lasting.forEach(handOver => (handOver.underWay = null));
      for (const handOver of lasting.filter(({ job }, at) => parked[at] && !job.abandoned))
        this.hooks.settle(handOver, PARKED);
      this.hooks.putBack(lasting.filter(({ settled, job }) => !settled && !job.abandoned));
    } catch (error) {
      this.hooks.broke(error);
    }
  }
}

const PARKED: Ending = { kind: 'parked' };
const NEVER_TRIED = {
  reason: Reason.DELIVERY_EXPIRED,
  detail: 'it waited for its destination until its time was over',
};
