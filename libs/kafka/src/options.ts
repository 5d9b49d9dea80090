import type { ConnectionOptions } from 'node:tls';
import type { Clock } from '@pixel-relay/clock';

export type KafkaSasl =
  | {
      readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
      readonly username: string;
      readonly password: string;
    }
  | {
      readonly mechanism: 'oauthbearer';
      /** asked again for every new connection */
      readonly token: () => Promise<string>;
    };

/** Told what the client does by itself. `warn`: something that a person may want to know; `debug`: the client's own lines. */
export type KafkaLogger = (level: 'debug' | 'warn', message: string, fields: Readonly<Record<string, unknown>>) => void;

export interface ConnectKafkaOptions {
  /** host:port; one that answers is enough */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** put before every topic's name here, and taken off again: callers never see it */
  readonly topicPrefix?: string;
  readonly tls?: boolean | ConnectionOptions;
  readonly sasl?: KafkaSasl;
  readonly connectionTimeoutMs: number;
  /** How long a broker may take to answer an operator's request; 30,000 when left out. */
  readonly requestTimeoutMs?: number;
  /** New partitions are seen, and moved leaders even without a failure, after this at the latest; 60,000 when left out. */
  readonly metadataMaxAgeMs?: number;
  /**
   * How far one compressed batch may grow. One that would grow further holds its partition (see GroupHandler.unreadable).
   */
  readonly maxDecompressedBytes: number;
  /**
   * Whether each batch read is held against its checksum; a wrong one holds its partition. Left out: no, since brokers check
   * what they take, and it costs a microsecond a KiB.
   */
  readonly checkCrc?: boolean;
  readonly clock: Clock;
  readonly logger?: KafkaLogger;
}
