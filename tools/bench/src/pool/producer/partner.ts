/** The partner of the producer table: what it can do, and who shares what with it. */
import { Identity, Purpose, RegionPolicy, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import { demoShops } from '@pixel-relay/loadgen';

export const PARTNER = 'bench-webhook';

/** It answers after `latencyMs`, works on so many requests at once, and lets all others wait: 10,000 a second at most. */
export const capacity = { latencyMs: 50, concurrentMax: 500 } as const;

/** How long a request is waited for. */
export const TIMEOUT_MS = 5_000;

/** Every shop shares everything with it, one event a request. @param secret a reference, as in any subscription */
export const partnerSubscriptions = (url: string, secret: string): Subscription[] =>
  demoShops().map(({ shopId }) => ({
    shopId,
    partner: PARTNER,
    state: SubscriptionState.ACTIVE,
    eventNames: [],
    requiredPurposes: [Purpose.MARKETING],
    regionPolicy: RegionPolicy.STRICT,
    identity: Identity.HASHED,
    fields: [],
    destination: 'webhook',
    webhook: { url, secret, eventsPerRequestMax: 1, timeoutMs: TIMEOUT_MS },
  }));
