import { describe, expect, it } from '@jest/globals';
import { ArenaLoan } from './arena-loan.ts';
import { ArenaPool } from './arena-pool.ts';

const arenasOf = (retainedBytesMax: number): ArenaPool =>
  ArenaPool.owned({ retainedBytesMax, smallestBytes: 64 << 10 });

describe('ArenaLoan', () => {
  it('lends the same memory again once it is released, and never before', () => {
    const arenas = arenasOf(1 << 24);
    const [first, second] = [new ArenaLoan(arenas), new ArenaLoan(arenas)];
    const [a, b] = [first.take(300_000), second.take(300_000)];
    expect(a.buffer).not.toBe(b.buffer);
    first.release();
    first.release();
    expect(new ArenaLoan(arenas).take(300_000).buffer).toBe(a.buffer);
    expect(new ArenaLoan(arenas).take(300_000).buffer).not.toBe(a.buffer);
  });

  it('puts small pieces side by side, none over another', () => {
    const loan = new ArenaLoan(arenasOf(1 << 24));
    const parts = Array.from({ length: 200 }, (_, i) => loan.take(1_000).fill(i));
    expect(new Set(parts.map(({ buffer }) => buffer)).size).toBeLessThan(10);
    expect(parts.every((part, i) => part.every(byte => byte === i % 256))).toBe(true);
  });

  it('keeps no more than its pool may', () => {
    const arenas = arenasOf(1 << 20);
    const loan = new ArenaLoan(arenas);
    const taken = [loan.take(1 << 20), loan.take(1 << 20)].map(({ buffer }) => buffer);
    loan.release();
    const again = new ArenaLoan(arenas);
    const kept = [again.take(1 << 20), again.take(1 << 20)].filter(({ buffer }) => taken.includes(buffer));
    expect(kept).toHaveLength(1);
  });
});
