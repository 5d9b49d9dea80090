import { InvalidWireError } from '@pixel-relay/contracts';
import { isoText, webhookBody } from '@pixel-relay/partners';
import type { OutgoingRequest, SendOutcome } from '../delivery/connector.ts';
import type { HandOver } from '../delivery/open-job.ts';
import type { Writers } from '../writers.ts';

export interface WebhookContent {
  readonly body: Buffer;
  /** the events', in their order */
  readonly ids: readonly string[];
}

/** Makes a request's body, or says which of its events cannot be in one. */
export type WebhookPayload = (
  request: OutgoingRequest,
) => WebhookContent | Extract<SendOutcome, { kind: 'unreadable' }>;

export const webhookPayload =
  (writers: Writers): WebhookPayload =>
  ({ events, madeAtMs }) => {
    const writer = writers.borrow();
    const texts: Buffer[] = [];
    const ids: string[] = [];
    const unreadable: HandOver[] = [];
    let detail = '';
    for (const { handOver, subscription } of events) {
      const { bytes, starts, ends } = handOver.job.job.events;
      try {
        const { index, answer } = handOver;
        const written = writer.write(bytes, starts[index]!, ends[index]!, subscription, answer);
        texts.push(written.json);
        ids.push(written.id.toString('utf8'));
      } catch (error) {
        if (!(error instanceof InvalidWireError)) throw error;
        unreadable.push(handOver);
        detail = error.message;
      }
    }
    const { partner, shopId } = events[0]!.handOver;
    // A copy, so that the writer is free at once.
    const body = webhookBody(texts, partner, shopId, isoText(madeAtMs));
    writers.giveBack(writer);
    return unreadable.length > 0 ? { kind: 'unreadable', handOvers: unreadable, detail } : { body, ids };
  };
