import { InvalidWireError } from '@pixel-relay/contracts';
import { isoText, type PartnerEventWriter, webhookBody } from '@pixel-relay/partners';
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

export const webhookPayload =
  (writer: PartnerEventWriter): WebhookPayload =>
  ({ events, madeAtMs }) => {
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
        ids.push(written.id);
      } catch (error) {
        if (!(error instanceof InvalidWireError)) throw error;
        unreadable.push(handOver);
        detail = error.message;
      }
    }
    if (unreadable.length > 0) return { kind: 'unreadable', handOvers: unreadable, detail };
    const { partner, shopId } = events[0]!.handOver;
    return { body: webhookBody(texts, partner, shopId, isoText(madeAtMs)), ids };
  };
