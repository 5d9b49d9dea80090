/**
 * Each stage alone: one works off the whole backlog, what it wrote is checked, and then is the next one's backlog. J is
 * measured before and after every run, and a run's ratio is to its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StageName, stageNames } from '@pixel-relay/demo';
import { topics } from '@pixel-relay/stage';
import type { BenchOptions } from '../bench-options.ts';
import { checkDeliveries, checkOutcomes, deliveriesOf } from '../check/check-outcomes.ts';
import { checkSample } from '../check/check-sample.ts';
import { type BenchKafka, openBenchKafka } from '../cluster/bench-kafka.ts';
import { benchTopics, outputsOf, recordsIn, renewTopics, sideOutputsOf } from '../cluster/bench-topics.ts';
import { jsonParseMicros, writeEvents } from '../json-parse/json-parse.ts';
import { applyBenchSubscriptions, type Filled, fillRaw } from '../load/fill-raw.ts';
import { type PlacedRecord, readSome } from '../load/read-some.ts';
import { machineFacts } from '../machine/machine-facts.ts';
import { median } from '../machine/median.ts';
import { readProfiles, type StageProfile } from '../profile/read-profiles.ts';
import type { BenchReport, BenchRow } from '../report/bench-report.ts';
import { type AloneRun, runStageAlone } from '../stage/run-stage-alone.ts';

/** Events that J is measured on, read back from the topic. */
const J_EVENTS = 20_000;
const J_LOOSE_RUNS = 3;

/** Threads that V8 marks, sweeps and compiles on beside the program. */
const V8_HELPERS = 'V8Worker';

interface Run extends AloneRun {
  readonly jMicros: number;
}

export interface StagesReport extends BenchReport {
  readonly profiles: readonly StageProfile[];
}

type Say = (line: string) => void;

/** @throws WrongOutputError, UnrealisticEventsError, KafkaMissingError */
export async function runStages(options: BenchOptions, say: Say): Promise<StagesReport> {
  const machine = machineFacts();
  const kafka = await openBenchKafka();
  const scratch = mkdtempSync(join(tmpdir(), 'pixel-relay-bench-'));
  try {
    await kafka.log.admin.ensure(benchTopics(options.partitions));
    await applyBenchSubscriptions(kafka);
    const filled = await fillRaw(kafka, { ...options, deniedShare: options.denied });
    say(
      `${filled.load.in} events of ${Math.round(filled.bytesPerEvent)} bytes, compressed ` +
        (filled.compressionRatio === null ? '(unknown: not our broker)' : `${filled.compressionRatio.toFixed(2)} : 1`),
    );
    const raw = await readSome(kafka.log, topics.raw, J_EVENTS);
    const eventsFile = join(scratch, 'events');
    writeEvents(
      eventsFile,
      raw.map(({ value }) => value!),
    );
    const bench = new StagesBench(kafka, options, { filled, raw, eventsFile }, say);
    return await bench.report(machine, scratch);
  } finally {
    await kafka.close();
    rmSync(scratch, { recursive: true });
  }
}

class StagesBench {
  private readonly kafka: BenchKafka;
  private readonly options: BenchOptions;
  private readonly input: {
    readonly filled: Filled;
    readonly raw: readonly PlacedRecord[];
    readonly eventsFile: string;
  };
  private readonly say: Say;
  private readonly jMicros: number[] = [];
  private groups = 0;

  constructor(kafka: BenchKafka, options: BenchOptions, input: StagesBench['input'], say: Say) {
    this.kafka = kafka;
    this.options = options;
    this.input = input;
    this.say = say;
  }

  async report(machine: BenchReport['machine'], scratch: string): Promise<StagesReport> {
    const { options, input } = this;
    const rows: BenchRow[] = [];
    const profiles: StageProfile[] = [];
    for (let i = 0; i < J_LOOSE_RUNS; i++) await this.measureJ();
    for (const stage of stageNames.slice(0, Math.max(...options.stages.map(name => stageNames.indexOf(name))) + 1)) {
      const asked = options.stages.includes(stage);
      // A stage that nobody asked for still has to make the next one's backlog.
      const runs = options.profile !== null || !asked ? 1 : options.runs;
      const row = await this.measure(stage, runs);
      if (asked) rows.push(row);
      if (options.profile !== null && asked) profiles.push(await this.profile(stage, join(scratch, stage)));
    }
    const { load, bytesPerEvent, compressionRatio } = input.filled;
    return {
      command: 'stages',
      machine,
      jsonParseMicros: median(this.jMicros),
      options: { ...options },
      events: { count: load.in, bytesPerEvent, compressionRatio, delivered: load.delivered, partners: load.partners },
      rows,
      profiles,
    };
  }

