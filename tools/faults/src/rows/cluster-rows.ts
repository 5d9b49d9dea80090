/** Three brokers: one dies, is cut off from the stages, or is slow; a group gets another coordinator. */
import {
  groupCoordinator,
  groupPartition,
  moveLeader,
  partitionsOf,
  type PartitionState,
} from '@pixel-relay/local-kafka';
import { topics } from '@pixel-relay/stage';
import type { FaultContext, FaultRow, Injection } from '../fault-row.ts';
import { row } from './row.ts';

const between: readonly string[] = [topics.parsed, topics.validated, topics.augmented];
const LOOK_EVERY_MS = 50;
const MOVE_MAX_MS = 20_000;

/** Longer than the stages' sessions, which end meanwhile if the node coordinates their group. */
const CUT_OFF_MS = 5_000;
const SLOW_MS = 5_000;
const SLOW_EACH_WAY_MS = 200;
const GROUPS_TOPIC = '__consumer_offsets';

const threeNodes = { nodes: 3, repeatsAllowed: true } as const;
const throughProxies = { ...threeNodes, proxied: true } as const;

/** Kills a node that leads raw and intermediate partitions; fired: how many of them were led by others before it was back. */
const killLeader =
  (node: number) =>
  async ({ cluster: { kafka }, topicPrefix, reached, sleep }: FaultContext): Promise<Injection> => {
    const nodeId = node + 1;
    const ask = kafka.brokers[(node + 1) % kafka.brokers.length]!;
    const led = async (topic: string): Promise<PartitionState[]> =>
      (await partitionsOf(ask, topicPrefix + topic)).filter(({ leader }) => leader === nodeId);
    const count = async (names: readonly string[]): Promise<number> =>
      (await Promise.all(names.map(led))).reduce((sum, partitions) => sum + partitions.length, 0);

    await reached(0.2);
    const [raw, intermediate] = [await count([topics.raw]), await count(between)];
    await kafka.killNode(node);
    for (let waitedMs = 0; waitedMs < MOVE_MAX_MS; waitedMs += LOOK_EVERY_MS) {
      if ((await count([topics.raw, ...between])) === 0) break;
      await sleep(LOOK_EVERY_MS);
    }
    const left = await count([topics.raw, ...between]);
    await kafka.restartNode(node);
    return {
      fired: raw + intermediate - left,
      missing: [
        ...(raw > 0 ? [] : ['the node led no partition of the raw topic']),
        ...(intermediate > 0 ? [] : ['the node led no partition between stages']),
      ],
    };
  };

/** Cuts the first node off from the stages; the brokers see each other, and the load sees them all. */
async function blackhole({ cluster: { proxies }, reached, sleep }: FaultContext): Promise<Injection> {
  const proxy = proxies[0]!;
  await reached(0.2);
  const connections = proxy.connections;
  const heldBefore = proxy.counts.heldBytes;
  proxy.hold();
  await sleep(CUT_OFF_MS);
  const heldBytes = proxy.counts.heldBytes - heldBefore;
  proxy.pass();
  return { fired: heldBytes > 0 ? connections : 0 };
}

async function reset({ cluster: { proxies }, reached, sleep }: FaultContext): Promise<Injection> {
  const proxy = proxies[1]!;
  await reached(0.2);
  const before = proxy.counts.resetConnections;
  proxy.refuse();
  await sleep(CUT_OFF_MS);
  proxy.pass();
  return { fired: proxy.counts.resetConnections - before };
}

async function slow({ cluster: { proxies }, reached, sleep }: FaultContext): Promise<Injection> {
  await reached(0.2);
  const before = proxies.map(({ counts }) => counts.delayedBytes);
  for (const proxy of proxies) proxy.pass(SLOW_EACH_WAY_MS);
  await sleep(SLOW_MS);
  for (const proxy of proxies) proxy.pass();
  return { fired: proxies.filter(({ counts }, i) => counts.delayedBytes > before[i]!).length };
}

/** While all nodes run, so that nothing but the coordinator is another. */
async function moveCoordinator({ cluster: { kafka }, groupIds, reached, sleep }: FaultContext): Promise<Injection> {
  const broker = kafka.brokers[0]!;
  const group = groupIds.validator;
  await reached(0.2);
  const before = await groupCoordinator(broker, group);
  const partition = groupPartition(group, (await partitionsOf(broker, GROUPS_TOPIC)).length);
  await moveLeader(broker, GROUPS_TOPIC, partition);
  let after = await groupCoordinator(broker, group);
  for (let waitedMs = 0; after === null && waitedMs < MOVE_MAX_MS; waitedMs += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    after = await groupCoordinator(broker, group);
  }
  return { fired: before !== null && after !== null && before !== after ? 1 : 0 };
}

export const clusterRows: readonly FaultRow[] = [
  ...[0, 1, 2].map(node =>
    row(`three brokers, node ${node + 1} killed and started again`, killLeader(node), threeNodes),
  ),
  row("three brokers, the validators' coordinator moved to another node", moveCoordinator, {
    ...threeNodes,
    replicas: { validator: 2 },
  }),
  row('three brokers, one cut off from the stages for 5 s: nothing answers', blackhole, throughProxies),
  row('three brokers, one cut off from the stages for 5 s: connections reset', reset, throughProxies),
  row('three brokers, every answer 400 ms late for 5 s', slow, throughProxies),
];
