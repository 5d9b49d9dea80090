import type { Log } from '@pixel-relay/kafka';

/** What the suite needs of a log: connections, and the few things that the port cannot do but the world does. */
export interface LogUnderTest {
  /** Another connection, as of another process. The suite closes it. */
  connect(): Promise<Log>;
  /** Deletes records below `offset`; resolves when a reader would see it. */
  deleteRecords(topic: string, partition: number, offset: number): Promise<void>;
  /** Appends offsets without anything readable, as an aborted transaction does; at least one. */
  appendUnreadable(topic: string, partition: number): Promise<void>;
  /** Ends what connect() did not start. */
  close(): Promise<void>;
}
