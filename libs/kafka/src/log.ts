/**
 * The log as the stages see it: what libs/stage, the table of subscriptions and the tools may ask of Kafka, and nothing
 * of any client. Two things implement it: kafkajs (this library) and the in-memory log of libs/testing.
 *
 * Offsets are plain numbers (below 2**53). Bytes are Buffers. Nothing here retries silently past what its comment says.
 */

/** Header values are bytes; a repeated header keeps all its values, in order. */
export type RecordHeaders = Readonly<Record<string, Buffer | readonly Buffer[]>>;

/** Its members may be getters: a copy by `{ ...record }` has not all of them. */
export interface LogRecord {
  readonly offset: number;
  readonly timestampMs: number;
  readonly key: Buffer | null;
  /** null: a tombstone */
  readonly value: Buffer | null;
  readonly headers: RecordHeaders;
  /** Where the value lies, for who takes in much: to ask for `value` makes a Buffer. Absent: it is a Buffer already. */
  readonly place?: ValuePlace;
}

/** The value is memory.subarray(valueStart, valueEnd); valueEnd < valueStart: there is none. */
export interface ValuePlace {
  readonly memory: Buffer;
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface OutgoingRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** nothing else lies in the value's buffer: what is around it may be written to, which spares a copy */
  readonly alone?: boolean;
  readonly headers?: RecordHeaders;
  readonly timestampMs?: number;
}

export type Compression = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface Committed {
  /** next offset to take */
  readonly offset: number;
  /** '' when the commit carried none */
  readonly metadata: string;
}

/** One connection to one cluster. */
export interface Log {
  readonly admin: LogAdmin;
  /** Joins a group. Resolves when the first join completed and `joined` has returned. */
  consume(options: ConsumeOptions, handler: GroupHandler): Promise<GroupConsumer>;
  /** Reads every partition of a topic from its start, without a group, and goes on as records arrive. */
  tail(options: TailOptions): Promise<TopicTail>;
  producer(options: ProducerOptions): Promise<LogProducer>;
  /** Ends what this object started. */
  close(): Promise<void>;
}

export interface ConsumeOptions {
  readonly groupId: string;
  readonly topic: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  /** how long the broker may hold a fetch that has nothing to return */
  readonly fetchMaxWaitMs: number;
  /** how much there must be before a fetch is answered earlier than fetchMaxWaitMs; 1 when left out */
  readonly fetchMinBytes?: number;
  /** of one hand-over, compressed and decompressed, unless its first batch alone is larger */
  readonly fetchMaxBytesPerPartition: number;
  readonly fetchMaxBytes: number;
}

/**
 * One membership of one partition: from one join of the group to the next, or to its end. Every join makes new leases,
 * for kept partitions too. A dead lease is dead for good: its commit rejects with LeaseDeadError and its seek does
 * nothing, whatever has happened since.
 */
export interface Lease extends TopicPartition {
  /** counts the joins of this consumer; only ever compared */
  readonly generation: number;
  /** what the group had committed when this lease began; null: nothing */
  readonly committed: Committed | null;
  /** false for good once the membership ended: a rejoin, a lost session, a stop */
  readonly live: boolean;
  /** monotonic time of the last heartbeat that the coordinator answered well */
  readonly lastHeartbeatMs: number;
  /** the offset that the next fetched batch must start from; the holder sets it before `joined` returns */
  readonly position: number;
  seek(offset: number): void;
  /**
   * Liveness is checked and the request handed to the client in the same tick. A coordinator that moved or does not answer
   * is asked again, with the same check, for at most a session timeout. Rejects with LeaseDeadError when the membership has
   * ended, CommitRefusedError when the broker will not take it, BrokerUnreachableError when it is not known to be committed.
   */
  commit(offset: number, metadata: string): Promise<void>;
}

