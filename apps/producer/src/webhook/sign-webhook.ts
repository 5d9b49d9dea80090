import { createHash, createHmac } from 'node:crypto';

export type WebhookHeaders = Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>;

/** Standard Webhooks 1.0, symmetric. @param atMs of this attempt, ms since 1970 */
export function signWebhook(id: string, atMs: number, body: Buffer, key: Buffer): WebhookHeaders {
  const timestamp = String(Math.floor(atMs / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/** What can stand in a header and in the signed text without being mistaken: no dot, which separates there. */
const PLAIN_ID = /^[\w-]{1,128}$/;

/** The same on every attempt: one event's own id; of several, or of an odd one, a hash of the ids in their order. */
export function webhookId(eventIds: readonly string[]): string {
  const [only, ...more] = eventIds;
  if (only !== undefined && more.length === 0 && PLAIN_ID.test(only)) return only;
  const hash = createHash('sha256');
  for (const id of eventIds) hash.update(`${Buffer.byteLength(id)}:`).update(id);
  return `batch_${hash.digest('hex').slice(0, 40)}`;
}
