import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InOrder, type Settled } from './in-order.ts';
import { settle } from './spec-support/manual-clock.ts';

describe('InOrder', () => {
  it('releases each key in the order of submission, one at a time, failures in their place', async () => {
    const steps = fc.array(
      fc.record({ key: fc.nat(2), fails: fc.boolean(), releaseIsAsync: fc.boolean(), settleAt: fc.nat(1000) }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async items => {
        const released = new Map<number, string[]>();
        const inHand = new Set<number>();
        const order = new InOrder<number, number>({
          release: async (key, outcome) => {
            expect(inHand.has(key)).toBe(false);
            inHand.add(key);
            const index = outcome.ok ? outcome.value : Number((outcome.error as Error).message);
            if (items[index]!.releaseIsAsync) await settle();
            inHand.delete(key);
            released.set(key, [...(released.get(key) ?? []), `${outcome.ok ? '' : 'failed '}${index}`]);
          },
          releaseFailed: (_key, error) => {
            throw error;
          },
        });
        const ends = items.map(({ key }) => {
          const end = Promise.withResolvers<number>();
          order.add(key, end.promise);
          return end;
        });
        const shuffled = items.map((item, index) => ({ ...item, index })).sort((a, b) => a.settleAt - b.settleAt);
        for (const { fails, index } of shuffled) {
          if (fails) ends[index]!.reject(new Error(String(index)));
          else ends[index]!.resolve(index);
          if (index % 3 === 0) await settle();
        }
        await Promise.all([0, 1, 2].map(key => order.idle(key)));
        for (const key of [0, 1, 2]) {
          const expected = items.flatMap((item, i) => (item.key === key ? [`${item.fails ? 'failed ' : ''}${i}`] : []));
          expect(released.get(key) ?? []).toEqual(expected);
        }
        expect(order.keys).toBe(0);
      }),
    );
  });

  function recorded(release: (key: string, outcome: Settled<number>) => void | Promise<void>) {
    const failed: string[] = [];
    const order = new InOrder<string, number>({
      release,
      releaseFailed: (key, error) => failed.push(`${key}: ${(error as Error).message}`),
    });
    return { order, failed };
  }

  it('forgets a dropped key at once, lets the item in hand end, and begins a new order beside it', async () => {
    const seen: number[] = [];
    const gate = Promise.withResolvers<void>();
    const { order } = recorded(async (_key, outcome) => {
      if (!outcome.ok) return;
      if (outcome.value === 1) await gate.promise;
      seen.push(outcome.value);
    });
    for (const value of [1, 2, 3]) order.add('a', Promise.resolve(value));
    await settle();
    const idle = order.idle('a');
    expect(order.pending('a')).toBe(3);
    expect(order.drop('a')).toBe(2);
    expect(order.pending('a')).toBe(0);
    order.add('a', Promise.resolve(4));
    await settle();
    expect(seen).toEqual([4]);
    gate.resolve();
    await idle;
    expect(seen).toEqual([4, 1]);
  });

  it('lets nothing pass an item whose release failed', async () => {
    const seen: number[] = [];
    const { order, failed } = recorded((_key, outcome) => {
      if (outcome.ok && outcome.value === 2) throw new Error('broker gone');
      if (outcome.ok) seen.push(outcome.value);
    });
    for (const value of [1, 2, 3]) order.add('a', Promise.resolve(value));
    order.add('b', Promise.resolve(9));
    await order.idle('a');
    await settle();
    expect(seen).toEqual([1, 9]);
    expect(failed).toEqual(['a: broker gone']);
    expect(order.keys).toBe(0);
  });

  it('does not report the failed release of a key that has been dropped meanwhile', async () => {
    const gate = Promise.withResolvers<void>();
    const { order, failed } = recorded(() => gate.promise);
    order.add('a', Promise.resolve(1));
    await settle();
    const idle = order.idle('a');
    order.drop('a');
    gate.reject(new Error('too late'));
    await idle;
    expect(failed).toEqual([]);
  });
});
