import type { StageStatus } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';

export const stageNames = ['parser', 'validator', 'augmenter', 'producer'] as const;
export type StageName = (typeof stageNames)[number];

/** Four running stages, wherever they run. */
export interface Pipeline {
  /** the log as the stages see it, topic prefix applied */
  readonly log: Log;
  readonly groupIds: Readonly<Record<StageName, string>>;
  /** in words, for the headline */
  readonly where: string;
  /** of each stage, in order; null while it does not answer */
  statuses(): Promise<readonly (StageStatus | null)[]>;
  /** Rejects when a stage ended by itself. */
  readonly failed: Promise<never>;
  /** Drains and ends the stages; the log stays. */
  stopStages(): Promise<void>;
  /** Ends everything that was started. */
  close(): Promise<void>;
}

export interface PipelineOptions {
  readonly partitions: number;
  readonly workers: number | null;
  readonly producerWorkers: number | null;
  /** for the stages' environment */
  readonly env: Readonly<Record<string, string>>;
  /** topics beside the pipeline's own */
  readonly partnerTopics: readonly string[];
}
