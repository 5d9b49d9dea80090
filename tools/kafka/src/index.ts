export type { LocalKafka, StartKafkaOptions } from './cluster-options.ts';
export { groupCoordinator, groupPartition } from './group-coordinator.ts';
export { KafkaMissingError } from './kafka-missing-error.ts';
export { moveLeader } from './move-leader.ts';
export { partitionsOf, type PartitionState } from './partition-states.ts';
export { sharedTestKafka, stopSharedTestKafka } from './shared-kafka.ts';
export { startKafka, useOrStartKafka } from './start-kafka.ts';
