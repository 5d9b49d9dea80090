import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Fifo } from './fifo.ts';

describe('a Fifo', () => {
  it('does what an array does', () => {
    const step = fc.oneof(
      fc.record({ what: fc.constant('push' as const), count: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ what: fc.constant('take' as const), count: fc.nat(12) }),
      fc.record({ what: fc.constant('keep' as const), count: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const fifo = new Fifo<number>();
        let model: number[] = [];
        let next = 0;
        for (const { what, count } of steps) {
          if (what === 'push')
            for (let i = 0; i < count; i++) {
              fifo.push(next);
              model.push(next++);
            }
          else if (what === 'take') expect(fifo.take(count)).toEqual(model.splice(0, count));
          else {
            fifo.keep(item => item % count === 0);
            model = model.filter(item => item % count === 0);
          }
          expect(fifo.length).toBe(model.length);
          expect(fifo.at(0)).toBe(model[0]);
        }
      }),
    );
  });
});
