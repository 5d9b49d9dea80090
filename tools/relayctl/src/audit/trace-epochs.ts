/**
 * Rule 9 read backwards: each stage chains its own epoch to the one that came in, so the accounts of all stages can be
 * joined into one line per raw partition and epoch.
 */
import { type Epoch, epochText } from '@pixel-relay/contracts';
import { chainEpoch, RAW_EPOCH } from '@pixel-relay/stage';
import type { Entry, PipelineReading } from './read-pipeline.ts';

export interface Trace {
  /** raw partition */
  readonly partition: number;
  /** place of the first stage that knows this epoch; 0: it is the one that raw events come under now */
  readonly from: number;
  /** per stage of the pipeline; null: not (or no longer) in its account */
  readonly entries: readonly (Entry | null)[];
  /** per stage: the epoch under which its events come in; null: not known any more */
  readonly epochs: readonly (Epoch | null)[];
}

const keyOf = (epoch: Epoch, partition: number): string => `${epochText(epoch)}/${partition}`;

/** Sorted by partition; of one partition the current epoch first. Every raw partition has a current one. */
export function traceEpochs({ stages, raw }: PipelineReading): Trace[] {
  const known = stages.map(
    ({ entries }) => new Map(entries.map(entry => [keyOf(entry.source.epoch, entry.source.partition), entry])),
  );
  const traced = new Set<Entry>();
  const follow = (from: number, epoch: Epoch, partition: number): Trace => {
    const entries: (Entry | null)[] = Array.from({ length: stages.length }, () => null);
    const epochs: (Epoch | null)[] = Array.from({ length: stages.length }, () => null);
    let incoming: Epoch | null = epoch;
    for (let at = from; at < stages.length && incoming !== null; at++) {
      const entry: Entry | null = known[at]!.get(keyOf(incoming, partition)) ?? null;
      epochs[at] = incoming;
      entries[at] = entry;
      if (entry !== null) traced.add(entry);
      incoming = entry === null ? null : chainEpoch(incoming, entry.ownEpoch);
    }
    return { partition, from, entries, epochs };
  };

  const traces = raw.map(({ partition }) => follow(0, RAW_EPOCH, partition));
  for (const [at, { entries }] of stages.entries())
    for (const entry of entries)
      if (!traced.has(entry)) traces.push(follow(at, entry.source.epoch, entry.source.partition));
  return traces.sort((a, b) => a.partition - b.partition || a.from - b.from);
}
