import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Ring } from './ring.ts';

describe('Ring', () => {
  it('is a queue, through any pushes and shifts', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), pushes => {
        const ring = new Ring<number>();
        const model: number[] = [];
        pushes.forEach((push, i) => {
          if (push) {
            ring.push(i);
            model.push(i);
          } else {
            expect(ring.shift()).toBe(model.shift());
          }
          expect(ring.peek()).toBe(model[0]);
          expect(ring.length).toBe(model.length);
        });
      }),
    );
  });
});
