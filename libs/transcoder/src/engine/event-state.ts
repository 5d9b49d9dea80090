import type { Field } from './tables.ts';

/** What the engine found so far of the event at hand. */
export class EventState {
  /** which of the required members, and RECEIVED: Field.required bits */
  have = 0;
  receivedMs = 0.5;
  /** its name was read, and `payload` is the field for its data, or null for the custom payload */
  named = false;
  payload: Field | null = null;
  /** data came before the name: its place in the input; 0 otherwise, where no value can be */
  dataAt = 0;
  /** Event.consent in the output, once there */
  consentAt = -1;
  consentEnd = 0;
  consentHeader = 0;
  /** some object has two members of one name */
  duplicates = false;

  reset(): void {
    this.have = 0;
    this.receivedMs = 0.5;
    this.named = false;
    this.payload = null;
    this.dataAt = 0;
    this.consentAt = -1;
    this.consentEnd = 0;
    this.consentHeader = 0;
    this.duplicates = false;
  }
}
