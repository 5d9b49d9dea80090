import type { Node } from './kafkajs.ts';

const earliest = -2;
const latest = -1;
/** All that is written, committed or not. */
const readUncommitted = 0;
/** What a reader of committed records may see. */
const readCommitted = 1;

/** First offset still in the partition, and the next to be written. The node must lead the partition. */
export async function logRange(node: Node, topic: string, partition: number): Promise<{ start: number; end: number }> {
  const start = await ask(node, topic, partition, earliest, readUncommitted);
  const end = await ask(node, topic, partition, latest, readUncommitted);
  return { start, end };
}

/** First offset still in the partition, and the end of what is committed now. */
export async function readableRange(
  node: Node,
  topic: string,
  partition: number,
): Promise<{ start: number; end: number }> {
  const start = await ask(node, topic, partition, earliest, readCommitted);
  const end = await ask(node, topic, partition, latest, readCommitted);
  return { start, end };
}

async function ask(
  node: Node,
  topic: string,
  partition: number,
  timestamp: number,
  isolationLevel: number,
): Promise<number> {
  const topics = [{ topic, partitions: [{ partition, timestamp }] }];
  const { responses } = await node.listOffsets({ isolationLevel, topics });
  return Number(responses[0]!.partitions[0]!.offset);
}
