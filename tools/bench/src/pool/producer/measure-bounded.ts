/** One run of the producer stage, as it is deployed, against the partner. */
import { systemClock } from '@pixel-relay/clock';
import type { StageStatus } from '@pixel-relay/contracts';
import type { StageProcess } from '@pixel-relay/demo';
import type { BenchKafka } from '../../cluster/bench-kafka.ts';
import { residentPeakBytesOf } from '../../machine/process-figures.ts';
import { stageFlags } from '../../stage/stage-flags.ts';
import { startStage } from '../../stage/start-stage.ts';
import type { ProducerRow } from './producer-row.ts';
import type { SimProcess } from './sim-process.ts';

export interface ProducerRun {
  readonly workers: number | 'unbounded';
  /** a fresh one: it begins at the backlog's start */
  readonly groupId: string;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly built: boolean;
  /** in the backlog */
  readonly events: number;
}

/** Above all numbers of workers: one destination gets everything, and only the workers are to bound it. */
const CONNECTIONS_MAX = 10_000;
const FIRST_ACCEPTED_MS = 30_000;
const POLL_MS = 50;

export async function measureBounded(
  kafka: BenchKafka,
  sim: SimProcess,
  run: ProducerRun & { readonly workers: number },
): Promise<ProducerRow> {
  const { workers, groupId, seconds, warmUpSeconds, events } = run;
  const stage = await startStage({
    stage: 'producer',
    built: run.built,
    label: `producer-${workers}`,
    flags: [
      ...stageFlags(kafka),
      `--group-id=${groupId}`,
      `--workers=${workers}`,
      `--webhook-concurrency-max=${CONNECTIONS_MAX}`,
      '--allow-private-destinations',
    ],
  });
  try {
    await firstAccepted(stage);
    await systemClock.sleep(warmUpSeconds * 1_000);
    const before = await momentOf(stage);
    await systemClock.sleep(seconds * 1_000);
    const after = await momentOf(stage);
    await check(sim, after, events);
    const accepted = after.accepted - before.accepted;
    const { pool } = after.status;
    return {
      name: 'webhook, one event a request',
      table: 'producer',
      workers,
      jobsPerSecond: (accepted * 1_000) / (after.atMs - before.atMs),
      waitP99Ms: pool?.wait?.p99Ms ?? 0,
      requestP99Ms: pool?.run?.p99Ms ?? 0,
      timeouts: after.unanswered,
      failures: 0,
      underWayMax: (await sim.stats()).activeMax,
      residentMiB: (residentPeakBytesOf(stage.pid) ?? Number(after.status.process?.residentBytes ?? 0)) / 2 ** 20,
      cpuMicrosPerJob: (after.cpuMicros - before.cpuMicros) / Math.max(accepted, 1),
      runs: 1,
    };
  } finally {
    // Its unfinished batches would be waited for, and nobody needs them.
    await stage.kill();
  }
}

interface Moment {
  readonly status: StageStatus;
  readonly atMs: number;
  readonly accepted: number;
  /** requests that are over and were not accepted */
  readonly unanswered: number;
  readonly cpuMicros: number;
}

async function momentOf(stage: StageProcess): Promise<Moment> {
  const status = await Promise.race([stage.control.status(), stage.failed]);
  const { accepted, requests } = status.totals?.deliveries?.[0] ?? {};
  return {
    status,
    atMs: systemClock.monotonic(),
    accepted: accepted ?? 0,
    unanswered: Math.max(0, (requests ?? 0) - (accepted ?? 0) - (status.pool?.busy ?? 0)),
    cpuMicros: status.process?.cpuMicros ?? 0,
  };
}

async function firstAccepted(stage: StageProcess): Promise<void> {
  const deadlineMs = systemClock.monotonic() + FIRST_ACCEPTED_MS;
  while ((await momentOf(stage)).accepted === 0) {
    if (systemClock.monotonic() > deadlineMs)
      throw new Error(`the producer delivers nothing; its log is ${stage.logFile}`);
    await systemClock.sleep(POLL_MS);
  }
}

/** Figures count only if the partner tells the same story, and if there was enough to do all the time. */
async function check(sim: SimProcess, { accepted }: Moment, events: number): Promise<void> {
  const { eventsAccepted, answers } = await sim.stats();
  const others = Object.keys(answers).filter(status => status !== '200');
  if (others.length > 0) throw new Error(`the partner answered ${others.join(', ')}, which is not what is measured`);
  if (eventsAccepted < accepted)
    throw new Error(`the producer says that ${accepted} were accepted, the partner accepted ${eventsAccepted}`);
  if (accepted > events * 0.9) throw new RangeError(`${events} events are not enough: give more --events`);
}
