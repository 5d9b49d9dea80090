import { systemClock } from '@pixel-relay/clock';
import { type PipelineAccount, readAccount, type StageName } from '@pixel-relay/demo';
import type { Log } from '@pixel-relay/kafka';
import { decodeAccount, topics } from '@pixel-relay/stage';

/** Without any event more accounted for, for so long, the pipeline is stuck. */
const STUCK_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** How far the pipeline is, as its last stage's commits say. */
export class Course {
  private readonly log: Log;
  private readonly groupIds: Readonly<Record<StageName, string>>;
  private readonly events: number;

  /** @param events of the row, which shares are shares of */
  constructor(log: Log, groupIds: Readonly<Record<StageName, string>>, events: number) {
    this.log = log;
    this.groupIds = groupIds;
    this.events = events;
  }

  async reached(share: number): Promise<void> {
    for (;;) {
      const account = await this.account();
      if (account !== null && account.raw - account.inFlight >= this.events * share) return;
      await systemClock.sleep(LOOK_EVERY_MS);
    }
  }

  /**
   * How long it takes from now until what the raw topic holds by now is accounted for, ms; null when it holds nothing, or
   * the signal comes first.
   */
  async caughtUp(signal: AbortSignal): Promise<number | null> {
    const since = systemClock.monotonic();
    const ends = await this.rawEnds();
    if (ends === null || ends.every(end => end === 0)) return null;
    while (!signal.aborted) {
      const accounted = await this.accountedByPartition();
      if (ends.every((end, partition) => (accounted.get(partition) ?? 0) >= end))
        return Math.round(systemClock.monotonic() - since);
      await systemClock.sleep(LOOK_EVERY_MS);
    }
    return null;
  }

  /**
   * When all of at least `events` raw events are accounted for, and no delivery waits in a retry topic; or the pipeline is
   * stuck, which the account says.
   */
  async settled(events: number): Promise<PipelineAccount> {
    let last = '';
    let movedAtMs = systemClock.monotonic();
    for (;;) {
      const account = await this.account();
      const waiting = account?.deliveries.waiting ?? 0;
      const done = account === null ? last : `${account.raw - account.inFlight} ${waiting}`;
      if (done !== last) movedAtMs = systemClock.monotonic();
      last = done;
      if (account !== null && account.raw >= events && account.inFlight <= 0 && waiting <= 0) return account;
      if (systemClock.monotonic() - movedAtMs > STUCK_MS) return readAccount(this.log, this.groupIds);
      await systemClock.sleep(LOOK_EVERY_MS);
    }
  }

  /** null: the brokers do not answer, as the fault may have it */
  private account(): Promise<PipelineAccount | null> {
    return readAccount(this.log, this.groupIds).catch(() => null);
  }

  private async rawEnds(): Promise<number[] | null> {
    for (let tries = 0; tries < STUCK_MS / LOOK_EVERY_MS; tries++) {
      const offsets = await this.log.admin.offsets(topics.raw).catch(() => null);
      if (offsets !== null) return offsets.map(({ end }) => end);
      await systemClock.sleep(LOOK_EVERY_MS);
    }
    return null;
  }

  private async accountedByPartition(): Promise<Map<number, number>> {
    const accounted = new Map<number, number>();
    const commits = await this.log.admin.committed(this.groupIds.producer, topics.augmented).catch(() => null);
    for (const committed of commits?.values() ?? []) {
      if (committed === null || committed.metadata === '') continue;
      for (const { partition, ranges } of decodeAccount(committed.metadata).account.sources) {
        const size = ranges.ranges.reduce((total, [start, end]) => total + end - start, 0);
        accounted.set(partition, (accounted.get(partition) ?? 0) + size);
      }
    }
    return accounted;
  }
}
