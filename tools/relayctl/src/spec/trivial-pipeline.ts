/** For specs: the four stages as libs/stage runs them, each doing no more than to end the events that it is told to. */
import { systemClock } from '@pixel-relay/clock';
import { entryLengthMax, Event, Outcome, Reason, writeEntry } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { resolveOptions } from '@pixel-relay/options';
import {
  type CommonOptions,
  commonOptions,
  type RunningStage,
  type StageDefinition,
  startStage,
  topics,
  type Unit,
  type UnitResult,
} from '@pixel-relay/stage';
import { createLogger, startTelemetry, type Telemetry } from '@pixel-relay/telemetry';
import { type StageName, stageNames } from '../audit/pipeline-stages.ts';

/** How a stage ends the event of a raw offset; null: it goes on. `vanish` is what a broken stage does. */
export type Ending = 'denied' | 'filtered' | 'dead' | 'vanish' | null;
export type Ends = Readonly<Partial<Record<StageName, (offset: number, partition: number) => Ending>>>;

const NEXT = [topics.raw, topics.parsed, topics.validated, topics.augmented, null] as const;

export interface TrivialStage {
  readonly running: RunningStage;
  stop(): Promise<void>;
}

export async function startTrivialStage(
  log: Log,
  name: StageName,
  ends: Ends = {},
  flags: readonly string[] = [],
): Promise<TrivialStage> {
  const at = stageNames.indexOf(name);
  const definition: StageDefinition<CommonOptions> = {
    name,
    does: 'ends the events that it is told to',
    options: commonOptions,
    rules: [],
    topology: {
      input: { topic: NEXT[at]!, form: at === 0 ? 'raw' : 'batches' },
      outputTopic: NEXT[at + 1]!,
      deadLetterTopic: topics.deadLetter,
    },
    alsoNeeds: [],
    assemble: async () => ({
      processor: { submit: async unit => ({ result: Promise.resolve(complete(unit, at === 0, ends[name])) }) },
      pool: { status: () => ({}) as never, resize: async () => undefined },
      close: async () => undefined,
    }),
  };
  const resolved = resolveOptions(commonOptions, { argv: ['--commit-interval-ms=5', ...flags], env: {} });
  if (!resolved.ok) throw new Error(resolved.problems.join('; '));
  const telemetry: Telemetry = await startTelemetry({
    stage: name,
    instance: 's',
    prometheusPort: -1,
    host: '127.0.0.1',
  });
  const running = await startStage(definition, resolved.values, {
    log,
    clock: systemClock,
    logger: createLogger({ stage: name, instance: 'spec', level: 'silent' }),
    telemetry,
    instance: 'spec',
    version: 'spec',
  });
  running.ended.catch(() => undefined);
  return {
    running,
    async stop() {
      await running.stop();
      await telemetry.shutdown();
    },
  };
}

function complete({ payload, source }: Unit, parses: boolean, ends: Ends[StageName]): UnitResult {
  const dropped: UnitResult['dropped'][number][] = [];
  const dead: UnitResult['dead'][number][] = [];
  const entries: Buffer[] = [];
  for (let index = 0; index < payload.count; index++) {
    const sourceOffset = payload.sourceOffset(index);
    const ending = ends?.(sourceOffset, source!.partition) ?? null;
    const end = (outcome: Outcome): void => void dropped.push({ offset: sourceOffset, outcome, run: 1 });
    if (ending === 'denied') end(Outcome.DENIED);
    else if (ending === 'filtered') end(Outcome.FILTERED);
    else if (ending === 'dead') {
      end(Outcome.DEAD);
      dead.push({ index, reason: Reason.INVALID_FIELD, detail: 'as told', attempts: 1, sourceOffset });
    } else if (ending === null) entries.push(entry(parses ? parsed(sourceOffset) : payload.event(index)));
  }
  return {
    entries: Buffer.concat(entries),
    forwarded: entries.length,
    oldestReceivedMs: 0,
    dropped,
    dead,
    endedBy: [],
    release: () => undefined,
  };
}

const parsed = (sourceOffset: number): Uint8Array =>
  Event.encode({ id: `event-${sourceOffset}`, name: 'page_viewed', clientId: 'client-7', sourceOffset }).finish();

function entry(event: Uint8Array): Buffer {
  const bytes = Buffer.alloc(entryLengthMax(event.length));
  return bytes.subarray(0, writeEntry(bytes, 0, event, Buffer.alloc(0)));
}
