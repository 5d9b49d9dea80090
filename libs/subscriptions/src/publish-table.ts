import { BroadcastChannel } from 'node:worker_threads';
import type { SubscriptionTable } from './subscription-table.ts';
import { channelFor, type ChannelMessage } from './table-channel.ts';

export interface PublishedTable {
  /** Stops answering; tables in threads stay as they are. */
  close(): void;
}

/**
 * Lets threads of this process have a copy of the table by `receiveTable(channelName)`. One publisher per name; the
 * channel never holds the process.
 */
export function publishTable(table: SubscriptionTable, channelName: string): PublishedTable {
  const channel = new BroadcastChannel(channelFor(channelName));
  channel.unref();
  const post = (message: ChannelMessage): void => channel.postMessage(message);
  const postSnapshot = (): void => post({ kind: 'snapshot', version: table.version, entries: [...table.entries()] });
  channel.onmessage = ({ data }: { data: unknown }): void => {
    if ((data as ChannelMessage).kind === 'ask') postSnapshot();
  };
  const stopListening = table.onChange((change, version) => post({ kind: 'change', version, change }));
  // Threads that asked before there was anybody to answer.
  postSnapshot();
  return {
    close() {
      stopListening();
      channel.close();
    },
  };
}
