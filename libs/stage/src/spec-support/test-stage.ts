/** A whole stage for specs, on topics `in`, `out` and `dead`; its work is done by the processor that it is given. */
import type { Clock } from '@pixel-relay/clock';
import type { Log } from '@pixel-relay/kafka';
import { resolveOptions } from '@pixel-relay/options';
import { createLogger, startTelemetry } from '@pixel-relay/telemetry';
import { type CommonOptions, commonOptions, commonRules } from '../common-options.ts';
import { nothingToDo, type UnitProcessor } from '../protocol/processor.ts';
import type { RunningStage } from '../running-stage.ts';
import type { StageDefinition, StageParts } from '../stage-definition.ts';
import { startStage } from '../start-stage.ts';

/** Forwards nothing, and is done with everything at once. */
export const promptProcessor: UnitProcessor = { submit: async () => ({ result: Promise.resolve(nothingToDo) }) };

/** Admits everything, and is done with nothing: what a lost answer looks like. */
export const stuckProcessor: UnitProcessor = { submit: async () => ({ result: new Promise(() => undefined) }) };

export const testStage = (
  processor: UnitProcessor,
  parts: Partial<Pick<StageParts, 'oldestDelivery'>> = {},
): StageDefinition<CommonOptions> => ({
  name: 'test-stage',
  does: 'what a spec wants',
  options: commonOptions,
  rules: commonRules,
  topology: { input: { topic: 'in', form: 'raw' }, outputTopic: 'out', deadLetterTopic: 'dead' },
  alsoNeeds: [],
  assemble: async () => ({
    processor,
    pool: { status: () => ({}) as never, resize: async () => undefined },
    close: async () => undefined,
    ...parts,
  }),
});

export interface TestStageRun {
  readonly stage: RunningStage;
  close(): Promise<void>;
}

/** `settle` waits for what runs on the clock, e.g. a simulated one's. */
export async function startTestStage(
  definition: StageDefinition<CommonOptions>,
  log: Log,
  clock: Clock,
  settle: <T>(promise: Promise<T>) => Promise<T> = promise => promise,
): Promise<TestStageRun> {
  const resolved = resolveOptions(commonOptions, { argv: [], env: {}, rules: commonRules });
  if (!resolved.ok) throw new Error(resolved.problems.join('; '));
  const telemetry = await startTelemetry({ stage: 'test-stage', instance: 's', prometheusPort: -1, host: '127.0.0.1' });
  const logger = createLogger({ stage: 'test-stage', instance: 'spec', level: 'silent' });
  const environment = { log, clock, logger, telemetry, instance: 'spec', version: 'spec' };
  const stage = await settle(startStage(definition, resolved.values, environment));
  stage.ended.catch(() => undefined);
  return { stage, close: () => telemetry.shutdown() };
}
