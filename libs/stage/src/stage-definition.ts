import type { Clock } from '@pixel-relay/clock';
import type { pixelrelay } from '@pixel-relay/contracts';
import type { GroupConsumer, Log, LogProducer } from '@pixel-relay/kafka';
import type { OptionSet, Rule } from '@pixel-relay/options';
import type { Logger, Telemetry } from '@pixel-relay/telemetry';
import type { PoolStatus } from '@pixel-relay/worker-pool';
import type { CommonOptions } from './common-options.ts';
import type { UnitProcessor } from './protocol/processor.ts';
import type { StageTopology } from './stage-runtime.ts';

export type PartnerTotals = pixelrelay.control.v1.PartnerTotals.$Shape;

/** What a stage is: what comes in, what is done, what goes out. An app's <stage>.ts is one of these. */
export interface StageDefinition<Values extends CommonOptions> {
  readonly name: string;
  /** one sentence */
  readonly does: string;
  readonly options: OptionSet;
  readonly rules: readonly Rule<Values>[];
  readonly topology: Omit<StageTopology, 'stage'>;
  /** topics beside those of the topology that must be there */
  readonly alsoNeeds: readonly string[];
  /** Called once, before the group is joined: tables are ready when it resolves. */
  assemble(context: StageContext<Values>): Promise<StageParts>;
}

export interface StageContext<Values> {
  readonly values: Values;
  readonly clock: Clock;
  readonly log: Log;
  readonly producer: LogProducer;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** ends the stage: something happened that it must not go on after */
  readonly fail: (error: unknown) => void;
}

export interface StageParts {
  readonly processor: UnitProcessor;
  readonly pool: {
    status(): PoolStatus;
    resize(workers: number, by?: string): Promise<void>;
  };
  readonly deliveries?: () => PartnerTotals[];
  /** the delivery that the frontier waits for, where it is known; null: none is in flight */
  readonly oldestDelivery?: () => { readonly attempts: number; readonly destination: string } | null;
  /** what else is consumed: it pauses, resumes and stops together with the stage's own consumer */
  readonly beside?: Pick<GroupConsumer, 'pause' | 'resume' | 'stop'>;
  /** Ends workers and tables. Nothing is in flight any more, or its deadline has passed. */
  close(): Promise<void>;
}
