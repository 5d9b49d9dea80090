import { BrokerUnreachableError, LogError } from '../log-errors.ts';

/** What a failed request means for who sent it. Closed: every caller decides over all of them. */
export type FailureKind =
  /** the group wants its members to join again; this membership still holds */
  | 'rebalance'
  /** this membership is over */
  | 'fenced'
  /** ask for the group's coordinator again */
  | 'coordinator_moved'
  /** ask for the metadata again */
  | 'leader_moved'
  /** the topic or partition is not there, or not yet known everywhere */
  | 'topic_missing'
  /** no connection, or it broke, or no answer in time: the request may have been carried out */
  | 'unreachable'
  /** the request may have been carried out, but not as asked: replicas did not confirm */
  | 'unconfirmed'
  /** not carried out, and may be later: too few replicas */
  | 'not_now'
  /** not carried out, and never will be as it is */
  | 'refused'
  | 'denied'
  /** nothing that this library knows: a bug here or in the client */
  | 'unexpected';

export interface BrokerFailure {
  readonly kind: FailureKind;
  /** name of the protocol's error, or the client's name for it; for messages and logs */
  readonly reason: string;
}

const kindOfType: Readonly<Record<string, FailureKind>> = {
  REBALANCE_IN_PROGRESS: 'rebalance',
  UNKNOWN_MEMBER_ID: 'fenced',
  ILLEGAL_GENERATION: 'fenced',
  FENCED_INSTANCE_ID: 'fenced',
  NOT_COORDINATOR_FOR_GROUP: 'coordinator_moved',
  GROUP_COORDINATOR_NOT_AVAILABLE: 'coordinator_moved',
  GROUP_LOAD_IN_PROGRESS: 'coordinator_moved',
  NOT_LEADER_FOR_PARTITION: 'leader_moved',
  LEADER_NOT_AVAILABLE: 'leader_moved',
  FENCED_LEADER_EPOCH: 'leader_moved',
  UNKNOWN_LEADER_EPOCH: 'leader_moved',
  REPLICA_NOT_AVAILABLE: 'leader_moved',
  KAFKA_STORAGE_ERROR: 'leader_moved',
  OFFSET_NOT_AVAILABLE: 'leader_moved',
  BROKER_NOT_AVAILABLE: 'leader_moved',
  NOT_CONTROLLER: 'leader_moved',
  STALE_BROKER_EPOCH: 'leader_moved',
  UNKNOWN_TOPIC_OR_PARTITION: 'topic_missing',
  NETWORK_EXCEPTION: 'unreachable',
  REQUEST_TIMED_OUT: 'unconfirmed',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'unconfirmed',
  NOT_ENOUGH_REPLICAS: 'not_now',
  UNSTABLE_OFFSET_COMMIT: 'not_now',
  MESSAGE_TOO_LARGE: 'refused',
  RECORD_LIST_TOO_LARGE: 'refused',
  INVALID_TIMESTAMP: 'refused',
  INVALID_RECORD: 'refused',
  CORRUPT_MESSAGE: 'refused',
  UNSUPPORTED_COMPRESSION_TYPE: 'refused',
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 'refused',
  INVALID_REQUIRED_ACKS: 'refused',
  INVALID_TOPIC_EXCEPTION: 'refused',
  POLICY_VIOLATION: 'refused',
  OFFSET_METADATA_TOO_LARGE: 'refused',
  INVALID_COMMIT_OFFSET_SIZE: 'refused',
  INVALID_GROUP_ID: 'refused',
  INVALID_SESSION_TIMEOUT: 'refused',
  INCONSISTENT_GROUP_PROTOCOL: 'refused',
  GROUP_MAX_SIZE_REACHED: 'refused',
  INVALID_PARTITIONS: 'refused',
  INVALID_REPLICATION_FACTOR: 'refused',
  INVALID_CONFIG: 'refused',
  TOPIC_AUTHORIZATION_FAILED: 'denied',
  GROUP_AUTHORIZATION_FAILED: 'denied',
  CLUSTER_AUTHORIZATION_FAILED: 'denied',
  SASL_AUTHENTICATION_FAILED: 'denied',
  UNSUPPORTED_SASL_MECHANISM: 'denied',
};

/** The client's own errors, which carry no protocol type. */
const kindOfName: Readonly<Record<string, FailureKind>> = {
  KafkaJSGroupCoordinatorNotFound: 'coordinator_moved',
  KafkaJSBrokerNotFound: 'leader_moved',
  KafkaJSMetadataNotLoaded: 'leader_moved',
  KafkaJSTopicMetadataNotLoaded: 'leader_moved',
  KafkaJSConnectionError: 'unreachable',
  KafkaJSConnectionClosedError: 'unreachable',
  KafkaJSRequestTimeoutError: 'unreachable',
  KafkaJSLockTimeout: 'unreachable',
  KafkaJSSASLAuthenticationError: 'denied',
};

/**
 * kafkajs' word for a node that accepted a connection and did not answer its first request. It takes such a node for
 * connected, and never asks again: see renewMetadata.
 */
export const halfConnected = 'Broker not connected';

/** Looks through the client's wrappers ("retries exceeded" and the like) for the error that says most. */
export function failureOf(error: unknown): BrokerFailure {
  let candidate = error;
  for (let depth = 0; candidate != null && depth < 8; depth++) {
    const { type, name, message, cause } = fieldsOf(candidate);
    const kind = kindOfType[type] ?? kindOfName[name];
    if (kind !== undefined) return { kind, reason: type === '' ? `${name}: ${message}` : type };
    candidate = cause;
  }
  const { type, name, message } = fieldsOf(error);
  if (message === halfConnected) return { kind: 'unreachable', reason: message };
  return { kind: 'unexpected', reason: [type || name, message].filter(part => part !== '').join(': ') };
}

function fieldsOf(error: unknown): { type: string; name: string; message: string; cause: unknown } {
  const { type, name, message, cause } = (error ?? {}) as Record<'type' | 'name' | 'message' | 'cause', unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { type: text(type), name: text(name), message: text(message), cause };
}

/** For requests of an operator or a start-up: a plain line instead of the client's error. */
export function plainError(error: unknown, doing: string): LogError | Error {
  if (error instanceof LogError) return error;
  const { kind, reason } = failureOf(error);
  if (kind === 'unreachable' || kind === 'leader_moved' || kind === 'coordinator_moved') {
    return new BrokerUnreachableError(
      `Kafka did not answer while ${doing} (${reason}).`,
      'Check the brokers option, the network and that the brokers run.',
      error,
    );
  }
  return new Error(`Kafka refused ${doing}: ${reason}`, { cause: error });
}
