import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './spec-support/manual-clock.ts';
import { Ticket } from './ticket.ts';
import { TimeLimits } from './time-limits.ts';

function limitsOf(limitMs: number) {
  const clock = new ManualClock();
  const ranOut: string[] = [];
  const limits = new TimeLimits<string, void>(limitMs, clock, ticket => ranOut.push(ticket.job));
  const start = (job: string): Ticket<string, void> => {
    const ticket = new Ticket<string, void>(job, 0, undefined, () => {});
    ticket.startedAtMs = clock.monotonic();
    limits.started(ticket);
    return ticket;
  };
  return { clock, limits, ranOut, start };
}

describe('TimeLimits', () => {
  it('calls each job out at its own limit, with one timer for all', async () => {
    const { clock, ranOut, start } = limitsOf(100);
    start('a');
    await clock.advance(30);
    start('b');
    start('c');
    expect(clock.timers).toBe(1);
    await clock.advance(69);
    expect(ranOut).toEqual([]);
    await clock.advance(1);
    expect(ranOut).toEqual(['a']);
    await clock.advance(30);
    expect(ranOut).toEqual(['a', 'b', 'c']);
    expect(clock.timers).toBe(0);
  });

  it('goes on watching the others when a job that ran out ends after all', async () => {
    const { clock, limits, ranOut, start } = limitsOf(100);
    const late = start('late');
    await clock.advance(60);
    start('other');
    await clock.advance(50);
    limits.ended(late);
    await clock.advance(50);
    expect(ranOut).toEqual(['late', 'other']);
  });

  it('forgets a job that ended in time', async () => {
    const { clock, limits, ranOut, start } = limitsOf(100);
    limits.ended(start('a'));
    await clock.advance(200);
    expect(ranOut).toEqual([]);
    expect(clock.timers).toBe(0);
  });
});
