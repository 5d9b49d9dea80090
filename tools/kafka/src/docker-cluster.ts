import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { untilInCluster } from './await-cluster.ts';
import type { ClusterRecord, LocalKafka, StartKafkaOptions } from './cluster-options.ts';
import { kafkaVersion } from './folders.ts';
import { KafkaMissingError } from './kafka-missing-error.ts';
import { behindProxies, serverProperties, type NodeAddress } from './server-properties.ts';

const run = promisify(execFile);
const image = `apache/kafka:${kafkaVersion}`;
const internalPort = 19_092;
const controllerPort = 19_093;

/** Whether a Docker engine answers, not only whether its command is there. */
export async function dockerAnswers(): Promise<boolean> {
  return run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}

/**
 * Arguments of `docker run` for one node. Clients come through the published loopback port; nodes talk to each other by
 * container name. The image takes server properties from its environment.
 */
export function dockerRunArguments(
  name: string,
  network: string,
  address: NodeAddress,
  addresses: readonly NodeAddress[],
  options: StartKafkaOptions,
): string[] {
  const container = ({ nodeId }: NodeAddress): string => `${network}-${nodeId}`;
  const { brokerPort, proxied } = address;
  const published = [brokerPort, ...(proxied === undefined ? [] : [proxied.port])];
  const properties = {
    ...serverProperties(address, addresses, '/tmp/kafka-data'),
    'controller.quorum.voters': addresses.map(peer => `${peer.nodeId}@${container(peer)}:${controllerPort}`).join(','),
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,PROXIED:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INTERNAL',
    listeners: [
      `BROKER://0.0.0.0:${brokerPort}`,
      ...(proxied === undefined ? [] : [`PROXIED://0.0.0.0:${proxied.port}`]),
      `INTERNAL://0.0.0.0:${internalPort}`,
      `CONTROLLER://0.0.0.0:${controllerPort}`,
    ].join(','),
    'advertised.listeners': [
      `BROKER://127.0.0.1:${brokerPort}`,
      ...(proxied === undefined ? [] : [`PROXIED://127.0.0.1:${proxied.proxyPort}`]),
      `INTERNAL://${name}:${internalPort}`,
    ].join(','),
    ...options.configOverrides,
  };
  const environment = Object.entries(properties).map(
    ([key, value]) => `KAFKA_${key.toUpperCase().replaceAll('.', '_')}=${value}`,
  );
  environment.push(`KAFKA_HEAP_OPTS=-Xmx${options.heapMiB ?? 512}m`);
  return [
    ...['run', '--detach', '--name', name, '--network', network],
    ...published.flatMap(port => ['--publish', `127.0.0.1:${port}:${port}`]),
    ...environment.flatMap(line => ['--env', line]),
    image,
  ];
}

/** A cluster of containers. Its data goes with it. Resolves when every node answers and knows the others. */
export async function startDockerCluster(
  addresses: readonly NodeAddress[],
  options: StartKafkaOptions,
  say: (line: string) => void,
): Promise<LocalKafka & { readonly record: ClusterRecord }> {
  if (options.dataFolder !== undefined) {
    throw new Error('A data folder needs Kafka as a process of this machine; stop Docker, or leave the folder out.');
  }
  const network = `pixel-relay-kafka-${addresses[0]!.brokerPort}`;
  const containers = addresses.map(({ nodeId }) => `${network}-${nodeId}`);
  const record = { kind: 'docker', containers, network } as const;
  say(`Starting ${image} in Docker, which downloads the image if it is not there yet`);
  const inspectPid = async (name: string): Promise<{ pid: number }> => ({
    pid: Number(await docker('inspect', '--format', '{{.State.Pid}}', name)),
  });
  const awaitNode = (index: number, brokers: number): Promise<void> =>
    untilInCluster(
      addresses[index]!.brokerPort,
      brokers,
      () => true,
      async () => new KafkaMissingError(`The broker did not start: docker logs ${containers[index]} says why.`),
    );
  try {
    await docker('network', 'create', network);
    for (const [index, name] of containers.entries()) {
      await docker(...dockerRunArguments(name, network, addresses[index]!, addresses, options));
    }
    await Promise.all(addresses.map((_, index) => awaitNode(index, addresses.length)));
  } catch (error) {
    await stopDockerCluster(record);
    throw error;
  }
  const nodes = await Promise.all(containers.map(inspectPid));
  return {
    brokers: addresses.map(({ brokerPort }) => `127.0.0.1:${brokerPort}`),
    behindProxies: behindProxies(addresses),
    started: true,
    nodes,
    record,
    stop: () => stopDockerCluster(record),
    async killNode(index, signal = 'SIGKILL') {
      await docker('kill', '--signal', signal, containers[index]!);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await docker('wait', containers[index]!);
    },
    async restartNode(index) {
      await docker('start', containers[index]!);
      nodes[index] = await inspectPid(containers[index]!);
      const running = await docker('ps', '--quiet', '--filter', `network=${network}`);
      await awaitNode(index, running.split('\n').length);
    },
  };
}

export async function stopDockerCluster({ containers, network }: ClusterRecord & { kind: 'docker' }): Promise<void> {
  await run('docker', ['rm', '--force', '--volumes', ...containers]).catch(() => {});
  await run('docker', ['network', 'rm', network]).catch(() => {});
}

async function docker(...args: string[]): Promise<string> {
  try {
    return (await run('docker', args, { timeout: 600_000 })).stdout.trim();
  } catch (error) {
    throw new KafkaMissingError(
      `docker ${args[0]} failed: ${String((error as { stderr?: string }).stderr ?? error).trim()}`,
      error,
    );
  }
}
