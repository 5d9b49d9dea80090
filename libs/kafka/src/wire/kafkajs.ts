import net from 'node:net';
import tls from 'node:tls';
import { Kafka, logLevel, type KafkaConfig, type PartitionMetadata } from 'kafkajs';
import kafkajsPackage from 'kafkajs/package.json' with { type: 'json' };
import type { ConnectKafkaOptions, KafkaSasl } from '../options.ts';
import { failureOf, halfConnected } from './broker-failure.ts';
import { patchKafkajs } from './patches/patch-kafkajs.ts';

/**
 * What this library uses of kafkajs: connections, metadata and the admin client by its public API; of what lies below,
 * only `connectionPool.send` and the methods of Broker that are declared here. Its Consumer and Producer are not used:
 * group membership, positions, commits and sends have rules of our own (README.md). These inner parts may change with any
 * version, so only one is accepted.
 */
const testedVersion = '2.2.4';

interface GroupMember {
  readonly memberId: string;
  readonly memberMetadata: Buffer;
}

/** What every answer begins or ends with. */
export interface WireAnswer {
  /** ms that the broker asks to wait for; kafkajs obeys it */
  readonly clientSideThrottleTime: number;
}

/** One request on the wire, for a connection that sends in place. */
export interface WireRequest<T extends WireAnswer> {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  /** what follows the request's header; must stay as it is until there is an answer */
  readonly parts: readonly Buffer[];
  decode(payload: Buffer): T;
  readonly requestTimeout?: number;
}

/** As it goes through kafkajs' pool of connections, which chooses by the key. */
export interface WireRequestInPlace<T extends WireAnswer> {
  readonly request: { readonly apiKey: number };
  readonly inPlace: WireRequest<T>;
}

interface CommittedPartition {
  readonly partition: number;
  readonly offset: string;
  readonly metadata: string | null;
}

/** Connections to a cluster's nodes, and the metadata of the topics that were asked for. */
export interface Cluster {
  /** topics whose metadata is asked for */
  readonly targetTopics: Set<string>;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadata(): Promise<void>;
  refreshMetadataIfNecessary(): Promise<void>;
  /** throws while nothing is known; empty for a topic that was not asked for */
  findTopicPartitionMetadata(topic: string): readonly PartitionMetadata[];
  findBroker(node: { nodeId: number }): Promise<Node>;
  findGroupCoordinator(group: { groupId: string }): Promise<Node>;
}

/** A connected node. Group requests go to the coordinator; fetches have a connection of their own. */
export interface Node {
  isConnected(): boolean;
  disconnect(): Promise<void>;
  readonly connectionPool: {
    send<T extends WireAnswer>(request: WireRequestInPlace<T>): Promise<T>;
  };
  joinGroup(request: {
    groupId: string;
    sessionTimeout: number;
    rebalanceTimeout: number;
    memberId: string;
    groupProtocols: { name: string; metadata: Buffer }[];
  }): Promise<{ generationId: number; leaderId: string; memberId: string; members: readonly GroupMember[] }>;
  syncGroup(request: {
    groupId: string;
    generationId: number;
    memberId: string;
    groupAssignment: { memberId: string; memberAssignment: Buffer }[];
  }): Promise<{ memberAssignment: Buffer }>;
  heartbeat(request: { groupId: string; groupGenerationId: number; memberId: string }): Promise<unknown>;
  leaveGroup(request: { groupId: string; memberId: string }): Promise<unknown>;
  offsetCommit(request: {
    groupId: string;
    groupGenerationId: number;
    memberId: string;
    topics: { topic: string; partitions: { partition: number; offset: string; metadata: string }[] }[];
  }): Promise<unknown>;
  offsetFetch(request: {
    groupId: string;
    topics: { topic: string; partitions: { partition: number }[] }[];
  }): Promise<{ responses: readonly { topic: string; partitions: readonly CommittedPartition[] }[] }>;
  listOffsets(request: {
    isolationLevel: number;
    topics: { topic: string; partitions: { partition: number; timestamp: number }[] }[];
  }): Promise<{ responses: readonly { partitions: readonly { partition: number; offset: string }[] }[] }>;
}

