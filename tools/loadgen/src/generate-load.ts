import { EventStream } from './event-stream.ts';
import { ExpectationWriter } from './expectations.ts';
import { type LoadOptions, type ResolvedLoadOptions, resolveLoadOptions } from './load-options.ts';
import { LoadCount, type LoadReport } from './load-report.ts';
import { LoadSchedule } from './load-schedule.ts';
import { nastyRecords } from './nasty-records.ts';
import { PartitionLane } from './partition-lane.ts';

/** made without a look at anything else, so that acknowledgements are not kept waiting (about 2 ms) */
const SLICE_EVENTS = 150;
const TICK_MS = 10;
const PROGRESS_EVERY_MS = 250;

/**
 * Writes storefront events to the raw topic and, if asked, what should become of each to a file. Resolves when
 * everything made is acknowledged. Rejects with LoadOptionError, with the file system's error, or with the log's error
 * once a partition has refused `failedSendsMax` sends in a row.
 */
export async function generateLoad(options: LoadOptions): Promise<LoadReport> {
  const load = resolveLoadOptions(options);
  const stream = new EventStream(load);
  const expectations = load.expectFile === undefined ? null : await ExpectationWriter.open(load.expectFile);
  try {
    const producer = await load.log.producer({ compression: load.compression, sendTimeoutMs: load.sendTimeoutMs });
    try {
      const run = new LoadRun(load, stream, expectations, partition => ({ ...load, partition, producer }));
      return await run.complete();
    } finally {
      await producer.close();
    }
  } finally {
    await expectations?.close();
  }
}

type LaneSettings = Omit<ConstructorParameters<typeof PartitionLane>[0], 'settled'>;

/** One load from start to report. */
class LoadRun {
  readonly #load: ResolvedLoadOptions;
  readonly #stream: EventStream;
  readonly #lanes: readonly PartitionLane[];
  readonly #count = new LoadCount();
  readonly #startMs: number;
  readonly #schedule: LoadSchedule;
  #made = 0;
  #pending = 0;
  #behindMaxMs = 0;
  #failure: { readonly error: unknown } | null = null;
  #lastProgress = { atMs: 0, acknowledged: 0 };

  constructor(
    load: ResolvedLoadOptions,
    stream: EventStream,
    expectations: ExpectationWriter | null,
    laneSettings: (partition: number) => LaneSettings,
  ) {
    this.#load = load;
    this.#stream = stream;
    this.#startMs = load.clock.monotonic();
    this.#schedule = new LoadSchedule(load, this.#startMs);
    this.#lastProgress.atMs = this.#startMs;
    this.#lanes = Array.from(
      { length: load.partitions },
      (_, partition) =>
        new PartitionLane({
          ...laneSettings(partition),
          settled: async (records, baseOffset) => {
            this.#pending -= records.length;
            if (baseOffset === null) this.#count.unsure += records.length;
            else for (const record of records) this.#count.add(record);
            if (expectations === null) return;
            records.forEach((record, i) => expectations.write(record, baseOffset === null ? null : baseOffset + i));
            await expectations.ready();
          },
        }),
    );
  }

  async complete(): Promise<LoadReport> {
    const { clock, signal, nasty } = this.#load;
    if (nasty) this.#addNasty();
    while (!signal?.aborted && !this.#schedule.finished(clock.monotonic(), this.#made)) {
      const idle = this.#makeSlice() === 0;
      this.#pump(false);
      this.#progress();
      await (idle ? clock.sleep(TICK_MS) : clock.nextTurn());
      if (this.#failure) throw this.#failure.error;
    }
    if (signal?.aborted) for (const lane of this.#lanes) this.#pending -= lane.abandon();
    while (this.#lanes.some(lane => lane.busy)) {
      this.#pump(true);
      this.#progress();
      await clock.sleep(TICK_MS);
      if (this.#failure) throw this.#failure.error;
    }
    this.#progress(true);
    return this.#count.report(clock.monotonic() - this.#startMs, this.#behindMaxMs, signal?.aborted === true);
  }

  #addNasty(): void {
    const records = nastyRecords({ ...this.#load, receivedMs: this.#load.clock.now() });
    for (const record of records) this.#lanes[record.partition]!.add(record, this.#load.clock.monotonic());
    this.#pending += records.length;
  }

  #makeSlice(): number {
    const { clock, pendingEventsMax } = this.#load;
    const nowMs = clock.monotonic();
    this.#behindMaxMs = Math.max(this.#behindMaxMs, this.#schedule.behindMs(nowMs, this.#made));
    const room = pendingEventsMax - this.#pending;
    const count = Math.min(this.#schedule.due(nowMs, this.#made), room, SLICE_EVENTS);
    const receivedMs = clock.now();
    for (let i = 0; i < count; i += 1) {
      const record = this.#stream.next(receivedMs);
      this.#lanes[record.partition]!.add(record, nowMs);
    }
    const made = Math.max(0, count);
    this.#made += made;
    this.#pending += made;
    return made;
  }

  #pump(force: boolean): void {
    const nowMs = this.#load.clock.monotonic();
    for (const lane of this.#lanes) lane.pump(nowMs, force)?.catch(error => (this.#failure ??= { error }));
  }

  #progress(last = false): void {
    const { onProgress, clock } = this.#load;
    const nowMs = clock.monotonic();
    const sinceMs = nowMs - this.#lastProgress.atMs;
    if (onProgress === undefined || (!last && sinceMs < PROGRESS_EVERY_MS)) return;
    const { acknowledged } = this.#count;
    const elapsedMs = nowMs - this.#startMs;
    const target = this.#schedule.target;
    onProgress({
      acknowledged,
      target,
      elapsedMs,
      eventsPerSecond: sinceMs > 0 ? ((acknowledged - this.#lastProgress.acknowledged) * 1_000) / sinceMs : 0,
      etaMs: target === null || acknowledged === 0 ? null : (elapsedMs / acknowledged) * (target - acknowledged),
    });
    this.#lastProgress = { atMs: nowMs, acknowledged };
  }
}
