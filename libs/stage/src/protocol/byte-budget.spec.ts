import { describe, expect, it } from '@jest/globals';
import { ByteBudget } from './byte-budget.ts';

describe('the byte budget', () => {
  const never = new AbortController().signal;

  it('lets in what fits, and the rest in the order of asking', async () => {
    const budget = new ByteBudget(10);
    const granted: string[] = [];
    const ask = (name: string, bytes: number): Promise<void> =>
      budget.acquire(bytes, never).then(() => void granted.push(name));
    const all = [ask('a', 6), ask('b', 6), ask('c', 1)];
    await Promise.resolve();
    expect(granted).toEqual(['a']); // c would fit, but b was first
    budget.release(6);
    await Promise.all(all);
    expect(granted).toEqual(['a', 'b', 'c']);
    expect(budget.bytesUsed).toBe(7);
  });

  it('lets something larger than itself in alone', async () => {
    const budget = new ByteBudget(10);
    expect(await budget.acquire(50, never)).toBe(true);
    const next = budget.acquire(1, never);
    budget.release(50);
    expect(await next).toBe(true);
  });

  it('strands nobody when one of those who wait gives up', async () => {
    const budget = new ByteBudget(10);
    await budget.acquire(8, never);
    const gone = new AbortController();
    const large = budget.acquire(5, gone.signal);
    const small = budget.acquire(2, never);
    gone.abort();
    expect(await large).toBe(false);
    expect(await small).toBe(true);
  });
});