/** What one fetch gave one partition: an account of every offset in [from, next), whether or not a record is there. */
export interface Fetched {
  /** equals the lease's position when it was handed over */
  readonly from: number;
  readonly next: number;
  /** those in [from, next) that exist and are readable, in order; control records and aborted ones are not among them */
  readonly records: readonly LogRecord[];
  /** offsets in [from, next) that the log had already deleted when they were asked for; records is then empty */
  readonly expired: boolean;
  /** end of the readable log as the broker said it */
  readonly end: number;
  /**
   * Lets the bytes behind the records be used again; from then on nobody may look at a key, value or header of them. For
   * who takes in much: what is never released is left to the garbage collector. A second call does nothing.
   */
  release(): void;
}

export interface GroupHandler {
  /** The group (re)joined. All earlier leases are dead. Nothing is fetched until it resolves. */
  joined(leases: readonly Lease[]): Promise<void>;
  /**
   * Called for one partition at a time, in order of offsets; other partitions concurrently. The next batch of the
   * partition is fetched when it resolves, from `fetched.next` (or from where `seek` put it meanwhile). A rejection
   * ends the consumer (`ended` rejects with it).
   */
  records(lease: Lease, fetched: Fetched): Promise<void>;
  /**
   * The group wants to rebalance, or the consumer stops. Leases are still live and may commit until it resolves; then
   * they die. Bounded by the handler itself. Not called when the membership is already lost.
   */
  revoking(leases: readonly Lease[]): Promise<void>;
  /**
   * What starts at the lease's position cannot be read: it is larger than allowed when decompressed, damaged, or of an
   * unknown codec. The partition is held, all others go on, until `lease.seek(range.next)` passes it over on purpose. Called
   * once a lease, and again by the next lease if it is still so.
   */
  unreadable?(lease: Lease, range: UnreadableRange): void;
}

export interface UnreadableRange {
  /** equals the lease's position */
  readonly from: number;
  /** the first offset after it */
  readonly next: number;
  /** why, without any of the data */
  readonly reason: string;
}

export interface GroupConsumer {
  /** Leases of the latest join that are live. */
  readonly leases: readonly Lease[];
  /** Stops and resumes fetching of all partitions, through rebalances. */
  pause(): void;
  resume(): void;
  /** Calls `revoking`, then leaves the group. */
  stop(): Promise<void>;
  /** Resolves after stop(); rejects when the consumer ended by itself and cannot go on. */
  readonly ended: Promise<void>;
}

export interface TailOptions {
  readonly topic: string;
  /** Called in order within a partition. A rejection ends the tail. */
  readonly onRecords: (partition: number, records: readonly LogRecord[]) => void | Promise<void>;
}

export interface TopicTail {
  /** Resolves when everything that was in the topic when the tail began has been handed over. */
  readonly caughtUp: Promise<void>;
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export interface ProducerOptions {
  readonly compression: Compression;
  /** how long one send may take, retries included, before it rejects */
  readonly sendTimeoutMs: number;
}

export interface LogProducer {
  /**
   * Appends the records to one partition, acknowledged by all in-sync replicas. Rejected: not known whether they are in
   * the log (SendUnknownError) or known not to be (SendRefusedError). Callers keep one send per partition in flight;
   * a second one rejects.
   */
  send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<{ baseOffset: number }>;
  close(): Promise<void>;
}

export interface TopicDeclaration {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

export interface TopicDescription {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor: number;
}

export interface LogAdmin {
  clusterId(): Promise<string>;
  /** null for each that does not exist */
  describe(topics: readonly string[]): Promise<Map<string, TopicDescription | null>>;
  topics(): Promise<string[]>;
  /** Creates those that are missing; returns their names. Resolves when they can be written to. */
  ensure(topics: readonly TopicDeclaration[]): Promise<string[]>;
  /** Resolves when they are gone; those that were not there do not matter. */
  remove(topics: readonly string[]): Promise<void>;
  /** per partition: first offset still in the log, and the next to be written */
  offsets(
    topic: string,
  ): Promise<readonly { readonly partition: number; readonly start: number; readonly end: number }[]>;
  /** per partition; null where the group never committed */
  committed(groupId: string, topic: string): Promise<ReadonlyMap<number, Committed | null>>;
  removeGroup(groupId: string): Promise<void>;
}
