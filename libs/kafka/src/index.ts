export { connectKafka } from './connect-kafka.ts';
export { RecordBody } from './record-body.ts';
export { sendBody } from './send-body.ts';
export { writePart } from './wire/record-content.ts';
export { varintSize, writeVarint } from './wire/varint.ts';
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
  ValuePlace,
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
