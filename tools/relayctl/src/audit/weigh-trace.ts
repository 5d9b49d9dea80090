/** One line of the audit: what the last stage's commit says became of one raw partition's events in one epoch. */
import { type Epoch, epochText } from '@pixel-relay/contracts';
import { REDRIVEN_PARTITION } from '@pixel-relay/stage';
import type { Entry, PipelineReading } from './read-pipeline.ts';
import type { Trace } from './trace-epochs.ts';

export interface Weighed {
  readonly partition: number;
  /** as the last stage knows it; null: it has seen nothing of it */
  readonly epoch: string | null;
  /** raw events come in under this epoch now; the others are what resets left behind */
  readonly current: boolean;
  readonly base: number;
  readonly next: number;
  readonly handed: number;
  readonly denied: number;
  readonly filtered: number;
  readonly dead: number;
  readonly absent: number;
  readonly expired: number;
  /** the counters of a long gone epoch were given up to make room: only its end is known */
  readonly retired: boolean;
  readonly inFlight: number;
  /** the same, by the stage that has to take them next */
  readonly waitingFor: Readonly<Record<string, number>>;
  /** that it does not balance, and why */
  readonly problems: readonly string[];
  /** worth knowing, but in order */
  readonly notes: readonly string[];
}

const sizeOf = ({ source }: Entry): number => source.ranges.ranges.reduce((sum, [start, end]) => sum + end - start, 0);

/** Offsets without any outcome; below zero: more outcomes than offsets. null: retired. */
function absentOf(entry: Entry): number | null {
  const { counters } = entry.source;
  if (counters === null) return null;
  const { forwarded, denied, filtered, dead, expired } = counters;
  return sizeOf(entry) - forwarded - denied - filtered - dead - expired;
}

/** @param earlier whether the last stage has other epochs of this partition: then a reset explains where this one begins */
export function weighTrace(trace: Trace, reading: PipelineReading, earlier: boolean): Weighed {
  const { partition, from, entries, epochs } = trace;
  const { stages } = reading;
  const last = entries.at(-1) ?? null;
  const current = from === 0;
  const raw = reading.raw.find(each => each.partition === partition) ?? { start: 0, end: 0 };
  const begins =
    entries[from]?.source.ranges.base ?? (current ? stages[0]!.committed.get(partition) : null) ?? raw.start;
  const base = last?.source.ranges.base ?? begins;
  const next = last?.source.ranges.next ?? begins;
  const counters = last?.source.counters ?? { forwarded: 0, denied: 0, filtered: 0, dead: 0, expired: 0 };

  const frontiers = frontiersOf(entries, begins);
  const end = current ? raw.end : frontiers[from]!;
  const waitingFor: Record<string, number> = {};
  let above = end;
  for (let at = from; at < stages.length; at++) {
    waitingFor[stages[at]!.name] = Math.max(0, above - frontiers[at]!);
    above = frontiers[at]!;
  }

  const place = placeOf(partition);
  const problems = [
    ...entries.flatMap((entry, at) => (entry === null ? [] : faultsWithin(entry, `${stages[at]!.name}, ${place}`))),
    ...entries.flatMap((entry, at) => {
      const before = at === 0 ? null : entries[at - 1]!;
      return entry === null || before === null
        ? []
        : faultsBetween(before, entry, `${place}: between ${stages[at - 1]!.name} and ${stages[at]!.name}`, earlier);
    }),
  ];
  const notes: string[] = [];
  if (current) {
    if (raw.end < frontiers[0]!)
      problems.push(
        `${place} ends at ${raw.end}, below offset ${frontiers[0]} that was taken from it: the topic was made anew, or this is another cluster`,
      );
    else if (raw.start > frontiers[0]!)
      notes.push(
        `${place}: ${raw.start - frontiers[0]!} events expired before the parser read them; it will count them`,
      );
    if (stages[0]!.reset.has(partition))
      notes.push(`${place}: reset to offset ${begins}; the parser takes it up when it starts`);
  }
  return {
    partition,
    epoch: textOf(epochs.at(-1)),
    current,
    base,
    next,
    handed: counters.forwarded,
    denied: counters.denied,
    filtered: counters.filtered,
    dead: counters.dead,
    absent: last === null ? 0 : (absentOf(last) ?? 0),
    expired: counters.expired,
    retired: last !== null && last.source.counters === null,
    inFlight: Math.max(0, end - next),
    waitingFor,
    problems,
    notes,
  };
}

/** The raw partition, or what operators sent again. */
export const placeOf = (partition: number): string =>
  partition === REDRIVEN_PARTITION ? 'redriven events' : `events.raw/${partition}`;

const textOf = (epoch: Epoch | null | undefined): string | null => (epoch == null ? null : epochText(epoch));

/** A stage whose commit was overtaken has still sent all that the next one took. */
function frontiersOf(entries: readonly (Entry | null)[], begins: number): number[] {
  const frontiers = entries.map(entry => entry?.source.ranges.next ?? begins);
  for (let at = frontiers.length - 2; at >= 0; at--) frontiers[at] = Math.max(frontiers[at]!, frontiers[at + 1]!);
  return frontiers;
}

function faultsWithin(entry: Entry, where: string): string[] {
  const { ranges } = entry.source.ranges;
  const faults: string[] = [];
  for (let i = 1; i < ranges.length; i++)
    faults.push(`${where}: offsets ${ranges[i - 1]![1]} to ${ranges[i]![0] - 1} were never taken`);
  const absent = absentOf(entry) ?? 0;
  if (absent < 0) faults.push(`${where}: ${-absent} more outcomes than events: something was taken twice`);
  return faults;
}

/** Outcomes travel with the events, so a later stage knows of no offset less than an earlier one, and of none more. */
function faultsBetween(before: Entry, after: Entry, where: string, earlier: boolean): string[] {
  const from = before.source.ranges;
  const to = after.source.ranges;
  const faults: string[] = [];
  if (from.base !== null && to.base !== null && from.base !== to.base && !earlier)
    faults.push(`${where}, offsets ${Math.min(from.base, to.base)} to ${Math.max(from.base, to.base) - 1} are missing`);
  const was = absentOf(before);
  const is = absentOf(after);
  // Ahead of what is left of a commit that was overtaken, there is nothing to compare with.
  if (was === null || is === null || (to.next ?? 0) > (from.next ?? 0)) return faults;
  if (is > was) faults.push(`${where}, ${is - was} events were lost without an outcome`);
  else if (is < was && from.next === to.next && from.base === to.base)
    faults.push(`${where}, ${was - is} events came out of nothing`);
  return faults;
}
