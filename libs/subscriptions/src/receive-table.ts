import { BroadcastChannel } from 'node:worker_threads';
import { type Clock, systemClock } from '@pixel-relay/clock';
import type { SubscriptionTable } from './subscription-table.ts';
import { bufferOf, channelFor, type ChannelMessage, entryOf } from './table-channel.ts';
import { TableContent } from './table-content.ts';

export interface ReceiveOptions {
  /** how long the snapshot may take to arrive; default 30,000 */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/**
 * A thread's copy of the table that the main thread published under this name: ready, then kept up to date. It lags the
 * main thread's by a turn of the event loop, and by as long as the thread computes. The channel never holds the thread.
 * Rejects when nobody published the table in time.
 */
export async function receiveTable(channelName: string, options: ReceiveOptions = {}): Promise<SubscriptionTable> {
  const { timeoutMs = 30_000, clock = systemClock } = options;
  // The bound is the publisher's: what it holds, its copies hold too.
  const content = new TableContent(Infinity);
  const channel = new BroadcastChannel(channelFor(channelName));
  const ask = (): void => channel.postMessage({ kind: 'ask' } satisfies ChannelMessage);
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let isReady = false;
  let asking = true;

  channel.onmessage = ({ data }: { data: unknown }): void => {
    const message = data as ChannelMessage;
    if (message.kind === 'snapshot' && asking) {
      content.replace(message.entries.map(entryOf), message.version);
      asking = false;
      isReady = true;
      ready.resolve();
    } else if (message.kind === 'change' && isReady && !asking && message.version > content.version) {
      const { value } = message.change;
      if (message.version === content.version + 1)
        content.apply({ ...message.change, value: value === null ? null : bufferOf(value) });
      if (message.version !== content.version) {
        // A change is missing, so what is here may allow what is no longer allowed: start from a fresh snapshot.
        asking = true;
        ask();
      }
    }
  };
  channel.unref();
  ask();
  const timer = clock.setTimer(timeoutMs, () =>
    ready.reject(
      new Error(
        `no table of subscriptions was published as "${channelName}" within ${timeoutMs} ms: call publishTable first`,
      ),
    ),
  );
  try {
    await ready.promise;
  } catch (error) {
    channel.close();
    throw error;
  } finally {
    timer.cancel();
  }
  return {
    get version() {
      return content.version;
    },
    get size() {
      return content.size;
    },
    unreadable: 0,
    forShop: shopId => content.forShop(shopId),
    onChange: listener => content.onChange(listener),
    entries: () => content.entries(),
    ended: ended.promise,
    async close() {
      channel.close();
      ended.resolve();
    },
  };
}