/** How often kafkajs itself tries again. Low, since every caller here has a loop of its own that knows when to stop. */
const clientRetry = { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 };

/** @throws Error when another version of kafkajs is installed than the one whose inner parts this library knows */
export function newKafka(options: ConnectKafkaOptions, requestTimeoutMs: number): Kafka {
  if (kafkajsPackage.version !== testedVersion) {
    throw new Error(
      `kafkajs ${kafkajsPackage.version} is installed, but @pixel-relay/kafka relies on inner parts of ${testedVersion}. ` +
        'Pin that version, or check wire/kafkajs.ts against the new one and change testedVersion.',
    );
  }
  patchKafkajs();
  const { logger } = options;
  const config: KafkaConfig = {
    brokers: [...options.brokers],
    clientId: options.clientId,
    connectionTimeout: options.connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry: clientRetry,
    logLevel: logger === undefined ? logLevel.NOTHING : logLevel.WARN,
    // What matters of these lines this library says itself; a broker that is away would otherwise fill the log.
    logCreator: () => entry => {
      const { message, ...fields } = entry.log;
      logger?.('debug', `kafkajs: ${message}`, { ...fields, logger: entry.namespace });
    },
    socketFactory: openSocket,
  };
  if (options.tls !== undefined) config.ssl = options.tls;
  if (options.sasl !== undefined) config.sasl = saslOf(options.sasl);
  return new Kafka(config);
}

/** A cluster view of its own: connections, and metadata of the topics that its holder asks for. */
export function newCluster(options: ConnectKafkaOptions, requestTimeoutMs: number): Cluster {
  let cluster: Cluster | undefined;
  // The one public way to a Cluster is the argument of an assigner. The consumer made here is never run.
  newKafka(options, requestTimeoutMs).consumer({
    groupId: 'unused',
    allowAutoTopicCreation: false,
    metadataMaxAge: options.metadataMaxAgeMs ?? 60_000,
    partitionAssigners: [
      config => {
        cluster = config.cluster as unknown as Cluster;
        return {
          name: '',
          version: 0,
          assign: async () => [],
          protocol: () => ({ name: '', metadata: Buffer.alloc(0) }),
        };
      },
    ],
  });
  return cluster!;
}

/** Asks for the metadata after a failure. Never rejects: who called tries again anyhow, and finds out then. */
export async function renewMetadata(cluster: Cluster): Promise<void> {
  try {
    await cluster.refreshMetadata();
  } catch (error) {
    // Only new connections help: kafkajs would use the half-open one for ever.
    if (failureOf(error).reason === halfConnected) await cluster.disconnect().catch(() => {});
  }
}

/** Sends a request of our own encoding; like kafkajs, drops the connections of a node that closed one. */
export async function sendRaw<T extends WireAnswer>(node: Node, request: WireRequest<T>): Promise<T> {
  try {
    return await node.connectionPool.send({ request: { apiKey: request.apiKey }, inPlace: request });
  } catch (error) {
    if ((error as Error).name === 'KafkaJSConnectionClosedError') await node.disconnect();
    throw error;
  }
}

function openSocket({
  host,
  port,
  ssl,
  onConnect,
}: {
  host: string;
  port: number;
  ssl?: tls.ConnectionOptions;
  onConnect: () => void;
}): net.Socket {
  const socket = ssl
    ? tls.connect({ host, port, ...(net.isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
    : net.connect({ host, port }, onConnect);
  // Requests are written whole: waiting for more to send only delays them.
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);
  // kafkajs ends a dead socket again at every try to reach its node, and each adds a listener until there is a new one.
  socket.setMaxListeners(0);
  return socket;
}

function saslOf(sasl: KafkaSasl): NonNullable<KafkaConfig['sasl']> {
  if (sasl.mechanism === 'oauthbearer') {
    return { mechanism: 'oauthbearer', oauthBearerProvider: async () => ({ value: await sasl.token() }) };
  }
  const { mechanism, username, password } = sasl;
  // Spelt out for the client's types, which know each mechanism alone.
  if (mechanism === 'plain') return { mechanism, username, password };
  if (mechanism === 'scram-sha-256') return { mechanism, username, password };
  return { mechanism, username, password };
}
