/** Starts a pipeline, partners and load; shows them; waits until every event is accounted for; compares. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '@pixel-relay/clock';
import { demoPartnerTopics, demoSubscriptions, generateLoad, type LoadReport } from '@pixel-relay/loadgen';
import { startPartnerSim } from '@pixel-relay/partner-sim';
import { topics } from '@pixel-relay/stage';
import { applySubscriptions } from '@pixel-relay/subscriptions';
import { type PipelineAccount, readAccount } from './account-of-pipeline.ts';
import type { DemoOptions } from './demo-options.ts';
import { count, LiveTable } from './live-table.ts';
import { startMemoryPipeline } from './memory-pipeline.ts';
import type { Pipeline } from './pipeline.ts';
import { startProcessPipeline } from './process-pipeline.ts';
import { RateMeter } from './rates.ts';
import { type DemoReport, makeReport } from './report.ts';
import { readParked } from './read-parked.ts';
import { verify } from './verify.ts';

const SECRET_VARIABLE = 'DEMO_WEBHOOK_SECRET';
const DRAW_EVERY_MS = 500;
/** Without any progress for this long, what is missing will not come any more. */
const STUCK_MS = 60_000;
const workspace = resolve(import.meta.dirname, '../../..');

export interface DemoResult {
  readonly report: DemoReport;
  readonly examples: readonly string[];
}

export async function runDemo(options: DemoOptions, stop: AbortSignal): Promise<DemoResult> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const sim = await startPartnerSim({ secret, latencyMs: options.partnerLatencyMs });
  const scratch = mkdtempSync(join(tmpdir(), 'pixel-relay-demo-'));
  const logFolder = join(workspace, '.cache/demo');
  mkdirSync(logFolder, { recursive: true });
  const pipelineOptions = {
    partitions: options.partitions,
    workers: options.workers,
    producerWorkers: options.producerWorkers,
    env: { [SECRET_VARIABLE]: secret },
    partnerTopics: demoPartnerTopics,
  };
  let pipeline: Pipeline | null = null;
  try {
    say(options.inMemory ? 'starting the stages in memory' : 'starting Kafka, then four stages');
    pipeline = options.inMemory
      ? await startMemoryPipeline(pipelineOptions)
      : await startProcessPipeline(pipelineOptions, logFolder);
    say(`running on ${pipeline.where}`);
    const subscriptions = demoSubscriptions({
      webhookUrl: `${sim.url}/hooks/orders`,
      webhookSecretRef: `env:${SECRET_VARIABLE}`,
      webhookEventsPerRequestMax: 20,
    });
    await applySubscriptions(pipeline.log, topics.subscriptions, subscriptions);
    const watch = new Watch(pipeline);
    const expectFile = join(scratch, 'expected.tsv');
    const load = await Promise.race([
      watch.during(
        generateLoad({
          log: pipeline.log,
          topic: topics.raw,
          partitions: options.partitions,
          subscriptions,
          rate: options.rate,
          ...(options.seconds === null ? { seconds: 1_000_000 } : { seconds: options.seconds }),
          seed: options.seed,
          malformedShare: options.malformed,
          deniedShare: options.denied,
          expectFile,
          signal: stop,
        }),
        'load on',
      ),
      pipeline.failed,
    ]);
    const account = await Promise.race([watch.during(settled(pipeline, load), 'draining'), pipeline.failed]);
    const statuses = await pipeline.statuses();
    const parked = await readParked(pipeline.log, pipeline.groupIds.producer);
    const verdict = await verify(expectFile, {
      log: pipeline.log,
      partnerTopics: Object.fromEntries(demoPartnerTopics.map(topic => [topic, topic.replace('partner.', '')])),
      webhook: { sim },
      producerGroupId: pipeline.groupIds.producer,
    });
    await pipeline.stopStages();
    const { ageP99Ms, elapsedMs } = watch;
    const report = makeReport({ load, account, parked, verdict, statuses, ageP99Ms, elapsedMs, sim });
    return { report, examples: verdict.examples };
  } finally {
    await pipeline?.stopStages();
    await pipeline?.close();
    await sim.stop();
    rmSync(scratch, { recursive: true });
  }
}

/** Resolves when every raw record is accounted for and no delivery waits, or nothing has moved for too long. */
async function settled(pipeline: Pipeline, load: LoadReport): Promise<PipelineAccount> {
  let movedAtMs = systemClock.monotonic();
  let last = -1;
  for (;;) {
    const account = await readAccount(pipeline.log, pipeline.groupIds);
    const { waiting, accepted, withdrawn, dead } = account.deliveries;
    const done = account.raw - account.inFlight + accepted + withdrawn + dead;
    if (done !== last) movedAtMs = systemClock.monotonic();
    last = done;
    if (account.raw >= load.in && account.inFlight === 0 && waiting === 0) return account;
    if (systemClock.monotonic() - movedAtMs > STUCK_MS) return account;
    await systemClock.sleep(200);
  }
}

/** Draws the table while something goes on, and remembers the worst ages. */
class Watch {
  readonly ageP99Ms: number[] = [];
  private readonly pipeline: Pipeline;
  private readonly table = new LiveTable(process.stdout);
  private readonly rates = new RateMeter();
  private readonly startedAtMs = systemClock.monotonic();

  constructor(pipeline: Pipeline) {
    this.pipeline = pipeline;
  }

  get elapsedMs(): number {
    return systemClock.monotonic() - this.startedAtMs;
  }

  async during<T>(work: Promise<T>, what: string): Promise<T> {
    const done = new AbortController();
    const drawing = this.draw(what, done.signal);
    try {
      return await work;
    } finally {
      done.abort();
      await drawing;
    }
  }

  private async draw(what: string, done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      const statuses = await this.pipeline.statuses();
      const nowMs = systemClock.monotonic();
      const rates = this.rates.read(statuses, nowMs);
      statuses.forEach((status, i) => {
        this.ageP99Ms[i] = Math.max(this.ageP99Ms[i] ?? 0, status?.age?.p99Ms ?? 0);
      });
      this.table.draw(`${what}, ${count(this.elapsedMs / 1_000)} s`, statuses, rates, nowMs);
      await systemClock.sleep(DRAW_EVERY_MS, done).catch(() => undefined);
    }
  }
}
