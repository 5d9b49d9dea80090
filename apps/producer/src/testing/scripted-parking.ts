import type { Clock } from '@pixel-relay/clock';
import type { HandOver } from '../delivery/open-job.ts';
import type { Parking } from '../delivery/parking.ts';

/** For whom everything may be parked. */
export const owner = { live: true, maySend: () => true, lease: { partition: 0 } };

/** A place to park that takes what the script says, on any clock. */
export class ScriptedParking implements Parking {
  readonly afterMs: number;
  /** `shop/offset partner` of what was parked */
  readonly parked: string[] = [];
  asked = 0;
  fits: (handOver: HandOver) => boolean = () => true;
  private readonly clock: Clock;
  private readonly takes: () => boolean;
  private readonly takesMs: () => number;

  constructor(clock: Clock, afterMs: number, takes: () => boolean = () => true, takesMs: () => number = () => 5) {
    this.clock = clock;
    this.afterMs = afterMs;
    this.takes = takes;
    this.takesMs = takesMs;
  }

  async park(handOvers: readonly HandOver[]): Promise<readonly boolean[]> {
    this.asked += handOvers.length;
    await this.clock.sleep(this.takesMs());
    return handOvers.map(({ shopId, sourceOffset, partner }) => {
      const taken = this.takes();
      if (taken) this.parked.push(`${shopId}/${sourceOffset} ${partner}`);
      return taken;
    });
  }
}
