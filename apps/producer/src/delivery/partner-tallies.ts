import type { pixelrelay } from '@pixel-relay/contracts';
import type { Ending, HandOver } from './open-job.ts';

export type PartnerTotals = pixelrelay.control.v1.PartnerTotals.$Shape;

/** Where partners past the bound are counted together. */
export const OTHER_PARTNERS = '(others)';

interface Tally {
  accepted: number;
  dead: number;
  requests: number;
  /** failed at least once, not settled: a gauge */
  retrying: number;
}

/** Counts per partner since the start. Partner names come from subscriptions, so their number is bounded here. */
export class PartnerTallies {
  private readonly tallies = new Map<string, Tally>();
  private readonly partnersMax: number;

  constructor(partnersMax: number) {
    this.partnersMax = partnersMax;
  }

  totals(): PartnerTotals[] {
    return [...this.tallies].map(([partner, tally]) => ({ partner, ...tally }));
  }

  /** A request to a topic carries several partners' events; it is one request of each. */
  requested(partners: ReadonlySet<string>): void {
    for (const partner of partners) this.of(partner).requests++;
  }

  failed(handOver: HandOver): void {
    if (handOver.troubled) return;
    handOver.troubled = true;
    this.of(handOver.partner).retrying++;
  }

  settled(handOver: HandOver, ending: Ending): void {
    const tally = this.of(handOver.partner);
    if (handOver.troubled) tally.retrying--;
    if (ending.kind === 'accepted') tally.accepted++;
    else if (ending.kind === 'dead') tally.dead++;
  }

  /** Given up with its job; it comes again. */
  abandoned(handOver: HandOver): void {
    if (handOver.troubled) this.of(handOver.partner).retrying--;
  }

  private of(partner: string): Tally {
    const known = this.tallies.get(partner);
    if (known !== undefined) return known;
    const name = this.tallies.size < this.partnersMax ? partner : OTHER_PARTNERS;
    let tally = this.tallies.get(name);
    if (tally === undefined) this.tallies.set(name, (tally = { accepted: 0, dead: 0, requests: 0, retrying: 0 }));
    return tally;
  }
}
