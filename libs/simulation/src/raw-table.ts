import { Outcome } from '@pixel-relay/contracts';
import type { OutgoingRecord } from '@pixel-relay/kafka';
import { PRESENT } from './log-model.ts';

/** What was written to the raw topic, by partition and offset: offsets without a record are absent. */
export class RawTable {
  private readonly partitions: { readonly records: (OutgoingRecord | undefined)[]; deletedBelow: number }[] = [];

  onAppended(partition: number, base: number, records: readonly OutgoingRecord[]): void {
    records.forEach((record, i) => (this.partition(partition).records[base + i] = record));
  }

  /** Records below the offset were deleted, read or not. */
  onDeleted(partition: number, below: number): void {
    const of = this.partition(partition);
    of.deletedBelow = Math.max(of.deletedBelow, below);
  }

  of(partition: number, offset: number): typeof PRESENT | typeof Outcome.FILTERED | typeof Outcome.ABSENT {
    const record = this.partition(partition).records[offset];
    if (record === undefined) return Outcome.ABSENT;
    return record.value === null ? Outcome.FILTERED : PRESENT;
  }

  /** Offsets of the partition that hold a record. */
  offsets(partition: number): number[] {
    const { records } = this.partition(partition);
    return [...records.keys()].filter(offset => records[offset] !== undefined);
  }

  wasDeleted(partition: number, offset: number): boolean {
    return offset < this.partition(partition).deletedBelow;
  }

  keyOf(partition: number, offset: number): string | null {
    return this.partition(partition).records[offset]?.key?.toString() ?? null;
  }

  /** Every offset that holds a record, by partition. */
  *records(): Generator<{ readonly partition: number; readonly offset: number }> {
    for (const partition of this.partitions.keys())
      for (const offset of this.offsets(partition)) yield { partition, offset };
  }

  private partition(partition: number): (typeof this.partitions)[number] {
    while (this.partitions.length <= partition) this.partitions.push({ records: [], deletedBelow: 0 });
    return this.partitions[partition]!;
  }
}
