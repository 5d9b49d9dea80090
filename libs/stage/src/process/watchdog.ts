/**
 * Ends a process whose partitions stand still for no reason that it knows of. Whatever is stuck then (a connection that
 * gives no answer and no error, an assignment that nobody took up again, a result that never comes) is cured by a fresh
 * start and by nothing else; a process that idles on keeps its partitions from everybody else.
 *
 * At most once in `everyMs`, across restarts too and without a memory on disk: a process younger than that is left alone.
 */
import type { Clock } from '@pixel-relay/clock';
import type { LogAdmin } from '@pixel-relay/kafka';
import type { Progress } from '../running-stage.ts';

/** EX_TEMPFAIL of sysexits.h: start it again. */
export const STALLED_EXIT_CODE = 75;
/** Looks in the time that a partition may stand still. */
const LOOKS = 10;

/** A partition stood still while records came and brokers answered. The process ends, to be started again. */
export class StalledError extends Error {
  constructor(topic: string, { partition, expected, frontier }: Progress['partitions'][number], standsMs: number) {
    super(
      `${topic}/${partition} has not moved for ${Math.round(standsMs / 1_000)} s at offset ${frontier} (next to take: ` +
        `${expected}) while records came and brokers answered: ending, to be started again`,
    );
    this.name = 'StalledError';
  }
}

export interface WatchdogOptions {
  readonly clock: Clock;
  readonly admin: Pick<LogAdmin, 'offsets'>;
  readonly topic: string;
  readonly afterMs: number;
  readonly everyMs: number;
  readonly progress: () => Progress;
}

interface Mark {
  readonly frontier: number;
  /** end of the log when the partition was last seen to move, or to have nothing to take */
  readonly end: number;
  readonly sinceMs: number;
}

export class Watchdog {
  private readonly options: WatchdogOptions;
  private readonly bornMs: number;
  /** by partition */
  private marks = new Map<number, Mark>();

  constructor(options: WatchdogOptions) {
    this.options = options;
    this.bornMs = options.clock.monotonic();
  }

  /** Rejects with StalledError; resolves when the signal is aborted. */
  async watch(signal: AbortSignal): Promise<void> {
    const { clock, afterMs } = this.options;
    while (!signal.aborted) {
      const stalled = await this.look();
      if (stalled !== null) throw stalled;
      await clock.sleep(afterMs / LOOKS, signal).catch(() => undefined);
    }
  }

  private async look(): Promise<StalledError | null> {
    const { admin, topic, clock, progress } = this.options;
    let ends: Map<number, number>;
    try {
      ends = new Map((await admin.offsets(topic)).map(({ partition, end }) => [partition, end]));
    } catch {
      // No broker answers: nothing could move, and a fresh start would find none either.
      this.marks.clear();
      return null;
    }
    const { running, partitions } = progress();
    const marks = new Map<number, Mark>();
    const nowMs = clock.monotonic();
    for (const standing of running ? partitions : []) {
      const { partition, frontier, excused } = standing;
      const end = ends.get(partition) ?? 0;
      const before = this.marks.get(partition);
      // Where there is nothing to take, nothing stands still. What is taken in and not finished is no progress: a lost job
      // lets more in until there is no room.
      const stands = before !== undefined && before.frontier === frontier && end > frontier && !excused;
      marks.set(partition, stands ? before : { frontier, end, sinceMs: nowMs });
      if (stands && end > before.end && this.isOver(nowMs, before))
        return new StalledError(topic, standing, nowMs - before.sinceMs);
    }
    this.marks = marks;
    return null;
  }

  private isOver(nowMs: number, { sinceMs }: Mark): boolean {
    const { afterMs, everyMs } = this.options;
    return nowMs - sinceMs >= afterMs && nowMs - this.bornMs >= everyMs;
  }
}
