/** What one schedule is made of, all of it drawn from its seed. */
import type { SeededDraw } from './seeded-draw.ts';
import type { RequestFault } from '@pixel-relay/testing';
import { chain } from './chain.ts';

export const ACTIONS = [
  'crash',
  'freeze',
  'lose_session',
  'rebalance',
  'rolling_restart',
  'scale_up',
  'grow_raw',
  'delete_raw',
  'reset',
  'stray',
  'gap',
  'unfence',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface PlannedAction {
  readonly atMs: number;
  readonly action: Action;
}

export interface StagePlan {
  readonly replicas: number;
  readonly cut: { readonly eventsMax: number; readonly bytesMax: number };
  readonly inFlightBytesMax: number;
  readonly sendBytesMax: number;
  readonly slots: number;
  readonly workMsMax: number;
  readonly stubborn: boolean;
}

export interface Plan {
  readonly rawPartitions: number;
  readonly outputPartitions: number;
  readonly events: number;
  /** within which the events are written and everything happens; then faults end */
  readonly activeMs: number;
  readonly latencyMaxMs: number;
  readonly fetchMaxBytesPerPartition: number;
  readonly stages: readonly StagePlan[];
  readonly flipping: ReadonlySet<number>;
  readonly armed: readonly { readonly fault: RequestFault; readonly probability: number }[];
  readonly actions: readonly PlannedAction[];
  /** which stage an operator resets, where the plan has a reset */
  readonly resetStage: number;
  /** every process is killed when the faults end, so that what was rewound is replayed */
  readonly restart: boolean;
}

const REQUEST_FAULTS: readonly RequestFault[] = [
  ...(['produce_ack_lost', 'produce_lost', 'produce_late', 'produce_slow', 'produce_refused'] as const),
  ...(['commit_refused', 'commit_ack_lost', 'commit_late'] as const),
  ...(['fetch_cut', 'fetch_failed', 'fetch_rejoin'] as const),
];

/** Those that change what may be promised are drawn more rarely, so that most schedules keep the strictest checks. */
const COMMON: readonly Action[] = [
  'crash',
  'freeze',
  'lose_session',
  'rebalance',
  'rolling_restart',
  'scale_up',
  'gap',
];
const RARE: readonly Action[] = ['grow_raw', 'delete_raw', 'reset', 'stray'];

export function drawPlan(draw: SeededDraw): Plan {
  const rawPartitions = draw.whole(1, 3);
  const activeMs = draw.whole(500, 3_000);
  const rare = draw.chance(0.35) ? [draw.oneOf(RARE)] : draw.chance(0.2) ? (['unfence'] as const) : [];
  const common = Array.from({ length: draw.whole(0, 4) }, () => draw.oneOf(COMMON));
  return {
    rawPartitions,
    outputPartitions: draw.chance(0.7) ? rawPartitions : draw.whole(1, 3),
    events: draw.whole(20, draw.chance(0.1) ? 200 : 70),
    activeMs,
    latencyMaxMs: draw.oneOf([0, 0, 5, 30]),
    fetchMaxBytesPerPartition: draw.oneOf([60, 300, 2_000, 1 << 20]),
    stages: chain.map(() => drawStage(draw)),
    flipping: new Set(draw.chance(0.25) ? [draw.whole(0, chain.length - 1)] : []),
    armed: REQUEST_FAULTS.filter(() => draw.chance(0.3)).map(fault => ({
      fault,
      probability: draw.oneOf([0.02, 0.1, 0.3]),
    })),
    actions: [...common, ...rare]
      .map(action => ({ atMs: draw.whole(0, activeMs), action }))
      .sort((a, b) => a.atMs - b.atMs),
    resetStage: draw.whole(0, chain.length - 1),
    restart: draw.chance(0.3),
  };
}

function drawStage(draw: SeededDraw): StagePlan {
  return {
    replicas: draw.oneOf([1, 1, 2, 2, 3]),
    cut: { eventsMax: draw.oneOf([1, 3, 8, 500]), bytesMax: draw.oneOf([30, 200, 1 << 19]) },
    inFlightBytesMax: draw.oneOf([40, 400, 1 << 20]),
    sendBytesMax: draw.oneOf([50, 500, 1 << 20]),
    slots: draw.whole(1, 4),
    workMsMax: draw.oneOf([1, 20, 20, 200, 1_500]),
    stubborn: draw.chance(0.5),
  };
}
