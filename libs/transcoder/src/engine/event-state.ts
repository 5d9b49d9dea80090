import type { Field } from './field.ts';

/** What the engine found so far of the event at hand. */
export class EventState {
  /** members seen: Field.bit of each. What the last object left here, and that is the event's own */
  seen = 0;
  /** required members that were seen without a value: '' or null or of another type */
  blank = 0;
  /** at the event's end: required members that it lacks */
  missing = 0;
  /** when the edge says that it received the event; NaN where it does not. Begins as a double, to stay one */
  receivedMs = 0.5;
  /** its name was read, and `payload` is the field for its data, or null for the custom payload */
  named = false;
  payload: Field | null = null;
  /** data came before the name: its place in the input; 0 otherwise, where no value can be */
  dataAt = 0;
  /** data that came before the name was written as this payload, at these places in the output; null: it was not */
  guess: Field | null = null;
  guessAt = 0;
  guessEnd = 0;
  /** Event.consent in the output, once there */
  consentAt = -1;
  consentEnd = 0;
  consentHeader = 0;
  /** some object has two members of one name */
  duplicates = false;

  reset(): void {
    this.seen = 0;
    this.blank = 0;
    this.missing = 0;
    this.receivedMs = NaN;
    this.named = false;
    this.payload = null;
    this.dataAt = 0;
    this.guess = null;
    this.consentAt = -1;
    this.consentEnd = 0;
    this.consentHeader = 0;
    this.duplicates = false;
  }
}
