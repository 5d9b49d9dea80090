import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilInCluster } from './await-cluster.ts';
import type { ClusterRecord, LocalKafka, StartKafkaOptions } from './cluster-options.ts';
import { ensureJars } from './jars.ts';
import { prepareJavaNode, startFailure, startJavaNode, type JavaNodeOptions } from './java-node.ts';
import { endProcess, isAlive, signalProcess, type ProcessIdentity } from './process-identity.ts';
import { behindProxies, serverProperties, type NodeAddress } from './server-properties.ts';

const stopGraceMs = 10_000;

/** A cluster of Java processes, from Apache Kafka's own jars. Resolves when every node answers and knows the others. */
export async function startJavaCluster(
  addresses: readonly NodeAddress[],
  options: StartKafkaOptions,
  say: (line: string) => void,
): Promise<LocalKafka & { readonly record: ClusterRecord }> {
  const jars = await ensureJars(say);
  const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'pixel-relay-kafka-')));
  const prepared = await prepare(addresses, options, jars, folder);
  const nodes: ProcessIdentity[] = await Promise.all(prepared.map(startJavaNode));
  const awaitNode = (index: number, brokers: number): Promise<void> =>
    untilInCluster(
      addresses[index]!.brokerPort,
      brokers,
      () => isAlive(nodes[index]!),
      () => startFailure(prepared[index]!.folder),
    );
  const stop = async (): Promise<void> => {
    // Data that is thrown away need not be closed well, and two of three nodes would wait for a quorum that is gone.
    const graceMs = options.dataFolder === undefined ? 0 : stopGraceMs;
    await Promise.all(nodes.map(node => endProcess(node, graceMs)));
    if (options.dataFolder === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(addresses.map((_, index) => awaitNode(index, addresses.length)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    brokers: addresses.map(({ brokerPort }) => `127.0.0.1:${brokerPort}`),
    behindProxies: behindProxies(addresses),
    started: true,
    nodes,
    record: { kind: 'java', nodes },
    stop,
    async killNode(index, signal = 'SIGKILL') {
      const node = nodes[index]!;
      signalProcess(node, signal);
      if (signal !== 'SIGKILL' && signal !== 'SIGTERM') return;
      while (isAlive(node)) await new Promise(resolve => setTimeout(resolve, 10));
    },
    async restartNode(index) {
      if (isAlive(nodes[index]!)) throw new Error(`Node ${index} is running: kill it before it is started again.`);
      nodes[index] = await startJavaNode(prepared[index]!);
      await awaitNode(index, nodes.filter(isAlive).length);
    },
  };
}

/** Nodes of one folder keep the cluster id that they were formatted with. */
async function prepare(
  addresses: readonly NodeAddress[],
  options: StartKafkaOptions,
  jars: string,
  folder: string,
): Promise<JavaNodeOptions[]> {
  const idFile = join(folder, 'cluster-id');
  const clusterId = await readFile(idFile, 'utf8').catch(newClusterId);
  const prepared = addresses.map((address): JavaNodeOptions => {
    const nodeFolder = join(folder, `node-${address.nodeId}`);
    const properties = serverProperties(address, addresses, join(nodeFolder, 'data'), options.configOverrides);
    const { heapMiB = 512, quickStart = false } = options;
    return { jars, folder: nodeFolder, clusterId, properties, heapMiB, quickStart };
  });
  await Promise.all(prepared.map(prepareJavaNode));
  await writeFile(idFile, clusterId);
  return prepared;
}

/** Never one that begins with a dash, which Kafka's storage tool would take for a flag. */
function newClusterId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
