import type { Log } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import { readToEnd } from '../read-to-end.ts';

/**
 * Counts the raw records there are in [base, next) of each partition: the only thing that can tell an offset without a
 * record from an event that was dropped. null for a partition whose log has begun to delete them.
 */
export async function countRaw(
  log: Log,
  spans: ReadonlyMap<number, { readonly base: number; readonly next: number }>,
): Promise<Map<number, number | null>> {
  const counts = new Map<number, number | null>([...spans.keys()].map(partition => [partition, 0]));
  await readToEnd(log, topics.raw, (partition, records) => {
    const span = spans.get(partition);
    if (span === undefined) return;
    const inside = records.filter(({ offset }) => offset >= span.base && offset < span.next).length;
    counts.set(partition, (counts.get(partition) ?? 0) + inside);
  });
  // Asked afterwards: what is still there now was there while it was read.
  for (const { partition, start } of await log.admin.offsets(topics.raw))
    if (start > (spans.get(partition)?.base ?? Infinity)) counts.set(partition, null);
  return counts;
}
