import type { LogProducer } from './log.ts';
import type { RecordBody } from './record-body.ts';

/** Takes records that were put together by whoever sends them, as `send` takes records. */
export interface BodyProducer extends LogProducer {
  /** The body is free to be used again when this returns. */
  sendBody(topic: string, partition: number, body: RecordBody): Promise<{ baseOffset: number }>;
}

/**
 * Sends the body, which is free to be used again when this returns: as it is where the producer takes such, and record by
 * record where it does not, as those that stand between a stage and Kafka (crash points, the in-memory log) do not.
 */
export function sendBody(
  producer: LogProducer,
  topic: string,
  partition: number,
  body: RecordBody,
): Promise<{ baseOffset: number }> {
  if ('sendBody' in producer) return (producer as BodyProducer).sendBody(topic, partition, body);
  return producer.send(topic, partition, body.toRecords());
}
