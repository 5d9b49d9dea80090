import type { PoolRow } from './pool-row.ts';

/** How a contender is driven: `start` begins one more job, having waited until the contender has room for it. */
export interface Contender {
  /** Resolves when the job has been taken; calls `ended` when it has been done. */
  start(ended: () => void): Promise<void> | void;
  waitP99Ms(): number | null;
  close(): Promise<void>;
}

/** Past this the run is cut short: what is measured has shown what it does to memory, and the machine is still needed. */
const residentMaxMiB = 6_144;

/** Feeds it from an endless backlog: one second to warm up, then `seconds` that count. */
export async function measure(
  what: Pick<PoolRow, 'name' | 'table' | 'workers' | 'eventsPerJob'>,
  seconds: number,
  contender: Contender,
): Promise<PoolRow> {
  let done = 0;
  let over = false;
  const ended = (): void => void done++;
  const feeding = (async () => {
    for (let started = 0; !over; started++) {
      const taken = contender.start(ended);
      if (taken !== undefined) await taken;
      if (started % 256 === 0) await turn(); // timers and messages get their chance whatever the contender does
    }
  })();
  await sleep(1_000);
  const before = { done, atMs: performance.now(), cpu: process.cpuUsage() };
  let peak = 0;
  for (
    const endMs = before.atMs + seconds * 1_000;
    performance.now() < endMs && peak < residentMaxMiB;
    await sleep(20)
  ) {
    peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20);
  }
  const jobs = done - before.done;
  const tookMs = performance.now() - before.atMs;
  const cpu = process.cpuUsage(before.cpu);
  const row: PoolRow = {
    ...what,
    jobsPerSecond: (jobs / tookMs) * 1_000,
    waitP99Ms: contender.waitP99Ms(),
    residentMiB: peak,
    cpuMicrosPerJob: (cpu.user + cpu.system) / Math.max(jobs, 1),
  };
  over = true;
  await feeding;
  await contender.close();
  return row;
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
