/**
 * One run of unbounded spawning, in a process of its own that is watched: it may not hear its own clock any more. What it
 * said last is its row then.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchKafka } from '../../cluster/bench-kafka.ts';
import type { ProducerRun } from './measure-bounded.ts';
import type { ProducerRow } from './producer-row.ts';
import type { SimProcess } from './sim-process.ts';
import type { UnboundedOrder } from './unbounded-child.ts';

const child = join(import.meta.dirname, 'unbounded-child.ts');

/** Above the child's own bound, for when it does not come to look at it. */
const RESIDENT_MAX_MIB = 7_168;
/** Heap enough for the memory to be seen growing: at node's default it would end by itself before. */
const HEAP_MAX_MIB = 6_144;
const OVERTIME_SECONDS = 30;
const WATCH_MS = 100;

export async function measureUnbounded(
  kafka: BenchKafka,
  sim: SimProcess,
  run: ProducerRun,
  key: Buffer,
): Promise<ProducerRow> {
  const { groupId, seconds, warmUpSeconds } = run;
  const { brokers, topicPrefix } = kafka;
  const order: UnboundedOrder = {
    brokers,
    topicPrefix,
    groupId,
    url: `${sim.url}/`,
    key: key.toString('base64'),
    seconds,
    warmUpSeconds,
  };
  const process_ = fork(child, [JSON.stringify(order)], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--max-semi-space-size=16',
      `--max-old-space-size=${HEAP_MAX_MIB}`,
    ],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(process_, 'exit');
  let row: ProducerRow | undefined;
  process_.on('message', message => (row = message as ProducerRow));
  let why = '';
  const deadlineMs = performance.now() + (seconds + warmUpSeconds + OVERTIME_SECONDS) * 1_000;
  const watch = setInterval(() => {
    if (performance.now() > deadlineMs) why = 'it did not end in time';
    else if (residentMiBOf(process_.pid!) > RESIDENT_MAX_MIB) why = `it took more than ${RESIDENT_MAX_MIB} MiB`;
    if (why !== '') process_.kill('SIGKILL');
  }, WATCH_MS);
  const [code] = (await ended) as [number | null];
  clearInterval(watch);
  if (row === undefined) throw new Error(`unbounded spawning ended, code ${code}, without a result: ${why}`);
  return row;
}

function residentMiBOf(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(kib?.[1] ?? 0) / 1_024;
  } catch {
    return 0; // it has just ended
  }
}
