import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DueQueue } from './due-queue.ts';
import { SimulatedClock, SimulationStuckError } from './simulated-clock.ts';

describe('SimulatedClock', () => {
  it('stands still while code runs, and stops exactly where it was told', async () => {
    const clock = new SimulatedClock({ seed: 1, startMs: 1_000 });
    let firedAtMs = -1;
    clock.setTimer(70, () => (firedAtMs = clock.monotonic()));
    await clock.advance(69.5);
    expect([firedAtMs, clock.monotonic(), clock.now()]).toEqual([-1, 69.5, 1_069]);
    await clock.advance(100);
    expect([firedAtMs, clock.monotonic(), clock.now()]).toEqual([70, 169.5, 1_169]);
  });

  it('lets every promise settle before time moves, however long the chain', async () => {
    const clock = new SimulatedClock({ seed: 1 });
    let finishedAtMs = -1;
    const chain = async (): Promise<void> => {
      for (let n = 0; n < 1_000; n++) await Promise.resolve();
      finishedAtMs = clock.monotonic();
    };
    clock.setTimer(10, () => void chain());
    clock.setTimer(10.001, () => expect(finishedAtMs).toBe(10));
    await clock.advance(20);
    expect(finishedAtMs).toBe(10);
  });

  it('runs timers in the order of their time, then of their making, those made meanwhile too', async () => {
    const clock = new SimulatedClock({ seed: 1 });
    const order: string[] = [];
    clock.setTimer(5, () => {
      order.push('5a');
      clock.setTimer(0, () => order.push('5 then'));
      void clock.nextTurn().then(() => order.push('5 next turn'));
    });
    clock.setTimer(3, () => order.push('3'));
    clock.setTimer(5, () => order.push('5b'));
    clock.setTimer(4, () => order.push('cancelled')).cancel();
    clock.setTimer(-1, () => order.push('at once'));
    await clock.advance(5);
    expect(order).toEqual(['at once', '3', '5a', '5b', '5 then', '5 next turn']);
  });

  it('draws the order of what is due together when asked to, by seed', async () => {
    const orderOf = async (seed: number): Promise<string> => {
      const clock = new SimulatedClock({ seed, shuffleTies: true });
      const order: number[] = [];
      for (let n = 0; n < 8; n++) clock.setTimer(1, () => order.push(n));
      await clock.advance(1);
      return order.join('');
    };
    expect(await orderOf(5)).toBe(await orderOf(5));
    const orders = await Promise.all(Array.from({ length: 20 }, (_, seed) => orderOf(seed)));
    expect(new Set(orders).size).toBeGreaterThan(10);
  });

  it('ends a sleep by its signal, at once, with its reason', async () => {
    const clock = new SimulatedClock({ seed: 1 });
    const reason = new Error('not any more');
    const abort = new AbortController();
    const sleeping = clock.sleep(1_000, abort.signal);
    clock.setTimer(10, () => abort.abort(reason));
    await expect(clock.settle(sleeping)).rejects.toBe(reason);
    expect(clock.monotonic()).toBe(10);
    await expect(clock.sleep(1, abort.signal)).rejects.toBe(reason);
  });

  it('settles a promise with its outcome, and says so when it never will', async () => {
    const clock = new SimulatedClock({ seed: 42 });
    expect(await clock.settle(clock.sleep(5_000).then(() => 'done'))).toBe('done');
    expect(clock.monotonic()).toBe(5_000);
    const never = new Promise(() => undefined);
    await expect(clock.settle(never)).rejects.toThrow(/nothing is due any more.*seed 42/);
    const beat = (): void => void clock.setTimer(100, beat);
    beat();
    await expect(clock.settle(never, 1_000)).rejects.toThrow(/1000 ms passed.*seed 42/);
  });

  it('ends an endless loop of turns', async () => {
    const clock = new SimulatedClock({ seed: 1, stepsMax: 500 });
    const spin = async (): Promise<never> => {
      for (;;) await clock.nextTurn();
    };
    void spin();
    await expect(clock.advance(1)).rejects.toBeInstanceOf(SimulationStuckError);
  });

  it('has one driver at a time', async () => {
    const clock = new SimulatedClock({ seed: 1 });
    const first = clock.advance(1);
    await expect(clock.advance(1)).rejects.toThrow(/already being driven/);
    await first;
    await clock.advance(1);
    expect(clock.monotonic()).toBe(2);
  });

  it('draws the same numbers and bytes for a seed, others for another, evenly', () => {
    const draw = (seed: number): unknown[] => {
      const clock = new SimulatedClock({ seed });
      return [clock.random(), clock.randomBytes(16).toString('hex'), clock.random()];
    };
    expect(draw(7)).toEqual(draw(7));
    const many = Array.from({ length: 200 }, (_, seed) => JSON.stringify(draw(seed)));
    expect(new Set(many).size).toBe(200);
    expect(draw(2 ** 40 + 7)).not.toEqual(draw(7));
    const clock = new SimulatedClock({ seed: 3 });
    const buckets = new Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n++) buckets[Math.floor(clock.random() * 10)]!++;
    for (const bucket of buckets) expect(Math.abs(bucket - 1_000)).toBeLessThan(150);
    expect(() => new SimulatedClock({ seed: 0.5 })).toThrow(/whole number/);
  });
});

describe('DueQueue', () => {
  it('gives back what a stable sort would, without the cancelled', () => {
    const entry = fc.record({ dueMs: fc.nat(9), cancelled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), given => {
        const queue = new DueQueue();
        const entries = given.map((it, tieBreak) => ({ ...it, tieBreak, run: () => undefined }));
        for (const it of entries) queue.push(it);
        const taken: unknown[] = [];
        for (let next = queue.pop(); next; next = queue.pop()) taken.push(next);
        expect(taken).toEqual(entries.filter(it => !it.cancelled).sort((a, b) => a.dueMs - b.dueMs));
      }),
    );
  });
});
