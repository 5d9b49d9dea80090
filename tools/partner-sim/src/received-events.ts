/** What one partner saw of one event. */
export interface ReceivedEvent {
  readonly id: string;
  readonly partner: string;
  readonly shopId: string;
  readonly name: string;
  /** requests that carried it, whatever was answered */
  attempts: number;
  /** of those, the ones answered with 2xx */
  accepted: number;
  /** ms since 1970 */
  readonly firstMs: number;
  lastMs: number;
  /** webhook-id of the latest request, and how often it changed from one request to the next */
  webhookId: string;
  webhookIdChanges: number;
}

/** One event as a request carries it. */
export interface CarriedEvent {
  readonly id: string;
  readonly partner: string;
  readonly shopId: string;
  readonly name: string;
}

/** Key of `ReceivedEvents.byKey`: the same event goes to several partners. */
export const receivedKey = (partner: string, id: string): string => `${partner}\n${id}`;

/** Remembers events in the order of their first arrival, at most `idsMax`: beyond that the oldest are forgotten. */
export class ReceivedEvents {
  readonly byKey = new Map<string, ReceivedEvent>();
  readonly #idsMax: number;
  forgotten = 0;

  constructor(idsMax: number) {
    this.#idsMax = idsMax;
  }

  /** Notes one attempt; `accepted` is said when the answer is known. */
  attempt(event: CarriedEvent, webhookId: string, nowMs: number): ReceivedEvent {
    const key = receivedKey(event.partner, event.id);
    let received = this.byKey.get(key);
    if (received === undefined) {
      received = { ...event, attempts: 0, accepted: 0, firstMs: nowMs, lastMs: nowMs, webhookId, webhookIdChanges: 0 };
      this.byKey.set(key, received);
      if (this.byKey.size > this.#idsMax) {
        this.byKey.delete(this.byKey.keys().next().value!);
        this.forgotten += 1;
      }
    }
    received.attempts += 1;
    received.lastMs = nowMs;
    if (received.webhookId !== webhookId) {
      received.webhookId = webhookId;
      received.webhookIdChanges += 1;
    }
    return received;
  }
}
