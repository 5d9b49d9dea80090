import type { Clock } from '@pixel-relay/clock';
import type { Telemetry } from '@pixel-relay/telemetry';
import type { DeliveryObserver } from './delivery/delivery-options.ts';

const classes = {
  accepted: 'accepted',
  retry: 'unavailable',
  rejected: 'rejected',
  unreadable: 'rejected',
  gone: 'gone',
  unusable: 'gone',
  held: 'unauthorized',
} as const;

/** Deliveries as metrics. The age that counts is the one at the first attempt: how long the partner takes is the partner's. */
export function meterDeliveries(telemetry: Telemetry, clock: Clock): DeliveryObserver {
  const { metrics } = telemetry;
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
      if (kind === 'accepted' || kind === 'withdrawn') metrics.deliveries.add(1, { partner, class: kind });
      else if (kind === 'dead') metrics.deliveriesDead.add(1, { partner });
      else metrics.deliveriesParked.add(1, { partner });
    },
  };
}
