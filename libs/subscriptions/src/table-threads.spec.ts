import { afterEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BroadcastChannel, Worker } from 'node:worker_threads';
import { systemClock } from '@pixel-relay/clock';
import { SubscriptionState } from '@pixel-relay/contracts';
import { encodeSubscription } from './encode-subscription.ts';
import { publishTable, type PublishedTable } from './publish-table.ts';
import { receiveTable } from './receive-table.ts';
import type { SubscriptionTable } from './subscription-table.ts';
import { channelFor } from './table-channel.ts';
import { TableContent } from './table-content.ts';

/** What followSubscriptions returns, without a topic. */
const tableOf = (content: TableContent): SubscriptionTable => ({
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
  ended: new Promise(() => undefined),
  close: async () => undefined,
});

const value = (shopId: string, partner: string, state: number = SubscriptionState.ACTIVE): Buffer =>
  encodeSubscription({ shopId, partner, state, destination: 'kafka', kafka: { topic: 't' } });

describe('tables in threads', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  function publish(content: TableContent, name: string): PublishedTable {
    const published = publishTable(tableOf(content), name);
    closing.push(() => published.close());
    return published;
  }

  async function startThread(channelName: string): Promise<Worker> {
    const thread = new Worker(new URL('./testing/table-thread.ts', import.meta.url), { workerData: { channelName } });
    closing.push(() => thread.terminate());
    await once(thread, 'message');
    return thread;
  }

  interface Seen {
    version: number;
    size: number;
    partners: [string, number][];
    identity: boolean;
  }
  async function ask(thread: Worker, shopId: string): Promise<Seen> {
    thread.postMessage(shopId);
    return ((await once(thread, 'message')) as [Seen])[0];
  }
  async function askUntil(thread: Worker, shopId: string, version: number): Promise<Seen> {
    for (;;) {
      const seen = await ask(thread, shopId);
      if (seen.version >= version) return seen;
    }
  }

  it('are complete when a thread has one, and follow changes and removals', async () => {
    const content = new TableContent(100);
    content.apply({ shopId: 'a', partner: 'x', value: value('a', 'x') });
    content.apply({ shopId: 'a', partner: 'y', value: value('a', 'y') });
    publish(content, 'follow');
    const threads = await Promise.all([startThread('follow'), startThread('follow')]);
    for (const thread of threads)
      expect(await ask(thread, 'a')).toEqual({
        version: 2,
        size: 2,
        partners: [
          ['x', 1],
          ['y', 1],
        ],
        identity: true,
      });
    content.apply({ shopId: 'a', partner: 'x', value: value('a', 'x', SubscriptionState.PAUSED) });
    content.apply({ shopId: 'a', partner: 'y', value: null });
    for (const thread of threads)
      expect(await askUntil(thread, 'a', 4)).toEqual({ version: 4, size: 1, partners: [['x', 2]], identity: true });
    const late = await startThread('follow');
    expect((await ask(late, 'a')).partners).toEqual([['x', 2]]);
  });

  it('of two stages in one process do not mix', async () => {
    const [one, two] = [new TableContent(10), new TableContent(10)];
    one.apply({ shopId: 'a', partner: 'one', value: value('a', 'one') });
    two.apply({ shopId: 'a', partner: 'two', value: value('a', 'two') });
    publish(one, 'stage-1');
    publish(two, 'stage-2');
    const [first, second] = [await receiveTable('stage-1'), await receiveTable('stage-2')];
    closing.push(() => first.close());
    closing.push(() => second.close());
    expect(first.forShop('a').map(({ partner }) => partner)).toEqual(['one']);
    expect(second.forShop('a').map(({ partner }) => partner)).toEqual(['two']);
  });

  it('arrive at whoever asked before there was a publisher', async () => {
    const received = receiveTable('early');
    const content = new TableContent(10);
    content.apply({ shopId: 'a', partner: 'x', value: value('a', 'x') });
    publish(content, 'early');
    const table = await received;
    closing.push(() => table.close());
    expect(table.size).toBe(1);
  });

  it('start from a fresh snapshot when a change is missing', async () => {
    const content = new TableContent(10);
    content.apply({ shopId: 'a', partner: 'x', value: value('a', 'x') });
    const published = publish(content, 'gap');
    const table = await receiveTable('gap');
    closing.push(() => table.close());
    // The publisher is gone while the allowance ends; another one comes back later.
    published.close();
    content.apply({ shopId: 'a', partner: 'x', value: null });
    const stray = new BroadcastChannel(channelFor('gap'));
    publish(content, 'gap');
    content.apply({ shopId: 'b', partner: 'x', value: value('b', 'x') });
    while (table.forShop('b').length === 0) await systemClock.nextTurn();
    stray.close();
    expect(table.forShop('a')).toEqual([]);
    expect(table.version).toBe(content.version);
  });

  it('that nobody publishes are not waited for without end', async () => {
    await expect(receiveTable('nobody', { timeoutMs: 20 })).rejects.toThrow('call publishTable first');
  });

  it('hold neither a process nor a thread that has nothing else to do', () => {
    const code = `
      import { publishTable, receiveTable } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
      const none = () => () => undefined;
      publishTable({ version: 0, size: 0, onChange: none, entries: () => [] }, 'unheld');
      await receiveTable('unheld');
      console.log('has it');`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(out).toContain('has it');
  });
});
