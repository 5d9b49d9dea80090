import { describe, expect, it } from '@jest/globals';
import { pixelrelay } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { compactJson } from './compact-json.ts';
import { goldenEvents } from './golden-events.ts';

const parsed = (bytes: Buffer): Record<string, unknown> => JSON.parse(bytes.toString()) as Record<string, unknown>;

describe('goldenEvents', () => {
  it('has one for every event that the contract has a message for', () => {
    const shape = new pixelrelay.event.v1.Event();
    const payloads = Object.keys(Object.getPrototypeOf(shape) as object).filter(
      member => (shape as unknown as Record<string, unknown>)[member] === null,
    );
    const snake = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    const own = payloads
      .map(snake)
      .filter(name => /_(viewed|submitted|to_cart|from_cart|started|completed|displayed|errored)$/.test(name));
    const standard = goldenEvents().filter(({ bytes }) => parsed(bytes)['type'] === 'standard');
    expect(own.length).toBeGreaterThanOrEqual(15);
    for (const name of own) expect(standard.map(event => event.name)).toContain(name);
  });

  it('gives objects with what an event cannot do without, on one line, named after their event', () => {
    for (const { name, bytes } of goldenEvents()) {
      const event = parsed(bytes);
      for (const member of ['id', 'name', 'clientId', 'timestamp', 'shopId']) expect(event[member]).toBeTruthy();
      expect(bytes.includes('\n')).toBe(false);
      if (!/^(nasty|custom|dom)/.test(name)) expect(event['name']).toBe(name);
    }
  });

  it('has no event id twice and no person that could exist', () => {
    const ids = goldenEvents().map(({ bytes }) => parsed(bytes)['id']);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { bytes } of goldenEvents()) {
      for (const [address] of bytes.toString().matchAll(/[\w.]+@[\w.]+/g)) expect(address).toMatch(/@example\.org$/);
    }
  });

  it('keeps the spelling that parse and stringify would lose', () => {
    const text = (name: string): string =>
      goldenEvents()
        .find(event => event.name === name)!
        .bytes.toString();
    expect(text('nasty-numbers')).toContain('"totalQuantity":300e-2');
    expect(text('nasty-numbers')).toContain('1e309');
    expect(text('nasty-escapes-and-repeats')).toContain('"n\\u0061me":"page_viewed"');
    expect(text('nasty-proto-keys')).toContain('"__proto__":{"shopId":"1"');
  });
});

describe('compactJson', () => {
  it('removes the space between tokens and nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const pretty = Buffer.from(JSON.stringify(value, null, '\t'));
        expect(compactJson(pretty).toString()).toBe(JSON.stringify(value));
      }),
    );
  });
});
