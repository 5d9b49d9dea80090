export { connectKafka } from './connect-kafka.ts';
export { DelegatingLease } from './delegating-lease.ts';
export type { ConnectKafkaOptions, KafkaLogger, KafkaSasl } from './options.ts';
export type {
  Committed,
  Compression,
  ConsumeOptions,
  Fetched,
  GroupConsumer,
  GroupHandler,
  Lease,
  Log,
  LogAdmin,
  LogProducer,
  LogRecord,
  OutgoingRecord,
  ProducerOptions,
  RecordHeaders,
  TailOptions,
  TopicDeclaration,
  TopicDescription,
  TopicPartition,
  TopicTail,
  UnreadableRange,
} from './log.ts';
export {
  BrokerUnreachableError,
  CommitRefusedError,
  ConsumerDeadError,
  LeaseDeadError,
  LogError,
  SendRefusedError,
  SendUnknownError,
  TopicMissingError,
} from './log-errors.ts';
