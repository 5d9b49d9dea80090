import { askBroker, int32 } from './broker-request.ts';
import { type PartitionState, partitionsOf } from './partition-states.ts';

const reassignApi = 45;
const askMaxMs = 10_000;
const moveMaxMs = 30_000;
const lookEveryMs = 50;

/**
 * Moves a partition away from the node that leads it, while all nodes run: to the others that have it, then gives it back
 * to the old one as the last of its replicas. Resolves with the leader before and after when all are in sync again.
 * @throws Error when the cluster refuses, or has not moved it within half a minute
 */
export async function moveLeader(
  broker: string,
  topic: string,
  partition: number,
): Promise<{ readonly before: number; readonly after: number }> {
  const { leader, replicas } = await stateOf(broker, topic, partition);
  const others = replicas.filter(node => node !== leader);
  if (others.length === 0)
    throw new Error(`${topic}[${partition}] is on node ${leader} alone: nobody else can lead it`);
  await reassign(broker, topic, partition, others);
  const moved = await until(broker, topic, partition, state => state.leader >= 0 && state.leader !== leader);
  await reassign(broker, topic, partition, [...others, leader]);
  await until(broker, topic, partition, ({ inSync }) => inSync.length === replicas.length);
  return { before: leader, after: moved.leader };
}

async function stateOf(broker: string, topic: string, partition: number): Promise<PartitionState> {
  const state = (await partitionsOf(broker, topic)).find(each => each.partition === partition);
  if (state === undefined) throw new Error(`${topic} has no partition ${partition}`);
  return state;
}

async function until(
  broker: string,
  topic: string,
  partition: number,
  holds: (state: PartitionState) => boolean,
): Promise<PartitionState> {
  const deadline = Date.now() + moveMaxMs;
  for (;;) {
    const state = await stateOf(broker, topic, partition);
    if (holds(state)) return state;
    if (Date.now() > deadline) throw new Error(`${topic}[${partition}] was not moved: ${JSON.stringify(state)}`);
    await new Promise(resolve => setTimeout(resolve, lookEveryMs));
  }
}

/** Exists only in the protocol's newer form: lengths are one more than they are, and every structure ends with its tags. */
async function reassign(broker: string, topic: string, partition: number, nodes: readonly number[]): Promise<void> {
  const noTags = Buffer.of(0);
  const name = Buffer.from(topic);
  const body = Buffer.concat([
    int32(askMaxMs),
    Buffer.of(1 + 1), // one topic
    ...[varint(name.length + 1), name],
    Buffer.of(1 + 1), // one partition
    int32(partition),
    ...[varint(nodes.length + 1), ...nodes.map(int32)],
    ...[noTags, noTags, noTags],
  ]);
  const answer = await askBroker(broker, { apiKey: reassignApi, apiVersion: 0, body, flexible: true }, askMaxMs);
  // tags of the header, throttle time, error code
  const errorCode = answer?.readInt16BE(1 + 4);
  if (errorCode !== 0)
    throw new Error(
      `${broker} did not move ${topic}[${partition}] to ${nodes.join(', ')}: ${errorCode ?? 'no answer'}`,
    );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.of(...bytes, value);
}
