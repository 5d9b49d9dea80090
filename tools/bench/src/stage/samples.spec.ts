import { describe, expect, it } from '@jest/globals';
import { measureWindow, type Sample, sampleOf } from './samples.ts';

/** One a second: 1,000 events a second at 5 us each, after a start that costs a second of CPU and does nothing. */
const samples = (seconds: number): Sample[] =>
  Array.from({ length: seconds + 2 }, (_, i) => ({
    atMs: i * 1_000,
    events: Math.min(Math.max(i - 1, 0), seconds) * 1_000,
    cpuMicros: (i > 0 ? 1_000_000 : 0) + Math.max(i - 1, 0) * 5_000,
    brokerCpuMicros: i * 2_000,
    residentBytes: 1,
  }));

describe('measureWindow', () => {
  it('leaves out the start, whatever it cost, and the end', () => {
    expect(measureWindow(samples(10), 10_000, 0.2)).toEqual({
      events: 7_000,
      eventsPerSecond: 1_000,
      cpuMicrosPerEvent: 5,
      brokerMicrosPerEvent: 2,
    });
  });

  it('does not count waiting after the last event', () => {
    const idle = { ...samples(10).at(-1)!, atMs: 60_000 };
    expect(measureWindow([...samples(10), idle], 10_000, 0.2).eventsPerSecond).toBe(1_000);
  });

  it('says null for a broker that cannot be seen', () => {
    const blind = samples(10).map(sample => ({ ...sample, brokerCpuMicros: null }));
    expect(measureWindow(blind, 10_000, 0.2).brokerMicrosPerEvent).toBeNull();
  });

  it('refuses to measure what was over in two samples', () => {
    const two = [samples(10)[0]!, samples(10).at(-1)!];
    expect(() => measureWindow(two, 10_000, 0.2)).toThrow('give more --events');
    expect(() => measureWindow(samples(10), 10_000, 0.8)).toThrow('give more --events');
  });
});

describe('sampleOf', () => {
  it('adds up replicas, but takes the largest of their memory', () => {
    const statuses = [1, 2].map(i => ({
      totals: { eventsIn: i },
      process: { cpuMicros: i * 10, residentBytes: i * 100 },
    }));
    expect(sampleOf(statuses, 7)).toMatchObject({ events: 3, cpuMicros: 30, residentBytes: 200, brokerCpuMicros: 7 });
  });
});
