/** Where one node of a local cluster listens. Loopback only. */
export interface NodeAddress {
  readonly nodeId: number;
  readonly brokerPort: number;
  readonly controllerPort: number;
  /** another listener, whose clients are told to come back by `proxyPort` */
  readonly proxied?: { readonly port: number; readonly proxyPort: number };
}

/** Where each node waits for what its proxy lets through. */
export const behindProxies = (addresses: readonly NodeAddress[]): number[] =>
  addresses.flatMap(({ proxied }) => proxied?.port ?? []);

/** Room for a raw record of 64 MiB wrapped into a dead letter. */
const recordBytesMax = 68 * 1024 * 1024;

/**
 * server.properties of one node (broker and controller in one process, KRaft). Every node can be lost but the majority of
 * three; one node alone replicates nothing. Small internal topics and no delays: a cluster for one machine.
 */
export function serverProperties(
  node: NodeAddress,
  cluster: readonly NodeAddress[],
  dataFolder: string,
  overrides: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const replicas = String(Math.min(cluster.length, 3));
  const inSync = cluster.length >= 3 ? '2' : '1';
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.nodeId),
    'controller.quorum.voters': cluster.map(peer => `${peer.nodeId}@127.0.0.1:${peer.controllerPort}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'BROKER',
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT',
    listeners: [
      `BROKER://127.0.0.1:${node.brokerPort}`,
      ...(node.proxied === undefined ? [] : [`PROXIED://127.0.0.1:${node.proxied.port}`]),
      `CONTROLLER://127.0.0.1:${node.controllerPort}`,
    ].join(','),
    'advertised.listeners': [
      `BROKER://127.0.0.1:${node.brokerPort}`,
      ...(node.proxied === undefined ? [] : [`PROXIED://127.0.0.1:${node.proxied.proxyPort}`]),
    ].join(','),
    'log.dirs': dataFolder,
    // A mistyped topic is an error, not a new topic.
    'auto.create.topics.enable': 'false',
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    // The first member of a group need not wait for others, and tests may lose a session quickly.
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '500',
    'message.max.bytes': String(recordBytesMax),
    'replica.fetch.max.bytes': String(recordBytesMax),
    // A killed node is missed, and may come back, after this; by default 9 s.
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    // Compaction in half a second rather than a quarter of a minute.
    'log.cleaner.backoff.ms': '500',
    // By default a quarter of the small heap.
    'log.cleaner.dedupe.buffer.size': String(16 * 1024 * 1024),
    'num.network.threads': '2',
    'num.io.threads': '4',
    ...overrides,
  };
}

export function formatProperties(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
