import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ArenaPool } from './arena-pool.ts';

describe('ArenaPool', () => {
  it('never gives an arena to two holders, keeps to its bound, and gives at least what was asked for', () => {
    const steps = fc.array(fc.record({ acquire: fc.boolean(), bytes: fc.nat(40_000), pick: fc.nat(20) }), {
      maxLength: 100,
    });
    fc.assert(
      fc.property(steps, fc.nat(100_000), (all, retainedBytesMax) => {
        const arenas = ArenaPool.owned({ retainedBytesMax, smallestBytes: 1_024 });
        const held = new Set<ArrayBuffer>();
        for (const { acquire, bytes, pick } of all) {
          if (acquire) {
            const arena = arenas.acquire(bytes);
            expect(held.has(arena)).toBe(false);
            expect(arena.byteLength).toBeGreaterThanOrEqual(bytes);
            held.add(arena);
          } else if (held.size > 0) {
            const arena = [...held][pick % held.size]!;
            held.delete(arena);
            arenas.release(arena);
          }
          expect(arenas.retainedBytes).toBeLessThanOrEqual(retainedBytesMax);
        }
      }),
    );
  });

  it('gives back what was released', () => {
    const arenas = ArenaPool.owned({ retainedBytesMax: 1 << 20 });
    const arena = arenas.acquire(5_000);
    expect(arena.byteLength).toBe(5_120);
    expect(arenas.release(arena)).toBe(true);
    expect(arenas.retainedBytes).toBe(5_120);
    expect(arenas.acquire(5_121)).not.toBe(arena);
    expect(arenas.acquire(5_120)).toBe(arena);
    expect(arenas.retainedBytes).toBe(0);
  });

  it('gives a smaller one before a larger, and never one of more than about four times what was asked for', () => {
    const arenas = ArenaPool.owned({ retainedBytesMax: 1 << 20 });
    const [small, large] = [arenas.acquire(10_000), arenas.acquire(40_000)];
    for (const arena of [small, large]) arenas.release(arena);
    expect(arenas.acquire(9_000)).toBe(small);
    expect(arenas.acquire(4_096).byteLength).toBe(4_096);
    expect(arenas.acquire(11_000)).toBe(large);
  });

  it('drops what nobody wanted for longest, so that sizes of another load do not take up its room', () => {
    const arenas = ArenaPool.owned({ retainedBytesMax: 110_000 });
    const before = [8_000, 16_000, 24_000].map(bytes => arenas.acquire(bytes));
    for (const arena of before) arenas.release(arena);
    const now = arenas.acquire(70_000);
    expect(arenas.release(now)).toBe(true);
    expect(arenas.acquire(70_000)).toBe(now);
    expect(arenas.acquire(24_000)).toBe(before[2]);
    expect(before).not.toContain(arenas.acquire(8_000));
  });

  it('makes no more arenas than are held at once, whatever their sizes, but for those far apart', () => {
    const arenas = ArenaPool.owned({ retainedBytesMax: 1 << 24 });
    const sizes = fc.array(fc.integer({ min: 300_000, max: 1_000_000 }), { minLength: 300, maxLength: 300 });
    const made = new Set<ArrayBuffer>();
    fc.assert(
      fc.property(sizes, all => {
        for (const bytes of all) {
          const held = [arenas.acquire(bytes), arenas.acquire(bytes)];
          for (const arena of held) {
            made.add(arena);
            arenas.release(arena);
          }
        }
      }),
      { numRuns: 20 },
    );
    expect(made.size).toBeLessThanOrEqual(2 * 8);
  });

  it('refuses what would give one arena to two holders, or none', () => {
    const arenas = ArenaPool.owned({ retainedBytesMax: 1 << 20 });
    const arena = arenas.acquire(1);
    arenas.release(arena);
    expect(() => arenas.release(arena)).toThrow('released already');
    const gone = arenas.acquire(20_000);
    structuredClone(gone, { transfer: [gone] });
    expect(() => arenas.release(gone)).toThrow('transferred away');
    expect(arenas.release(new ArrayBuffer(5_000))).toBe(false); // not one of its sizes
  });

  it('is never more than a quarter larger than it need be, from the smallest size on', () => {
    const arenas = ArenaPool.owned({ retainedBytesMax: 0 });
    fc.assert(
      fc.property(fc.integer({ min: 4_096, max: 20_000_000 }), bytes => {
        const { byteLength } = arenas.acquire(bytes);
        expect(byteLength).toBeGreaterThanOrEqual(bytes);
        expect(byteLength).toBeLessThanOrEqual(bytes * 1.25 + 1);
      }),
      { numRuns: 30 },
    );
  });

  it('lends memory that threads share, under the same rules', () => {
    const arenas = ArenaPool.shared({ retainedBytesMax: 1 << 20 });
    const arena = arenas.acquire(5_000);
    expect(arena).toBeInstanceOf(SharedArrayBuffer);
    expect(arenas.release(arena)).toBe(true);
    expect(() => arenas.release(arena)).toThrow('released already');
    expect(arenas.acquire(5_000)).toBe(arena);
  });

  it('copies bytes into an arena of their own', () => {
    const arenas = ArenaPool.owned({ retainedBytesMax: 1 << 20 });
    const small = Buffer.from('from the shared pool');
    const copy = arenas.copy(small);
    expect(Buffer.from(copy).toString()).toBe('from the shared pool');
    expect(copy.buffer).not.toBe(small.buffer);
    expect({ offset: copy.byteOffset, arena: copy.buffer.byteLength }).toEqual({ offset: 0, arena: 4_096 });
  });
});
