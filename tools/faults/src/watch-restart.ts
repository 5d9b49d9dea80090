/** Watches a group while its members are restarted: how long it stood still, how old events got, what was fetched twice. */
import { systemClock } from '@pixel-relay/clock';
import { topics } from '@pixel-relay/stage';
import type { FaultContext, RestartCost } from './fault-row.ts';
import type { StageName } from '@pixel-relay/demo';

const LOOK_EVERY_MS = 100;

export interface RestartWatch {
  /** Resolves when the frontier has moved once more. */
  moved(): Promise<void>;
  stop(): Promise<Pick<RestartCost, 'pauseMaxMs' | 'ageP99Ms'>>;
  /** When all that was written is accounted for. */
  refetchedEvents(): Promise<number>;
}

export function watchRestart({ log, groupIds, fleet }: FaultContext, stage: StageName, input: string): RestartWatch {
  const stopping = new AbortController();
  let frontier = -1;
  let moves = 0;
  let movedAtMs = systemClock.monotonic();
  const cost = { pauseMaxMs: 0, ageP99Ms: 0 };

  const look = async (): Promise<void> => {
    const commits = [...(await log.admin.committed(groupIds[stage], input)).values()];
    const now = commits.reduce((sum, committed) => sum + (committed?.offset ?? 0), 0);
    const nowMs = systemClock.monotonic();
    cost.pauseMaxMs = Math.max(cost.pauseMaxMs, Math.round(nowMs - movedAtMs));
    if (now !== frontier) {
      frontier = now;
      movedAtMs = nowMs;
      moves++;
    }
    const ages = (await fleet.statuses('producer')).map(({ age }) => age?.p99Ms ?? 0);
    cost.ageP99Ms = Math.round(Math.max(cost.ageP99Ms, ...ages));
  };
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look();
      await systemClock.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  })();
  looking.catch(() => undefined);

  return {
    async moved() {
      const from = moves;
      while (moves === from) await Promise.race([systemClock.sleep(LOOK_EVERY_MS), looking]);
    },
    async stop() {
      stopping.abort();
      await looking;
      return cost;
    },
    async refetchedEvents() {
      const running = await fleet.statuses(stage);
      const taken = running.reduce(
        (sum, { totals }) => sum + Number(totals?.recordsIn ?? 0),
        fleet.recordsOfStopped(stage),
      );
      const count = async (topic: string): Promise<number> =>
        (await log.admin.offsets(topic)).reduce((sum, { end }) => sum + end, 0);
      const [records, events] = [await count(input), await count(topics.raw)];
      return Math.round(((taken - records) * events) / Math.max(1, records));
    },
  };
}
