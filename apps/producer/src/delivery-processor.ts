import { Outcome } from '@pixel-relay/contracts';
import { reasonName, type UnitProcessor, type UnitResult, type Unit } from '@pixel-relay/stage';
import type { Delivery } from './delivery/delivery.ts';
import type { DeadDelivery, DeliveryResult } from './delivery/delivery-job.ts';

/** Units as delivery jobs: a unit is done when each of its deliveries is accepted, dead or taken over. */
export class DeliveryProcessor implements UnitProcessor {
  private readonly delivery: Delivery;

  constructor(delivery: Delivery) {
    this.delivery = delivery;
  }

  async submit(unit: Unit, signal: AbortSignal): Promise<{ result: Promise<UnitResult> }> {
    const { payload, source } = unit;
    const bytes = Buffer.allocUnsafeSlow(payload.byteLength);
    const starts = new Uint32Array(payload.count);
    const ends = new Uint32Array(payload.count);
    payload.load(bytes, starts, ends);
    const events = { count: payload.count, bytes, starts, ends };
    const { result } = await this.delivery.submit({ events, source: source! }, signal);
    return { result: result.then(done => resultOf(payload.count, done)) };
  }
}

function resultOf(count: number, { dead }: DeliveryResult): UnitResult {
  // A dead letter without a partner is the event's own end; one with a partner is the end of one delivery.
  const ended = dead.filter(({ partner }) => partner === undefined);
  return {
    entries: Buffer.alloc(0),
    forwarded: count - ended.length,
    oldestReceivedMs: 0,
    dropped: ended.map(({ sourceOffset }) => ({ offset: sourceOffset, outcome: Outcome.DEAD, run: 1 })),
    dead,
    endedBy: ended.map(({ reason }: DeadDelivery) => ({ outcome: Outcome.DEAD, rule: reasonName(reason), count: 1 })),
    release: () => undefined,
  };
}
