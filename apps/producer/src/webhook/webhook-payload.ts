import { InvalidWireError } from '@pixel-relay/contracts';
import { isoText, PartnerEventWriter, webhookBody } from '@pixel-relay/partners';
import type { OutgoingRequest, SendOutcome } from '../delivery/connector.ts';
import type { HandOver } from '../delivery/open-job.ts';

export interface WebhookContent {
  readonly body: Buffer;
  /** the events', in their order */
  readonly ids: readonly string[];
}

/** Makes a request's body, or says which of its events cannot be in one. */
export type WebhookPayload = (
  request: OutgoingRequest,
) => WebhookContent | Extract<SendOutcome, { kind: 'unreadable' }>;

export function webhookPayload(): WebhookPayload {
  const writer = new PartnerEventWriter();
  return ({ events, madeAtMs }) => {
    writer.reset();
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
    // A copy, so that the writer is free again.
    const body = webhookBody(texts, partner, shopId, isoText(madeAtMs));
    return unreadable.length > 0 ? { kind: 'unreadable', handOvers: unreadable, detail } : { body, ids };
  };
}
