import { type EncodedEvents, Outcome } from '@pixel-relay/contracts';
import {
  type Payload,
  reasonName,
  type Unit,
  type UnitOwner,
  type UnitProcessor,
  type UnitResult,
} from '@pixel-relay/stage';
import { ArenaPool } from '@pixel-relay/worker-pool';
import type { Delivery } from './delivery/delivery.ts';
import type { DeliveryResult } from './delivery/delivery-job.ts';

/** Units as delivery jobs: a unit is done when each of its deliveries is accepted, withdrawn, dead or parked. */
export class DeliveryProcessor implements UnitProcessor {
  private readonly delivery: Delivery;
  private readonly parks: boolean;
  /** what is copied of units' bytes: used again, since so much garbage outside of V8's heap costs full collections */
  private readonly arenas: ArenaPool;

  /**
   * @param parks false: deliveries are tried here for as long as it takes
   * @param retainedBytesMax kept for units to come: about what those in flight have
   */
  constructor(delivery: Delivery, parks: boolean, retainedBytesMax: number) {
    this.delivery = delivery;
    this.parks = parks;
    this.arenas = ArenaPool.owned({ retainedBytesMax });
  }

  async submit(unit: Unit, signal: AbortSignal, owner: UnitOwner): Promise<{ result: Promise<UnitResult> }> {
    const { payload, source } = unit;
    const { events, arena } = this.eventsOf(payload);
    const { result } = await this.delivery.submit(
      { events, source: source!, ...(this.parks ? { owner } : {}) },
      signal,
    );
    return {
      result: result.then(done => {
        // Only of a unit that has ended: of one that was given up, something may still be under way.
        if (arena !== null) this.arenas.release(arena);
        return resultOf(payload, done);
      }),
    };
  }

  /** Where they lie if that is one piece of memory, or copied to an arena. */
  private eventsOf(payload: Payload): { events: EncodedEvents; arena: ArrayBuffer | null } {
    const { count, memory, byteLength } = payload;
    const starts = new Uint32Array(count);
    const ends = new Uint32Array(count);
    // Another object for each unit: the payloads' writer remembers what it found in one.
    if (memory !== null) {
      payload.place(starts, ends);
      return { events: { count, bytes: Buffer.from(memory), starts, ends }, arena: null };
    }
    const arena = this.arenas.acquire(byteLength);
    const bytes = Buffer.from(arena, 0, byteLength);
    payload.load(bytes, starts, ends);
    return { events: { count, bytes, starts, ends }, arena };
  }
}

function resultOf(payload: Payload, done: DeliveryResult): UnitResult {
  // The payload knows a place even for an event whose own offset cannot be read.
  const dead = done.dead.map(letter => ({ ...letter, sourceOffset: payload.sourceOffset(letter.index) }));
  // A dead letter without a partner is the event's own end; one with a partner is the end of one delivery.
  const ended = dead.filter(({ partner }) => partner === undefined);
  return {
    entries: Buffer.alloc(0),
    forwarded: payload.count - ended.length,
    oldestReceivedMs: 0,
    dropped: ended.map(({ sourceOffset }) => ({ offset: sourceOffset, outcome: Outcome.DEAD, run: 1 })),
    dead,
    pairs: {
      accepted: done.accepted,
      withdrawn: done.withdrawn,
      parked: done.parked,
      dead: dead.length - ended.length,
    },
    endedBy: ended.map(({ reason }) => ({ outcome: Outcome.DEAD, rule: reasonName(reason), count: 1 })),
    release: () => undefined,
  };
}
