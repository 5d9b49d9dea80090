/** All four stages at once, as processes, on the bench's Kafka. */
import { systemClock } from '@pixel-relay/clock';
import { type PipelineAccount, readAccount, type StageName, stageNames, type StageProcess } from '@pixel-relay/demo';
import type { BenchOptions } from '../bench-options.ts';
import type { BenchKafka } from '../cluster/bench-kafka.ts';
import { residentPeakBytesOf } from '../machine/process-figures.ts';
import { sampleOf, type Sample } from '../stage/samples.ts';
import { nicenessOf } from '../stage/cpu-niceness.ts';
import { stageFlags } from '../stage/stage-flags.ts';
import { startStage } from '../stage/start-stage.ts';

export type StageSamples = Readonly<Record<StageName, Sample>>;

const POLL_MS = 200;
/** Without progress for this long, something hangs. */
const STUCK_MS = 60_000;

export class RunningPipeline {
  private readonly kafka: BenchKafka;
  private readonly replicas: Readonly<Record<StageName, readonly StageProcess[]>>;

  private constructor(kafka: BenchKafka, replicas: RunningPipeline['replicas']) {
    this.kafka = kafka;
    this.replicas = replicas;
  }

  static async start(kafka: BenchKafka, options: BenchOptions): Promise<RunningPipeline> {
    const { replicas, built, nodeFlags } = options;
    const flags = stageFlags(kafka);
    const started = await Promise.all(
      stageNames.map(async stage => {
        const each = Array.from({ length: replicas }, (_, i) =>
          startStage({ stage, flags, nodeFlags, built, niceness: nicenessOf(stage), label: `pipeline-${stage}-${i}` }),
        );
        return [stage, await Promise.all(each)] as const;
      }),
    );
    return new RunningPipeline(kafka, Object.fromEntries(started) as unknown as RunningPipeline['replicas']);
  }

  async sample(): Promise<StageSamples> {
    const read = Promise.all(
      stageNames.map(async stage => {
        const statuses = await Promise.all(this.replicas[stage].map(({ control }) => control.status()));
        return [stage, sampleOf(statuses, this.kafka.cpuMicros())] as const;
      }),
    );
    const all = Object.values(this.replicas).flat();
    const samples = await Promise.race([read, ...all.map(({ failed }) => failed)]);
    return Object.fromEntries(samples) as unknown as StageSamples;
  }

  residentPeakBytes(stage: StageName): number {
    return Math.max(...this.replicas[stage].map(({ pid }) => residentPeakBytesOf(pid) ?? 0));
  }

  /** Nothing more enters; what is inside goes on. */
  async pauseIntake(): Promise<void> {
    await Promise.all(this.replicas.parser.map(({ control }) => control.pause()));
  }

  async resumeIntake(): Promise<void> {
    await Promise.all(this.replicas.parser.map(({ control }) => control.resume()));
  }

  account(): Promise<PipelineAccount> {
    const { log, topicPrefix } = this.kafka;
    const groups = stageNames.map(stage => [stage, `${topicPrefix}pixel-relay-${stage}`]);
    return readAccount(log, Object.fromEntries(groups) as Record<StageName, string>);
  }

  /** Resolves when the last stage has accounted for every raw event. */
  async settled(): Promise<PipelineAccount> {
    let movedAtMs = systemClock.monotonic();
    for (let last = -1; ; await systemClock.sleep(POLL_MS)) {
      const account = await this.account();
      if (account.inFlight === 0) return account;
      if (account.inFlight !== last) movedAtMs = systemClock.monotonic();
      last = account.inFlight;
      if (systemClock.monotonic() - movedAtMs > STUCK_MS)
        throw new Error(
          `the pipeline stands still with ${last} events in it; its logs are ${this.replicas.parser[0]!.logFile} and beside`,
        );
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      Object.values(this.replicas)
        .flat()
        .map(stage => stage.stop()),
    );
  }
}
