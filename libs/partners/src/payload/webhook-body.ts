export const WEBHOOK_TYPE = 'pixelrelay.events.v1';

/** The JSON text of a webhook's body around events that are JSON text already. */
export function webhookBody(
  events: readonly (Buffer | string)[],
  partner: string,
  shopId: string,
  timestamp: string,
): Buffer {
  const head = JSON.stringify({ type: WEBHOOK_TYPE, timestamp, data: { partner, shopId } });
  const parts: Buffer[] = [Buffer.from(`${head.slice(0, -2)},"events":[`)];
  events.forEach((event, index) => {
    if (index > 0) parts.push(COMMA);
    parts.push(typeof event === 'string' ? Buffer.from(event) : event);
  });
  parts.push(END);
  return Buffer.concat(parts);
}

const COMMA = Buffer.from(',');
const END = Buffer.from(']}}');
