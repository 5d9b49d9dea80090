import type { Clock } from '@pixel-relay/clock';
import { Pool } from 'undici';
import type { Connector, OutgoingRequest, SendOutcome } from '../delivery/connector.ts';
import { classifyFailure, classifyStatus } from './classify-response.ts';
import { isPrivateHost, PrivateAddressError, publicLookup } from './private-addresses.ts';
import { type ResolveSecret, SecretUnusableError } from './resolve-secret.ts';
import { signWebhook, webhookId } from './sign-webhook.ts';
import type { WebhookPayload } from './webhook-payload.ts';

export interface WebhookSettings {
  readonly concurrencyMax: number;
  /** of a request whose subscription does not say */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** how long a key is used before its reference is looked up again */
  readonly secretTtlMs: number;
  readonly allowPrivateDestinations: boolean;
}

export interface WebhookDeps {
  readonly settings: WebhookSettings;
  readonly clock: Clock;
  readonly resolveSecret: ResolveSecret;
  readonly payload: WebhookPayload;
}

/** Of a response, read before its connection is used again; a longer one costs the connection. */
const RESPONSE_BYTES_MAX = 64 * 1024;

/** Posts signed events to one URL, over connections of its own. */
export class WebhookConnector implements Connector {
  private readonly url: URL;
  private readonly secretReference: string;
  private readonly deps: WebhookDeps;
  private readonly pool: Pool;
  private key: { readonly bytes: Buffer; readonly untilMs: number } | null = null;

  constructor(url: URL, secretReference: string, deps: WebhookDeps) {
    this.url = url;
    this.secretReference = secretReference;
    this.deps = deps;
    const { concurrencyMax, connectTimeoutMs, allowPrivateDestinations } = deps.settings;
    this.pool = new Pool(url.origin, {
      connections: concurrencyMax,
      connect: { timeout: connectTimeoutMs, ...(allowPrivateDestinations ? {} : { lookup: publicLookup }) },
      // The time limit is one for the whole request; see `post`.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async send(request: OutgoingRequest, signal: AbortSignal): Promise<SendOutcome> {
    // Before anything is awaited: the events' bytes are only sure to be there now.
    const made = this.deps.payload(request);
    if ('kind' in made) return made;
    if (!this.deps.settings.allowPrivateDestinations && isPrivateHost(this.url.hostname))
      return { kind: 'unusable', detail: new PrivateAddressError().message };
    let key: Buffer;
    try {
      key = await this.signingKey();
    } catch (error) {
      if (error instanceof SecretUnusableError) return { kind: 'unusable', detail: error.message };
      throw error;
    }
    const timeoutMs = request.events[0]!.subscription.webhook?.timeoutMs || this.deps.settings.timeoutMs;
    return this.post(made.body, webhookId(made.ids), key, timeoutMs, signal);
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async post(
    body: Buffer,
    id: string,
    key: Buffer,
    timeoutMs: number,
    outer: AbortSignal,
  ): Promise<SendOutcome> {
    const { clock } = this.deps;
    const abort = new AbortController();
    const timer = clock.setTimer(timeoutMs, () => abort.abort(new Error('the request took too long')));
    const onOuter = (): void => abort.abort(outer.reason);
    if (outer.aborted) onOuter();
    else outer.addEventListener('abort', onOuter, { once: true });
    try {
      const response = await this.pool.request({
        method: 'POST',
        path: this.url.pathname + this.url.search,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'pixel-relay',
          ...signWebhook(id, clock.now(), body, key),
        },
        body,
        signal: abort.signal,
      });
      const retryAfter = response.headers['retry-after'];
      const outcome = classifyStatus(response.statusCode, [retryAfter].flat()[0], clock.now());
      // The secret may have been changed on both sides; the next attempt looks it up again.
      if (outcome.kind === 'held') this.key = null;
      // The status has been said: a body that breaks off changes nothing.
      await response.body.dump({ limit: RESPONSE_BYTES_MAX, signal: abort.signal }).catch(() => undefined);
      return outcome;
    } catch (error) {
      return classifyFailure(error, abort.signal);
    } finally {
      timer.cancel();
      outer.removeEventListener('abort', onOuter);
    }
  }

  private async signingKey(): Promise<Buffer> {
    const { clock, resolveSecret, settings } = this.deps;
    if (this.key === null || clock.monotonic() >= this.key.untilMs) {
      const bytes = await resolveSecret(this.secretReference);
      this.key = { bytes, untilMs: clock.monotonic() + settings.secretTtlMs };
    }
    return this.key.bytes;
  }
}
