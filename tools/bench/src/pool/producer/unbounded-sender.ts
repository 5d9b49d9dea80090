/**
 * What a bounded pool replaces, written as it is written without one: a request for every event, at once. Payload,
 * signature, HTTP client and time limit are those of the producer's webhooks; only the number of connections is free.
 */
import { createHmac } from 'node:crypto';
import { systemClock } from '@pixel-relay/clock';
import type { BatchView, Subscription } from '@pixel-relay/contracts';
import { isoText, PartnerEventWriter, webhookBody } from '@pixel-relay/partners';
import { Pool } from 'undici';
import { capacity } from './partner.ts';

/** Answer times kept for the percentile. */
const TIMES_MAX = 2_000_000;

export class UnboundedSender {
  accepted = 0;
  timeouts = 0;
  failures = 0;
  underWay = 0;
  underWayMax = 0;
  /** of requests that are over, timeouts included */
  readonly tookMs: number[] = [];
  private readonly pool: Pool;
  private readonly url: URL;
  private readonly subscription: Subscription;
  private readonly key: Buffer;
  private readonly timeoutMs: number;
  private readonly writer = new PartnerEventWriter();

  constructor(subscription: Subscription, key: Buffer, timeoutMs: number) {
    this.subscription = subscription;
    this.url = new URL(subscription.webhook!.url!);
    this.key = key;
    this.timeoutMs = timeoutMs;
    this.pool = new Pool(this.url.origin, {
      connections: null,
      connect: { timeout: timeoutMs },
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** Returns when every request has begun. */
  startAll(batch: BatchView): void {
    for (let i = 0; i < batch.count; i++) {
      const { json, id } = this.writer.write(batch.bytes, batch.starts[i]!, batch.ends[i]!, this.subscription, 'allow');
      const { partner, shopId } = this.subscription;
      const body = webhookBody([json], partner!, shopId!, isoText(systemClock.now()));
      void this.deliver(body, id.toString('utf8'));
      this.writer.reset();
    }
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async deliver(body: Buffer, id: string): Promise<void> {
    this.underWayMax = Math.max(this.underWayMax, ++this.underWay);
    const begunMs = systemClock.monotonic();
    const abort = new AbortController();
    const timer = systemClock.setTimer(this.timeoutMs, () => abort.abort());
    try {
      const response = await this.pool.request({
        method: 'POST',
        path: this.url.pathname,
        headers: { 'content-type': 'application/json', 'user-agent': 'pixel-relay', ...this.signed(id, body) },
        body,
        signal: abort.signal,
      });
      await response.body.dump();
      if (response.statusCode < 300) this.accepted++;
      else this.failures++;
    } catch {
      if (abort.signal.aborted) this.timeouts++;
      else this.failures++;
    } finally {
      timer.cancel();
      this.underWay--;
      if (this.tookMs.length < TIMES_MAX) this.tookMs.push(systemClock.monotonic() - begunMs);
    }
  }

  private signed(id: string, body: Buffer): Record<string, string> {
    const timestamp = String(Math.floor(systemClock.now() / 1_000));
    const signature = createHmac('sha256', this.key).update(`${id}.${timestamp}.`).update(body).digest('base64');
    return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
  }

  /** How much later than it should the slowest hundredth was answered, ms. */
  lateP99Ms(): number {
    return Math.max(0, this.requestP99Ms() - capacity.latencyMs);
  }

  requestP99Ms(): number {
    const sorted = Float64Array.from(this.tookMs).sort();
    return sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)] ?? 0;
  }
}
