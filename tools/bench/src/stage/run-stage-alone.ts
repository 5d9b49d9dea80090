/** Lets one stage, alone, work off the backlog that lies in its input topic, and measures it meanwhile. */
import { systemClock } from '@pixel-relay/clock';
import type { StageName, StageProcess } from '@pixel-relay/demo';
import { inputOf } from '../cluster/bench-topics.ts';
import type { BenchKafka } from '../cluster/bench-kafka.ts';
import { residentPeakBytesOf, threadCpuMicrosOf } from '../machine/process-figures.ts';
import { type Outcomes, readFrontier } from './frontier.ts';
import { type Measured, measureWindow, type Sample, sampleOf } from './samples.ts';
import { stageFlags } from './stage-flags.ts';
import { startStage } from './start-stage.ts';

export interface AloneOptions {
  readonly stage: StageName;
  /** a fresh one: the group begins at the backlog's start */
  readonly groupId: string;
  readonly replicas: number;
  readonly built: boolean;
  /** events in the backlog */
  readonly events: number;
  /** part of the backlog that is done before measuring begins */
  readonly warmShare: number;
  readonly nodeFlags?: readonly string[];
}

export interface AloneRun {
  readonly measured: Measured;
  /** of the largest replica, over its whole life */
  readonly residentPeakBytes: number;
  readonly outcomes: Outcomes;
  /** CPU by kind of thread, of the first replica, while warm */
  readonly threads: ReadonlyMap<string, number>;
  /** process.hrtime in microseconds when it was warm and when the backlog was done: the time base of profiles */
  readonly hrMicros: readonly [number, number];
}

export { sampleOf };

const SAMPLE_EVERY_MS = 100;
/** Without progress for this long, the stage hangs. */
const STUCK_MS = 60_000;
const COMMIT_POLL_MS = 100;

const hrMicros = (): number => Number(process.hrtime.bigint() / 1_000n);

export async function runStageAlone(kafka: BenchKafka, options: AloneOptions): Promise<AloneRun> {
  const { stage, groupId, replicas, built, nodeFlags = [], events, warmShare } = options;
  const stages = await Promise.all(
    Array.from({ length: replicas }, (_, i) =>
      startStage({
        stage,
        flags: [...stageFlags(kafka), `--group-id=${groupId}`],
        nodeFlags,
        built,
        label: `${stage}-${i}`,
      }),
    ),
  );
  const moment = (): { micros: number; threads: Map<string, number> } => ({
    micros: hrMicros(),
    threads: threadCpuMicrosOf(stages[0]!.pid),
  });
  let warm = moment();
  try {
    const samples = await sampleUntilDone(kafka, stages, events, ({ events: done }, before) => {
      if (before < events * warmShare && done >= events * warmShare) warm = moment();
    });
    const done = moment();
    const outcomes = await committedToEnd(kafka, groupId, stage);
    const peaks = stages.map(({ pid }) => residentPeakBytesOf(pid));
    return {
      measured: measureWindow(samples, events, warmShare),
      residentPeakBytes: Math.max(...peaks.map((peak, i) => peak ?? samples[i]?.residentBytes ?? 0)),
      outcomes,
      threads: new Map([...done.threads].map(([name, micros]) => [name, micros - (warm.threads.get(name) ?? 0)])),
      hrMicros: [warm.micros, done.micros],
    };
  } finally {
    await Promise.all(stages.map(each => each.stop()));
  }
}

async function sampleUntilDone(
  kafka: BenchKafka,
  stages: readonly StageProcess[],
  total: number,
  onSample: (sample: Sample, eventsBefore: number) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let movedAtMs = systemClock.monotonic();
  for (;;) {
    const statuses = await Promise.race([
      Promise.all(stages.map(({ control }) => control.status())),
      ...stages.map(({ failed }) => failed),
    ]);
    const sample = sampleOf(statuses, kafka.cpuMicros());
    const before = samples.at(-1);
    samples.push(sample);
    onSample(sample, before?.events ?? 0);
    if (sample.events >= total) return samples;
    if (before === undefined || sample.events > before.events) movedAtMs = sample.atMs;
    if (sample.atMs - movedAtMs > STUCK_MS)
      throw new Error(
        `the ${stages[0]!.name} stopped at ${sample.events} of ${total} events; its log is ${stages[0]!.logFile}`,
      );
    await systemClock.sleep(SAMPLE_EVERY_MS);
  }
}

async function committedToEnd(kafka: BenchKafka, groupId: string, stage: StageName): Promise<Outcomes> {
  const deadlineMs = systemClock.monotonic() + STUCK_MS;
  for (;;) {
    const { atEnd, outcomes } = await readFrontier(kafka.log.admin, groupId, inputOf[stage]);
    if (atEnd) return outcomes;
    if (systemClock.monotonic() > deadlineMs)
      throw new Error(`the ${stage} has done its backlog but does not commit its end; look at its log`);
    await systemClock.sleep(COMMIT_POLL_MS);
  }
}
