/** Every fault, a row each. */
import { type CrashPoint } from '@pixel-relay/stage/process';
import type { FaultContext, FaultRow } from './fault-row.ts';
import { type StageName, stageNames } from './fleet.ts';

const between: readonly CrashPoint[] = [
  'before-epoch-commit',
  'after-join',
  'after-fetch',
  'before-produce',
  'after-produce-before-commit',
  'before-commit',
  'after-commit',
];
const points: Readonly<Record<StageName, readonly CrashPoint[]>> = {
  parser: [...between, 'before-dead-letter', 'after-dead-letter-before-produce'],
  validator: [...between, 'before-dead-letter', 'after-dead-letter-before-produce'],
  augmenter: between,
  producer: [
    'before-epoch-commit',
    'after-join',
    'after-fetch',
    'before-delivery',
    'after-delivery-before-commit',
    'before-commit',
    'after-commit',
  ],
};
/** Joins happen once in a life; what a batch passes through is hit in the middle of the load. */
const passage = (point: CrashPoint): number =>
  point === 'before-epoch-commit' || point === 'after-join'
    ? 1
    : point.includes('dead-letter') || point.includes('delivery')
      ? 3
      : 9;

const crashRows: FaultRow[] = stageNames.flatMap(stage =>
  points[stage].map((point): FaultRow => ({
    name: `kill -9 of the ${stage} at ${point}:${passage(point)}`,
    nodes: 1,
    replicas: {},
    crashAt: { stage, at: `${point}:${passage(point)}` },
    repeatsAllowed: stage === 'producer',
  })),
);

const row = (name: string, inject: NonNullable<FaultRow['inject']>, more: Partial<FaultRow> = {}): FaultRow => ({
  name,
  nodes: 1,
  replicas: {},
  repeatsAllowed: false,
  inject,
  ...more,
});

/** Longer than the fleet's session timeout: the group gives the partitions to the other replica meanwhile. */
const FROZEN_MS = 6_000;

const freeze =
  (stage: StageName) =>
  async ({ fleet, reached, sleep }: FaultContext): Promise<number> => {
    await reached(0.2);
    const [place] = fleet.of(stage);
    fleet.signal(place!, 'SIGSTOP');
    await sleep(FROZEN_MS);
    fleet.signal(place!, 'SIGCONT');
    return 1;
  };

const otherRows: FaultRow[] = [
  row(
    'kill -9 of all stages at once',
    async ({ fleet, reached }) => {
      await reached(0.3);
      await Promise.all(stageNames.flatMap(stage => fleet.of(stage).map(place => fleet.kill(place))));
      return 1;
    },
    { repeatsAllowed: true },
  ),
  row(
    'rolling restart (SIGTERM) of three validators at 5,000 events/s',
    async ({ fleet, reached }) => {
      await reached(0.1);
      let clean = 0;
      for (const place of fleet.of('validator')) if ((await fleet.restart(place)) === 0) clean++;
      return clean;
    },
    { replicas: { validator: 3 }, rate: 5_000 },
  ),
  row(
    'rolling restart (SIGTERM) of three producers',
    async ({ fleet, reached }) => {
      await reached(0.1);
      let clean = 0;
      for (const place of fleet.of('producer')) if ((await fleet.restart(place)) === 0) clean++;
      return clean;
    },
    { replicas: { producer: 3 }, repeatsAllowed: true },
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
    return changes;
  }),
  row('SIGSTOP of a validator past its session, then SIGCONT', freeze('validator'), { replicas: { validator: 2 } }),
  row('SIGSTOP of a parser past its session, then SIGCONT', freeze('parser'), { replicas: { parser: 2 } }),
  row('SIGSTOP of a producer past its session, then SIGCONT', freeze('producer'), {
    replicas: { producer: 2 },
    repeatsAllowed: true,
  }),
  row(
    'the only broker is killed and started again',
    async ({ kafka, reached, sleep }) => {
      await reached(0.3);
      await kafka.killNode(0);
      await sleep(1_000);
      await kafka.restartNode(0);
      return 1;
    },
    { repeatsAllowed: true },
  ),
  row(
    'the broker stutters: stopped for 300 ms, ten times',
    async ({ kafka, reached, sleep }) => {
      await reached(0.1);
      for (let i = 0; i < 10; i++) {
        await kafka.killNode(0, 'SIGSTOP');
        await sleep(300);
        await kafka.killNode(0, 'SIGCONT');
        await sleep(300);
      }
      return 10;
    },
    { repeatsAllowed: true },
  ),
  row(
    'queues of one job, one in flight',
    async ({ fleet, reached }) => {
      await reached(0.5);
      const statuses = await Promise.all(fleet.of('parser').map(place => place.process.status()));
      return statuses.filter(status => status?.pool?.queueMax === 1).length;
    },
    {
      flags: {
        parser: ['--queue-max=1', '--batch-events-max=20', '--in-flight-bytes-max=1048576'],
        validator: ['--queue-max=1', '--batch-events-max=20', '--in-flight-bytes-max=1048576'],
        producer: ['--queue-max=1', '--in-flight-max=100', '--workers=2'],
      },
    },
  ),
  ...[0, 1, 2].map(node =>
    row(
      `three brokers, node ${node + 1} killed and started again`,
      async ({ kafka, reached, sleep }) => {
        await reached(0.2);
        await kafka.killNode(node);
        await sleep(3_000);
        await kafka.restartNode(node);
        return 1;
      },
      { nodes: 3, repeatsAllowed: true },
    ),
  ),
];

export const faultRows: readonly FaultRow[] = [...crashRows, ...otherRows];

/** Those that every test run has: one crash between stages, one at the end, one zombie. */
export const everydayRows: readonly FaultRow[] = faultRows.filter(({ name }) =>
  [
    'kill -9 of the validator at after-produce-before-commit:9',
    'kill -9 of the producer at after-delivery-before-commit:3',
    'SIGSTOP of a validator past its session, then SIGCONT',
  ].includes(name),
);
