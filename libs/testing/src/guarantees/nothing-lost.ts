import { eventText, type EventId } from './event-id.ts';
import { EventStates } from './event-states.ts';
import { ViolationList, type Guarantee } from './guarantee.ts';

/** Where an event can end. expired: the log deleted it before it was taken; only a run that causes it may allow it. */
export const PLACES = ['handed', 'denied', 'filtered', 'dead', 'expired'] as const;
export type Place = (typeof PLACES)[number];

/** How one hand-over (an event to one partner) can end. */
export type HandOverEnd = 'accepted' | 'dead';

const RAW = 1;
const bitOf = (place: Place): number => 2 << PLACES.indexOf(place);
const DEAD = bitOf('dead');

const HANDED_OVER = 1;
const ENDED = 2;

/**
 * An event whose raw record was acknowledged ends in exactly one place, and each of its hand-overs ends accepted or
 * dead. Repeats are not judged here (see NothingDoubled); nor is a dead letter beside another end: a replay may forward
 * what an attempt before it had dead-lettered.
 */
export class NothingLost implements Guarantee {
  readonly name = 'NothingLost';
  readonly #events = new EventStates();
  readonly #handOvers = new Map<string, EventStates>();

  /** The broker acknowledged the event's raw record. */
  onRaw(event: EventId): void {
    this.#events.set(event, this.#events.get(event) | RAW);
  }

  /** The event's way ended. */
  onEnded(event: EventId, place: Place): void {
    this.#events.set(event, this.#events.get(event) | bitOf(place));
  }

  /** The event was given to delivery for this partner. */
  onHandOver(partner: string, event: EventId): void {
    const states = this.#ofPartner(partner);
    states.set(event, states.get(event) | HANDED_OVER);
  }

  /** The hand-over ended, `how` a report may say; both ends are ends. */
  onHandOverEnded(partner: string, event: EventId, _how: HandOverEnd): void {
    const states = this.#ofPartner(partner);
    states.set(event, states.get(event) | ENDED);
  }

  violations(): string[] {
    const found = new ViolationList();
    for (const [event, state] of this.#events.entries()) {
      const ends = state & ~RAW;
      const ownEnds = ends & ~DEAD;
      if (ends === 0) found.add(() => `lost: ${eventText(event)} ended nowhere`);
      else if (!(state & RAW)) found.add(() => `from nowhere: ${eventText(event)} ended, but has no raw record`);
      else if (ownEnds & (ownEnds - 1)) found.add(() => `two ends: ${eventText(event)} was ${placesIn(ends)}`);
    }
    for (const [partner, states] of this.#handOvers) {
      for (const [event, state] of states.entries()) {
        if (!(state & ENDED)) found.add(() => `lost on the way: ${eventText(event)} to ${partner}`);
        if (!(state & HANDED_OVER)) found.add(() => `never handed over: ${eventText(event)} reached ${partner}`);
      }
    }
    return found.lines();
  }

  #ofPartner(partner: string): EventStates {
    const states = this.#handOvers.get(partner) ?? new EventStates();
    this.#handOvers.set(partner, states);
    return states;
  }
}

const placesIn = (ends: number): string => PLACES.filter(place => ends & bitOf(place)).join(' and ');
