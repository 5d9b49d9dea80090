import { eventText, type EventId } from './event-id.ts';
import { EventStates } from './event-states.ts';
import { ViolationList, type Guarantee } from './guarantee.ts';

/**
 * Between stages every event is taken once; a partner sees the same id of an event on every attempt, and an id stands for
 * one event everywhere. Repeated deliveries are allowed, and counted. Of ids and events only fingerprints are kept: one
 * wrong id in 65,535 would pass unseen.
 */
export class NothingDoubled implements Guarantee {
  readonly name = 'NothingDoubled';
  readonly #takenBy = new Map<string, EventStates>();
  readonly #idsSeenBy = new Map<string, EventStates>();
  readonly #eventOfId = new Map<string, number>();
  readonly #found = new ViolationList();
  #repeatedDeliveries = 0;

  /** The stage took the event out of its input: counted it, and passed it on or ended it. */
  onTaken(stage: string, event: EventId): void {
    const taken = ofName(this.#takenBy, stage);
    const times = taken.get(event) + 1;
    taken.set(event, Math.min(times, 0xffff));
    if (times === 2) this.#found.add(() => `doubled: ${stage} took ${eventText(event)} twice`);
  }

  /** The partner got the event; `deliveryId` is the id that it was shown. */
  onDelivered(partner: string, event: EventId, deliveryId: string): void {
    const ids = ofName(this.#idsSeenBy, partner);
    const before = ids.get(event);
    const id = fingerprint(deliveryId);
    if (before !== 0) this.#repeatedDeliveries++;
    else ids.set(event, id);
    const eventBefore = this.#eventOfId.get(deliveryId);
    const eventNow = fingerprint(eventText(event));
    if (eventBefore === undefined) this.#eventOfId.set(deliveryId, eventNow);
    if (before !== 0 && before !== id) {
      this.#found.add(() => `two ids: ${partner} saw ${eventText(event)} as ${deliveryId}, before as another`);
    } else if (eventBefore !== undefined && eventBefore !== eventNow) {
      this.#found.add(
        () => `one id, two events: ${partner} saw ${deliveryId} for ${eventText(event)}, before for another`,
      );
    }
  }

  /** Deliveries beyond the first of each event and partner. */
  get repeatedDeliveries(): number {
    return this.#repeatedDeliveries;
  }

  violations(): string[] {
    return this.#found.lines();
  }
}

function ofName(all: Map<string, EventStates>, name: string): EventStates {
  let states = all.get(name);
  if (!states) all.set(name, (states = new EventStates()));
  return states;
}

/** In [1, 65535]; FNV-1a, folded. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % 0xffff) + 1;
}
