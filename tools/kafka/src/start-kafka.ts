import type { ClusterRecord, LocalKafka, StartKafkaOptions } from './cluster-options.ts';
import { dockerAnswers, startDockerCluster } from './docker-cluster.ts';
import { freePorts } from './free-ports.ts';
import { startJavaCluster } from './java-cluster.ts';
import { signalProcess } from './process-identity.ts';
import type { NodeAddress } from './server-properties.ts';

/**
 * Starts a Kafka cluster of this process' own on loopback ports: in Docker if its engine answers, else from Kafka's own
 * jars. Resolves when every node answers and knows the others. Java nodes end with this process when it exits by itself;
 * call stop() to be sure.
 * @throws KafkaMissingError when this machine cannot run one.
 */
export async function startKafka(options: StartKafkaOptions = {}): Promise<LocalKafka> {
  const cluster = await startCluster(options);
  const { record } = cluster;
  const endWithUs = (): void => {
    if (record.kind === 'java') record.nodes.forEach(node => signalProcess(node, 'SIGKILL'));
  };
  process.once('exit', endWithUs);
  return {
    brokers: cluster.brokers,
    behindProxies: cluster.behindProxies,
    started: true,
    nodes: cluster.nodes,
    killNode: (index, signal) => cluster.killNode(index, signal),
    restartNode: index => cluster.restartNode(index),
    async stop() {
      await cluster.stop();
      process.removeListener('exit', endWithUs);
    },
  };
}

/** The brokers that KAFKA_BROKERS names (host:port, comma-separated), which stop() leaves alone; else a new cluster. */
export async function useOrStartKafka(options: StartKafkaOptions = {}): Promise<LocalKafka> {
  const given = givenBrokers();
  return given === null ? startKafka(options) : foreignKafka(given);
}

/** A cluster that outlives this process. `record` is enough to end it later. */
export async function startCluster(
  options: StartKafkaOptions,
): Promise<LocalKafka & { readonly record: ClusterRecord }> {
  const say = options.say ?? ((line: string): void => void process.stderr.write(`${line}\n`));
  const addresses = await chooseAddresses(options.nodes ?? 1, options);
  // A folder for the data asks for processes of this machine.
  const inDocker = options.dataFolder === undefined && (await dockerAnswers());
  return inDocker ? startDockerCluster(addresses, options, say) : startJavaCluster(addresses, options, say);
}

/** null when KAFKA_BROKERS is not set. */
export function givenBrokers(): string[] | null {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',').map(broker => broker.trim());
  const named = brokers.filter(broker => broker !== '');
  return named.length === 0 ? null : named;
}

export function foreignKafka(brokers: string[]): LocalKafka {
  const refuse = async (): Promise<never> => {
    throw new Error(`${brokers.join(', ')} was not started by this tool, so its nodes are not touched.`);
  };
  return {
    brokers,
    behindProxies: [],
    started: false,
    nodes: [],
    stop: async () => {},
    killNode: refuse,
    restartNode: refuse,
  };
}

async function chooseAddresses(
  count: number,
  { ports, proxyPorts }: Pick<StartKafkaOptions, 'ports' | 'proxyPorts'>,
): Promise<NodeAddress[]> {
  for (const given of [ports, proxyPorts]) {
    if (given === undefined || given.length === count) continue;
    throw new Error(`${count} node(s) need ${count} port(s); ${given.length} given.`);
  }
  const free = await freePorts(3 * count);
  return Array.from({ length: count }, (_, index) => ({
    nodeId: index + 1,
    brokerPort: ports?.[index] ?? free[index]!,
    controllerPort: free[count + index]!,
    ...(proxyPorts && { proxied: { port: free[2 * count + index]!, proxyPort: proxyPorts[index]! } }),
  }));
}
