import { FetchRecovery } from './fetch-recovery.ts';
import { ConsumerDeadError, LogError } from './log-errors.ts';
import type { FetchPumpHandler, FetchPumpOptions } from './fetch-pump-options.ts';
import type { Fetched } from './log.ts';
import { answerArenas, PartitionAnswer } from './partition-answer.ts';
import type { PartitionPosition } from './partition-position.ts';
import { Signal } from './signal.ts';
import { unlessAborted } from './unless-aborted.ts';
import { failureOf, type BrokerFailure } from './wire/broker-failure.ts';
import { failureOfCode, offsetOutOfRange } from './wire/error-codes.ts';
import { fetchRequest } from './wire/fetch-request.ts';
import { LentResponse } from './wire/lent-response.ts';
import { renewMetadata, sendRaw, type Cluster, type WireAnswer, type WireRequest } from './wire/kafkajs.ts';
import { logRange } from './wire/list-offsets.ts';

/** A partition's error in an answer, thrown where a failed request would be. */
class PartitionFailure extends Error {
  readonly type: string;
  constructor(type: string) {
    super(type);
    this.name = 'PartitionFailure';
    this.type = type;
  }
}

/** How long partitions with nothing to do wait for those that are at work, so that one request serves all. */
const stragglerMs = 10;
/** A request that leaves out partitions at work may not keep them waiting for long when they come back. */
const partialWaitMs = 20;

/**
 * Fetches from every leader what its partitions' positions ask for, and hands it over, until stopped. A partition has at
 * most one batch at its handler or on its way, so memory is bounded by fetchMaxBytes a node and fetchMaxBytesPerPartition a
 * partition; one slow partition does not hold up the others. Brokers that go and come back are waited for.
 */
export class FetchPump<P extends PartitionPosition> {
  private readonly cluster: Cluster;
  private readonly positions: ReadonlyMap<number, P>;
  private readonly handler: FetchPumpHandler<P>;
  private readonly options: FetchPumpOptions;
  private readonly changed = new Signal();
  private readonly stopping = new AbortController();
  private readonly stopped = Promise.withResolvers<void>();
  private readonly loops = new Set<number>();
  private readonly recovery: FetchRecovery;
  private readonly arenas = answerArenas();
  private partitionCount: number;
  private paused = false;
  private rotation = 0;

  constructor(
    cluster: Cluster,
    positions: ReadonlyMap<number, P>,
    handler: FetchPumpHandler<P>,
    options: FetchPumpOptions,
  ) {
    this.cluster = cluster;
    this.positions = positions;
    this.handler = handler;
    this.options = options;
    this.recovery = new FetchRecovery(options.topic, options.clock, options.logger);
    this.partitionCount = cluster.findTopicPartitionMetadata(options.topic).length;
    for (const position of positions.values()) position.changed = () => this.changed.notify();
  }

  /** Resolves after stop(); rejects when a handler did, or when there is no going on. */
  run(): Promise<void> {
    this.followLeaders();
    return this.stopped.promise;
  }

  stop(): void {
    this.stopping.abort();
    this.changed.notify();
    this.stopped.resolve();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.changed.notify();
  }

  private fail(error: unknown): void {
    this.stopped.reject(error);
    this.stop();
  }

  /** One loop for each node that leads a partition of ours; a loop ends when its node leads none. */
  private followLeaders(): void {
    if (this.stopping.signal.aborted) return;
    for (const node of new Set(this.leaders().values())) {
      if (this.loops.has(node)) continue;
      this.loops.add(node);
      this.followNode(node)
        .catch(error => this.fail(error))
        .finally(() => {
          this.loops.delete(node);
          this.followLeaders();
        });
    }
  }

