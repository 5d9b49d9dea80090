import { describe, expect, it } from '@jest/globals';
import { checkDeliveries, checkOutcomes } from './check-outcomes.ts';

const load = { in: 100, delivered: 80, denied: 12, filtered: 5, dead: 3 };

describe('checkOutcomes', () => {
  it('expects of the parser only what cannot be parsed, and of the others every ending', () => {
    checkOutcomes('parser', { forwarded: 97, denied: 0, filtered: 0, dead: 3 }, load);
    for (const stage of ['validator', 'augmenter', 'producer'] as const)
      checkOutcomes(stage, { forwarded: 80, denied: 12, filtered: 5, dead: 3 }, load);
  });

  it('refuses a stage that lets one event go elsewhere', () => {
    const outcomes = { forwarded: 81, denied: 11, filtered: 5, dead: 3 };
    expect(() => checkOutcomes('validator', outcomes, load)).toThrow('81 forwarded, expected 80');
    const right = { forwarded: 80, denied: 12, filtered: 5, dead: 3 };
    for (const name of ['forwarded', 'denied', 'filtered', 'dead'] as const)
      expect(() => checkOutcomes('augmenter', { ...right, [name]: right[name] + 1 }, load)).toThrow(name);
    expect(() => checkOutcomes('parser', { forwarded: 0, denied: 0, filtered: 0, dead: 0 }, load)).toThrow('parser');
  });
});

describe('checkDeliveries', () => {
  it('counts every partner', () => {
    checkDeliveries(30, { partners: { a: 10, b: 20 } });
    expect(() => checkDeliveries(29, { partners: { a: 10, b: 20 } })).toThrow('expected 30');
  });
});
