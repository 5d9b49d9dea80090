import type { IncomingHttpHeaders } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { PartnerSimOptionError } from './partner-sim-options.ts';
import type { CarriedEvent } from './received-events.ts';

/** Type of the body that carries events. */
export const WEBHOOK_TYPE = 'pixelrelay.events.v1';

/** What a webhook request turned out to be. */
export type WebhookReading =
  | { readonly kind: 'events'; readonly webhookId: string; readonly events: readonly CarriedEvent[] }
  | { readonly kind: 'bad_signature'; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** Checks signatures as any receiver would, with the public library, and finds the events. */
export class WebhookReader {
  readonly #verifiers: readonly Webhook[];

  /**
   * One secret (`whsec_` and base64), or several while one replaces another; none: signatures are not looked at. Throws
   * PartnerSimOptionError.
   */
  constructor(secrets: readonly string[]) {
    this.#verifiers = secrets.map(secret => {
      try {
        return new Webhook(secret);
      } catch (cause) {
        throw new PartnerSimOptionError('a webhook secret is "whsec_" and base64 of 24 to 64 bytes', { cause });
      }
    });
  }

  get verifies(): boolean {
    return this.#verifiers.length > 0;
  }

  read(headers: IncomingHttpHeaders, body: Buffer): WebhookReading {
    const refusal = this.verifies ? this.#refusal(headers, body) : null;
    if (refusal !== null) return { kind: 'bad_signature', detail: refusal };
    const webhookId = headers['webhook-id'];
    try {
      return { kind: 'events', webhookId: typeof webhookId === 'string' ? webhookId : '', events: readEvents(body) };
    } catch (error) {
      return { kind: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
    }
  }

  #refusal(headers: IncomingHttpHeaders, body: Buffer): string | null {
    const signed = {
      'webhook-id': textOf(headers['webhook-id']),
      'webhook-timestamp': textOf(headers['webhook-timestamp']),
      'webhook-signature': textOf(headers['webhook-signature']),
    };
    let detail = '';
    for (const verifier of this.#verifiers) {
      try {
        verifier.verify(body, signed, { jsonParse: false });
        return null;
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        detail = error.message;
      }
    }
    return detail;
  }
}

const textOf = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(' ') : (value ?? '');

function readEvents(body: Buffer): CarriedEvent[] {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  const { type, timestamp, data } = objectOf(parsed, 'the body');
  if (type !== WEBHOOK_TYPE) throw new TypeError(`type is not ${WEBHOOK_TYPE}`);
  if (typeof timestamp !== 'string' || Number.isNaN(Date.parse(timestamp)))
    throw new TypeError('timestamp is not a date');
  const { partner, shopId, events } = objectOf(data, 'data');
  if (!isText(partner) || !isText(shopId)) throw new TypeError('data lacks partner or shopId');
  if (!Array.isArray(events) || events.length === 0) throw new TypeError('data.events is not a list of events');
  return events.map((event: unknown) => {
    const { id, name } = objectOf(event, 'an event');
    if (!isText(id) || !isText(name)) throw new TypeError('an event lacks id or name');
    return { id, name, partner, shopId };
  });
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${what} is not an object`);
  return value as Record<string, unknown>;
}
