import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Event, Verdict } from '../messages.ts';
import { appendedField } from './appended-field.ts';
import { BytesCache, hashOf } from './bytes-cache.ts';
import { EventField } from './event-field.ts';

describe('BytesCache', () => {
  const keys = fc.oneof(
    fc.uint8Array({ maxLength: 3 }),
    fc.constantFrom('__proto__', 'a', 'aa').map(key => Buffer.from(key)),
  );

  it('never gives a value that was not the last one set for exactly these bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, keys, fc.nat()), { maxLength: 200 }), steps => {
        const cache = new BytesCache<number>(16, 9);
        const model = new Map<string, number>();
        for (const [wanted, key, value] of steps) {
          const inside = Buffer.concat([Buffer.from('x'), wanted, Buffer.from('y')]);
          const got = cache.get(inside, 1, 1 + wanted.length);
          if (got !== undefined) expect(got).toBe(model.get(Buffer.from(wanted).toString('hex')));
          cache.set(Buffer.from(key), 0, key.length, value);
          model.set(Buffer.from(key).toString('hex'), value);
          expect(cache.get(Buffer.from(key), 0, key.length)).toBe(value);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['short', ''],
    ['long', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 '],
  ])('tells %s keys of one hash apart', (_, prefix) => {
    const byHash = new Map<number, Buffer>();
    const pairs: [Buffer, Buffer][] = [];
    for (let i = 0; pairs.length < 4; i++) {
      const key = Buffer.from(prefix + i.toString(36).padStart(3 + (i % 3), '-'));
      const hash = hashOf(key, 0, key.length);
      const other = byHash.get(hash);
      if (other !== undefined && !other.equals(key)) pairs.push([other, key]);
      byHash.set(hash, key);
    }
    for (const [one, other] of pairs) {
      const cache = new BytesCache<string>(16, 64);
      cache.set(one, 0, one.length, 'one');
      expect(cache.get(other, 0, other.length)).toBeUndefined();
      cache.set(other, 0, other.length, 'other');
      expect(cache.get(one, 0, one.length)).toBe('one');
      expect(cache.get(other, 0, other.length)).toBe('other');
    }
  });

  it('keeps no more than fits, and what is used rather than what is not', () => {
    const cache = new BytesCache<number>(64, 16);
    expect(cache.capacity).toBe(64);
    const hot = Buffer.from('hot');
    cache.set(hot, 0, 3, -1);
    for (let i = 0; i < 10_000; i++) {
      const key = Buffer.from(`k${i}`);
      cache.set(key, 0, key.length, i);
      cache.get(hot, 0, 3);
    }
    expect(cache.get(hot, 0, 3)).toBe(-1);
    let kept = 0;
    for (let i = 0; i < 10_000; i++) if (cache.get(Buffer.from(`k${i}`), 0, `k${i}`.length) !== undefined) kept++;
    expect(kept).toBeLessThanOrEqual(64);
    expect(kept).toBeGreaterThan(32);
  });

  it('keeps nearly all of as many keys as fill half of it', () => {
    const cache = new BytesCache<number>(4_096, 16);
    for (let i = 0; i < 2_048; i++) cache.set(Buffer.from(`key ${i}`), 0, `key ${i}`.length, i);
    let kept = 0;
    for (let i = 0; i < 2_048; i++) if (cache.get(Buffer.from(`key ${i}`), 0, `key ${i}`.length) === i) kept++;
    expect(kept).toBeGreaterThan(2_000);
  });

  it('takes in what is used now, whatever was used once', () => {
    const cache = new BytesCache<number>(64, 16);
    const touch = (name: string): boolean => {
      const key = Buffer.from(name);
      if (cache.get(key, 0, key.length) !== undefined) return true;
      cache.set(key, 0, key.length, 1);
      return false;
    };
    for (let i = 0; i < 640; i++) touch(`old ${i % 64}`);
    for (let i = 0; i < 320; i++) touch(`new ${i % 32}`);
    let hits = 0;
    for (let i = 0; i < 32; i++) if (touch(`new ${i}`)) hits++;
    expect(hits).toBeGreaterThan(24);
  });

  it('copies its keys: the buffer that they came in is used again', () => {
    const cache = new BytesCache<string>(16, 8);
    const bytes = Buffer.from('shop');
    cache.set(bytes, 0, 4, 'value');
    bytes.write('next');
    expect(cache.get(bytes, 0, 4)).toBeUndefined();
    expect(cache.get(Buffer.from('shop'), 0, 4)).toBe('value');
  });

  it('does not keep keys beyond its bound', () => {
    const cache = new BytesCache<string>(16, 3);
    cache.set(Buffer.from('long'), 0, 4, 'value');
    expect(cache.get(Buffer.from('long'), 0, 4)).toBeUndefined();
  });
});

describe('appendedField', () => {
  it('adds a field to an event without encoding the event again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20_000 }), rule => {
        const event = Event.encode({ id: 'a' }).finish();
        const verdict = { partners: [{ partner: 'p', rule }], rulesVersion: 1 };
        const whole = Event.encode({ id: 'a', verdict }).finish();
        const appended = appendedField(EventField.VERDICT, Verdict.encode(verdict).finish());
        expect(Buffer.concat([event, appended]).equals(whole)).toBe(true);
      }),
    );
  });
});
