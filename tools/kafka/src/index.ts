export type { LocalKafka, StartKafkaOptions } from './cluster-options.ts';
export { KafkaMissingError } from './kafka-missing-error.ts';
export { sharedTestKafka, stopSharedTestKafka } from './shared-kafka.ts';
export { startKafka, useOrStartKafka } from './start-kafka.ts';
