import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { InMemoryCluster } from '@pixel-relay/testing';
import { runOnLog } from '../spec/run-on-log.ts';

const orders = {
  shopId: '7',
  partner: 'orders',
  state: 'ACTIVE',
  eventNames: ['checkout_completed'],
  requiredPurposes: ['MARKETING'],
  webhook: { url: 'https://partner.example/hook', secret: 'env:ORDERS' },
};
const analytics = { shopId: '12', partner: 'analytics', state: 'PAUSED', kafka: { topic: 'partner.analytics' } };

describe('relayctl subscriptions', () => {
  let cluster: InMemoryCluster;
  let folder: string;
  beforeEach(async () => {
    cluster = new InMemoryCluster({ clock: systemClock });
    folder = mkdtempSync(join(tmpdir(), 'relayctl-'));
    await run('topics', 'ensure');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => runOnLog(() => cluster.connect(), args);
  const file = (content: unknown): string => {
    const path = join(folder, 'subscriptions.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('are written, listed and ended', async () => {
    expect((await run('subscriptions', 'apply', '-f', file([orders, analytics]))).lines).toEqual([
      '2 subscriptions written',
    ]);
    expect((await run('subscriptions', 'ls')).lines).toEqual([
      expect.stringMatching(/^SHOP +PARTNER +STATE/),
      expect.stringMatching(/^12 +analytics +PAUSED +all +none +HASHED +STRICT +topic partner\.analytics$/),
      expect.stringMatching(
        /^7 +orders +ACTIVE +checkout_completed +MARKETING +HASHED +STRICT +https:\/\/partner\.example\/hook$/,
      ),
    ]);
    expect((await run('subscriptions', 'ls', '--shop', '7')).lines).toHaveLength(2);
    expect((await run('subscriptions', 'rm', '7', 'orders')).lines).toEqual(['shop 7 no longer shares with orders']);
    expect((await run('subscriptions', 'ls')).lines).toHaveLength(2);
    await expect(run('subscriptions', 'rm', '7', 'orders')).rejects.toThrow(/shop 7 shares nothing with orders/);
  });

  it('can be applied again as they are listed', async () => {
    await run('subscriptions', 'apply', '-f', file([orders, analytics]));
    const { lines } = await run('subscriptions', 'ls', '--json');
    await run('subscriptions', 'apply', '-f', file(lines.join('\n')), '--json');
    const all = cluster.records('subscriptions', 0);
    expect(all).toHaveLength(4);
    expect(all.filter(({ value }) => value!.equals(all[0]!.value!))).toHaveLength(2);
  });

  it('are all refused when one is bad, with everything that is wrong', async () => {
    const bad = { ...orders, shopId: '', webhook: { url: 'ftp://x', secret: 'plain text' } };
    const applied = run('subscriptions', 'apply', '-f', file([analytics, bad]));
    await expect(applied).rejects.toThrow(
      /nothing was written.*\nsubscription 2: shopId must.*\nsubscription 2: webhook\.url must.*\nsubscription 2: webhook\.secret must/,
    );
    await expect(applied).rejects.not.toThrow(/plain text/);
    expect(cluster.records('subscriptions', 0)).toHaveLength(0);
    await expect(run('subscriptions', 'apply', '-f', join(folder, 'none'))).rejects.toThrow(/cannot be read/);
    await expect(run('subscriptions', 'apply', '-f', file('{'))).rejects.toThrow(/not JSON/);
  });
});
