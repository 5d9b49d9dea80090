import { Reason } from '@pixel-relay/contracts';
import type { SendOutcome } from '../delivery/connector.ts';
import { PrivateAddressError } from './private-addresses.ts';

/** What a status means for the events. Only 2xx is success; the body is never looked at: it may quote customer data. */
export function classifyStatus(status: number, retryAfter: string | undefined, nowMs: number): SendOutcome {
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 410) return { kind: 'gone', detail };
  if (status === 401 || status === 403) return { kind: 'held', detail };
  // A redirect would carry customer data to a place that the subscription does not name.
  if (status < 400) return { kind: 'retry', detail: `${detail}, not followed`, lastReason: Reason.DESTINATION_INVALID };
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    const retryAfterMs = retryAfterOf(retryAfter, nowMs);
    return { kind: 'retry', detail, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  return { kind: 'rejected', detail };
}

/** Seconds, or a date. */
function retryAfterOf(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

/** A request that got no answer. It may have been taken all the same: partners know a repetition by the event ids. */
export function classifyFailure(error: unknown, signal: AbortSignal): SendOutcome {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof PrivateAddressError) return { kind: 'unusable', detail: cause.message };
  if (signal.aborted) return { kind: 'retry', detail: 'no answer in time' };
  return { kind: 'retry', detail: `no answer: ${codeOf(error)}` };
}

/** Codes are closed lists; messages can quote addresses and URLs. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const text = typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown';
  return /^\w{1,64}$/.test(text) ? text : 'unknown';
}
