/** The small pipeline that is simulated: a raw stage and two batch stages, one after the other. */
import type { StageTopology } from '@pixel-relay/stage';

export const RAW = 'raw';
export const DEAD_LETTERS = 'dead';

const STAGES = ['one', 'two', 'three'] as const;

export interface ChainStage extends StageTopology {
  /** place in the chain, from 0 */
  readonly index: number;
  readonly outputTopic: string;
  readonly groupId: string;
}

export const chain: readonly ChainStage[] = STAGES.map((stage, index) => ({
  index,
  stage,
  groupId: stage,
  input: index === 0 ? { topic: RAW, form: 'raw' } : { topic: `${STAGES[index - 1]!}.out`, form: 'batches' },
  outputTopic: `${stage}.out`,
  deadLetterTopic: DEAD_LETTERS,
}));

export const lastStage = chain.at(-1)!;
