/** kill -9 of each stage at each named place in its code that it passes. */
import { type CrashPoint } from '@pixel-relay/stage/process';
import type { FaultRow } from '../fault-row.ts';
import { type StageName, stageNames } from '@pixel-relay/demo';

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

export const crashRows: FaultRow[] = stageNames.flatMap(stage =>
  points[stage].map((point): FaultRow => ({
    name: `kill -9 of the ${stage} at ${point}:${passage(point)}`,
    nodes: 1,
    replicas: {},
    crashAt: { stage, at: `${point}:${passage(point)}` },
    repeatsAllowed: stage === 'producer',
  })),
);
