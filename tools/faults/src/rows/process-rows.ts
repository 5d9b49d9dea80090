/** Processes that die together, come, go or stand still. */
import type { FaultContext, FaultRow, Injection } from '../fault-row.ts';
import { type StageName, stageNames } from '@pixel-relay/demo';
import { PARTITIONS } from '../row-topics.ts';
import { row } from './row.ts';

/** Longer than the fleet's session timeout: the group gives the partitions to the other replica meanwhile. */
const FROZEN_MS = 6_000;

const freeze =
  (stage: StageName) =>
  async ({ fleet, reached, sleep }: FaultContext): Promise<Injection> => {
    await reached(0.2);
    const [frozen, other] = fleet.of(stage);
    const held = (await frozen!.process.status())?.partitions?.length ?? 0;
    fleet.signal(frozen!, 'SIGSTOP');
    await sleep(FROZEN_MS);
    const taken = (await other!.process.status())?.partitions?.length ?? 0;
    fleet.signal(frozen!, 'SIGCONT');
    const missing = [
      ...(held > 0 ? [] : [`the frozen ${stage} held no partition`]),
      ...(taken === PARTITIONS ? [] : [`the other ${stage} had ${taken} partitions when the frozen one woke up`]),
    ];
    return { fired: 1, missing };
  };

export const processRows: readonly FaultRow[] = [
  row(
    'kill -9 of all stages at once',
    async ({ fleet, reached }) => {
      await reached(0.3);
      const places = stageNames.flatMap(stage => fleet.of(stage));
      await Promise.all(places.map(place => fleet.kill(place)));
      return { fired: places.length };
    },
    { repeatsAllowed: true },
  ),
  row('replicas of the augmenter join and leave at random', async ({ fleet, reached, sleep, random }) => {
    await reached(0.1);
    let changes = 0;
    for (; changes < 6; changes++) {
      const places = fleet.of('augmenter');
      if (places.length > 1 && random() < 0.5) await fleet.remove(places[Math.floor(random() * places.length)]!);
      else await fleet.add('augmenter');
      await sleep(random() * 1_000);
    }
    return { fired: changes };
  }),
  row('SIGSTOP of a validator past its session, then SIGCONT', freeze('validator'), { replicas: { validator: 2 } }),
  row('SIGSTOP of a parser past its session, then SIGCONT', freeze('parser'), { replicas: { parser: 2 } }),
  row('SIGSTOP of a producer past its session, then SIGCONT', freeze('producer'), {
    replicas: { producer: 2 },
    repeatsAllowed: true,
  }),
];