  private async measure(stage: StageName, count: number): Promise<BenchRow> {
    const runs: Run[] = [];
    for (let i = 0; i < count; i++) {
      const before = await this.measureJ();
      const run = await this.run(stage);
      const jMicros = (before + (await this.measureJ())) / 2;
      runs.push({ ...run, jMicros });
      const { cpuMicrosPerEvent, eventsPerSecond } = run.measured;
      this.say(
        `${stage}: ${cpuMicrosPerEvent.toFixed(2)} us/event, ${(cpuMicrosPerEvent / jMicros).toFixed(2)} J ` +
          `(J ${jMicros.toFixed(2)} us), ${Math.round(eventsPerSecond)} events/s`,
      );
    }
    return this.row(stage, runs);
  }

  /** One run into empty topics by a group of its own, checked. */
  private async run(stage: StageName, nodeFlags: readonly string[] = []): Promise<AloneRun> {
    const { kafka, options, input } = this;
    await renewTopics(kafka.log.admin, [...outputsOf[stage], ...sideOutputsOf(stage)], options.partitions);
    const { replicas, built, warmUp } = options;
    const flags = [...options.nodeFlags, ...nodeFlags];
    const groupId = `${kafka.topicPrefix}${stage}-${this.groups++}`;
    const events = this.eventsInto(stage);
    const run = await runStageAlone(kafka, {
      stage,
      groupId,
      replicas,
      built,
      events,
      warmShare: warmUp,
      nodeFlags: flags,
    });
    checkOutcomes(stage, run.outcomes, input.filled.load);
    await checkSample(kafka.log, stage, input.raw);
    if (stage === 'producer') {
      const counts = await Promise.all(outputsOf.producer.map(topic => recordsIn(kafka.log.admin, topic)));
      checkDeliveries(
        counts.reduce((sum, each) => sum + each, 0),
        input.filled.load,
      );
    }
    return run;
  }

  private row(stage: StageName, runs: readonly Run[]): BenchRow {
    const measured = runs.map(run => run.measured);
    const ratios = runs.map(run => run.measured.cpuMicrosPerEvent / run.jMicros);
    const broker = measured.flatMap(each => each.brokerMicrosPerEvent ?? []);
    const cpuMicrosPerEvent = median(measured.map(each => each.cpuMicrosPerEvent));
    const { delivered, partners } = this.input.filled.load;
    const deliveriesPerEvent = deliveriesOf(partners) / delivered;
    return {
      name: stage,
      events: this.eventsInto(stage),
      eventsPerSecond: median(measured.map(each => each.eventsPerSecond)),
      cpuMicrosPerEvent,
      ratio: median(ratios),
      residentMiB: median(runs.map(run => run.residentPeakBytes)) / 2 ** 20,
      brokerMicrosPerEvent: broker.length === runs.length ? median(broker) : null,
      ratioRange: [Math.min(...ratios), Math.max(...ratios)],
      runs: runs.length,
      v8HelperShare: median(runs.map(({ threads }) => shareOf(threads, V8_HELPERS))),
      ...(stage === 'producer' && { cpuMicrosPerDelivery: cpuMicrosPerEvent / deliveriesPerEvent, deliveriesPerEvent }),
    };
  }

  private async profile(stage: StageName, folder: string): Promise<StageProfile> {
    const { profile } = this.options;
    const into = profile === '' || profile === null ? folder : join(profile, stage);
    const run = await this.run(stage, ['--cpu-prof', `--cpu-prof-dir=${into}`, '--cpu-prof-interval=500']);
    return readProfiles(stage, into, run);
  }

  /** Events that reach a stage: after the validator, only those that somebody may have. */
  private eventsInto(stage: StageName): number {
    const { load } = this.input.filled;
    return stage === 'augmenter' || stage === 'producer'
      ? load.delivered
      : load.in - (stage === 'parser' ? 0 : load.dead);
  }

  private async measureJ(): Promise<number> {
    const micros = await jsonParseMicros(this.input.eventsFile);
    this.jMicros.push(micros);
    return micros;
  }
}

function shareOf(threads: ReadonlyMap<string, number>, name: string): number {
  const all = [...threads.values()].reduce((sum, micros) => sum + micros, 0);
  return (threads.get(name) ?? 0) / Math.max(all, 1);
}
