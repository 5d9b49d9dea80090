/** Deploys: replicas of a stage restarted one after another under load, and what that cost. */
import { topics } from '@pixel-relay/stage';
import type { FaultContext, FaultRow, Injection } from '../fault-row.ts';
import type { StageName } from '@pixel-relay/demo';
import { watchRestart } from '../watch-restart.ts';
import { row } from './row.ts';

const inputs: Readonly<Partial<Record<StageName, string>>> = {
  validator: topics.parsed,
  producer: topics.augmented,
};

const rollingRestart =
  (stage: StageName) =>
  async (context: FaultContext): Promise<Injection> => {
    const { fleet, reached } = context;
    await reached(0.1);
    const watch = watchRestart(context, stage, inputs[stage]!);
    const codes: (number | null)[] = [];
    for (const place of fleet.of(stage)) codes.push(await fleet.restart(place));
    await watch.moved();
    // Set when everything has been accounted for: only then is it known what was taken in again.
    const cost = { ...(await watch.stop()), refetchedEvents: 0 };
    return {
      fired: codes.filter(code => code === 0).length,
      missing: codes.flatMap((code, i) => (code === 0 ? [] : [`replica ${i + 1} ended with exit code ${code}`])),
      restart: cost,
      afterwards: async () => {
        cost.refetchedEvents = await watch.refetchedEvents();
        return [];
      },
    };
  };

export const restartRows: readonly FaultRow[] = [
  row('rolling restart (SIGTERM) of three validators at 5,000 events/s', rollingRestart('validator'), {
    replicas: { validator: 3 },
    rate: 5_000,
  }),
  row('rolling restart (SIGTERM) of three producers', rollingRestart('producer'), {
    replicas: { producer: 3 },
    repeatsAllowed: true,
  }),
];
