import { eventText, type EventId } from './event-id.ts';
import { EventStates } from './event-states.ts';
import { ViolationList, type Guarantee } from './guarantee.ts';

/**
 * No event reaches a partner that may not have it. What each partner may have comes from whoever made the events, by a
 * table of its own, before any delivery of the event is reported; an event of which nothing is known may go nowhere.
 */
export class ConsentFirst implements Guarantee {
  readonly name = 'ConsentFirst';
  /** the few distinct sets of partners; an event's state is its set's place here, plus one */
  readonly #sets: ReadonlySet<string>[] = [];
  readonly #setNumbers = new Map<string, number>();
  readonly #allowed = new EventStates();
  readonly #found = new ViolationList();

  /** `partners`: all that may have the event; none: nobody may. */
  onExpected(event: EventId, partners: readonly string[]): void {
    const text = [...partners].sort().join('\n');
    let number = this.#setNumbers.get(text);
    if (number === undefined) {
      number = this.#sets.push(new Set(partners));
      if (number > 0xffff) throw new RangeError('more than 65,535 distinct sets of partners');
      this.#setNumbers.set(text, number);
    }
    this.#allowed.set(event, number);
  }

  /** The event reached the partner, whatever became of it there. */
  onDelivered(partner: string, event: EventId): void {
    const allowed = this.#sets[this.#allowed.get(event) - 1];
    if (allowed?.has(partner)) return;
    const why = allowed ? 'may not have it' : 'nobody is known to be allowed';
    this.#found.add(() => `leaked: ${eventText(event)} reached ${partner}; ${why}`);
  }

  /** Violations in all, the unlisted ones too. */
  get leaked(): number {
    return this.#found.count;
  }

  violations(): string[] {
    return this.#found.lines();
  }
}
