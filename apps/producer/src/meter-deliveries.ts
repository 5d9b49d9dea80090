import type { Clock } from '@pixel-relay/clock';
import type { Telemetry } from '@pixel-relay/telemetry';
import type { DeliveryObserver } from './delivery/delivery-options.ts';
import type { Ending } from './delivery/open-job.ts';

const classes = {
  accepted: 'accepted',
  retry: 'unavailable',
  rejected: 'rejected',
  unreadable: 'rejected',
  gone: 'gone',
  unusable: 'gone',
  held: 'unauthorized',
} as const;

/** Partners whose series are kept at hand; further ones are looked up again. */
const PARTNERS_KEPT_MAX = 1_024;

type EndingKind = Ending['kind'];

/** Deliveries as metrics. The age that counts is the one at the first attempt: how long the partner takes is the partner's. */
export function meterDeliveries(telemetry: Telemetry, clock: Clock): DeliveryObserver {
  const { metrics } = telemetry;
  const endingsOf = (partner: string): Record<EndingKind, { add(value: number): void }> => ({
    accepted: metrics.deliveries.bind({ partner, class: 'accepted' }),
    withdrawn: metrics.deliveries.bind({ partner, class: 'withdrawn' }),
    dead: metrics.deliveriesDead.bind({ partner }),
    parked: metrics.deliveriesParked.bind({ partner }),
  });
  const endings = new Map<string, ReturnType<typeof endingsOf>>();
  return {
    firstAttempt(_partner, receivedMs) {
      if (receivedMs > 0) telemetry.recordEventAge(clock.now() - receivedMs, 1);
    },
    requested(partners, outcome, events, tookMs) {
      if (outcome === 'reroute') return;
      for (const partner of partners) {
        metrics.deliveryRequests.record(tookMs / 1_000, { partner });
        // Several partners' events in one request are counted for each; which are whose is not worth a look at each event.
        if (partners.size === 1 && outcome !== 'accepted')
          metrics.deliveries.add(events, { partner, class: classes[outcome] });
      }
    },
    settled({ partner }, { kind }) {
      let ofPartner = endings.get(partner);
      if (ofPartner === undefined) {
        if (endings.size === PARTNERS_KEPT_MAX) endings.clear();
        endings.set(partner, (ofPartner = endingsOf(partner)));
      }
      ofPartner[kind].add(1);
    },
  };
}