  private async followNode(node: number): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const leaders = this.leaders();
      const mine = [...this.positions.values()].filter(({ partition }) => leaders.get(partition) === node);
      if (mine.length === 0) return;
      try {
        await this.cluster.refreshMetadataIfNecessary();
        this.comparePartitions();
        if (node < 0) throw new PartitionFailure('LEADER_NOT_AVAILABLE');
        await this.fetchOnce(node, mine);
      } catch (error) {
        if (error instanceof LogError) throw error;
        await this.recover(failureOf(error));
        // The metadata may have named other leaders, which need loops of their own.
        this.followLeaders();
      }
    }
  }

  private comparePartitions(): void {
    const count = this.cluster.findTopicPartitionMetadata(this.options.topic).length;
    if (count === this.partitionCount) return;
    this.partitionCount = count;
    this.handler.partitionsChanged();
  }

  /** Leader by partition; -1 where there is none, or nothing is known. */
  private leaders(): Map<number, number> {
    const known = new Map<number, number>();
    try {
      for (const { partitionId, leader } of this.cluster.findTopicPartitionMetadata(this.options.topic)) {
        known.set(partitionId, leader);
      }
    } catch {
      // No metadata yet: all are without a leader.
    }
    return new Map([...this.positions.keys()].map(partition => [partition, known.get(partition) ?? -1]));
  }

  private async ask<T extends WireAnswer>(node: number, request: WireRequest<T>): Promise<T> {
    return sendRaw(await this.cluster.findBroker({ nodeId: node }), request);
  }

  private async fetchOnce(node: number, mine: readonly P[]): Promise<void> {
    const ready = await this.readyOf(mine);
    if (ready.length === 0) return;
    const others = mine.length > ready.length;
    const { fetchMaxWaitMs, fetchMinBytes, fetchMaxBytes, fetchMaxBytesPerPartition, topic } = this.options;
    // The broker fills the response in the order of the request: each gets to be first in turn.
    const first = this.rotation++ % ready.length;
    const asked = [...ready.slice(first), ...ready.slice(0, first)].map(position => ({
      position,
      offset: position.position,
    }));
    const request = fetchRequest({
      topic,
      partitions: asked.map(({ position, offset }) => ({ partition: position.partition, offset })),
      maxWaitMs: others ? Math.min(partialWaitMs, fetchMaxWaitMs) : fetchMaxWaitMs,
      minBytes: fetchMinBytes,
      maxBytes: fetchMaxBytes,
      maxBytesPerPartition: fetchMaxBytesPerPartition,
    });
    for (const { position } of asked) position.busy = true;
    const handedOver = new Set<P>();
    try {
      const answer = await unlessAborted(this.stopping.signal, this.ask(node, request));
      if (answer === undefined) return;
      if (answer.errorCode !== 0) throw new PartitionFailure(failureOfCode(answer.errorCode).reason);
      const response = new LentResponse(answer.payload);
      // Held until all of it was looked at: whoever got the first part may be done before the last one is opened.
      const done = response.share();
      const failures: BrokerFailure[] = [];
      for (const { position, offset } of asked) {
        const fetched = answer.partitions.find(({ partition }) => partition === position.partition);
        if (fetched === undefined || this.isObsolete(position, offset)) continue;
        if (fetched.errorCode === 0) {
          const part = new PartitionAnswer(offset, fetched, response, this.options, this.arenas);
          if (this.readOn(position, part)) handedOver.add(position);
        } else if (fetched.errorCode === offsetOutOfRange) {
          if (await this.outOfRange(node, position, offset)) handedOver.add(position);
        } else failures.push(failureOfCode(fetched.errorCode));
      }
      done();
      if (failures.length > 0) throw new PartitionFailure(failures[0]!.reason);
      this.recovery.succeeded();
    } finally {
      for (const { position } of asked) if (!handedOver.has(position)) position.busy = false;
      this.changed.notify();
    }
  }

  /** A seek, a pause or the end came while the request was under way. */
  private isObsolete(position: P, offset: number): boolean {
    return !position.live || position.position !== offset || this.paused;
  }

  /** Those that may be asked for now; empty when stopped. */
  private async readyOf(mine: readonly P[]): Promise<P[]> {
    let waitedForOthers = false;
    while (!this.stopping.signal.aborted) {
      const ready = this.paused ? [] : mine.filter(({ busy, held, live }) => !busy && held === null && live);
      if (ready.length === 0) await this.changed.next();
      else if (waitedForOthers || !mine.some(({ busy }) => busy)) return ready;
      else {
        await this.waitForStragglers(mine);
        waitedForOthers = true;
      }
    }
    return [];
  }

  private async waitForStragglers(mine: readonly P[]): Promise<void> {
    let late = false;
    const timer = this.options.clock.setTimer(stragglerMs, () => {
      late = true;
      this.changed.notify();
    });
    while (!late && !this.stopping.signal.aborted && mine.some(({ busy }) => busy)) await this.changed.next();
    timer.cancel();
  }

  /** Hands over what comes next; false when there is nothing. */
  private readOn(position: P, answer: PartitionAnswer): boolean {
    const part = answer.next(position.position);
    if (part.fetched !== null) {
      this.handOver(position, part.fetched, part.more ? () => this.readOn(position, answer) : null);
      return true;
    }
    if (part.unreadable !== null) {
      position.held = part.unreadable;
      this.handler.unreadable(position, part.unreadable);
    }
    return false;
  }

  /** `rest` goes on with what the same response still holds, if nothing has come in between. */
  private handOver(position: P, fetched: Fetched, rest: (() => boolean) | null): void {
    const moveOn = position.handOver(fetched);
    const done = Promise.resolve().then(async () => {
      await this.handler.records(position, fetched);
      moveOn();
      const goesOn =
        rest !== null && !this.stopping.signal.aborted && !this.isObsolete(position, fetched.next) && rest();
      if (goesOn) return;
      position.busy = false;
      // Whoever fetches this position by now.
      position.changed();
    });
    done.catch(error => this.fail(error));
  }

  /** Never moved silently: what was deleted is handed over as expired; what lies beyond the end is another log. */
  private async outOfRange(node: number, position: P, offset: number): Promise<boolean> {
    const { topic } = this.options;
    const { start, end } = await logRange(await this.cluster.findBroker({ nodeId: node }), topic, position.partition);
    if (this.isObsolete(position, offset)) return false;
    if (offset < start) {
      this.handOver(
        position,
        { from: offset, next: start, records: [], expired: true, end, release: () => undefined },
        null,
      );
      return true;
    }
    if (offset > end) {
      throw new ConsumerDeadError(
        `${position.topic}[${position.partition}] is read from offset ${offset}, but ends at ${end}.`,
        'The topic was deleted and made again, or this is another cluster: drain and reset the group on purpose.',
      );
    }
    return false;
  }

  private async recover(failure: BrokerFailure): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await this.recovery.pause(failure, this.stopping.signal);
    if (!this.stopping.signal.aborted) await renewMetadata(this.cluster);
  }
}
