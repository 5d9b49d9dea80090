/**
 * Stages that share a machine get CPU by the requests in their deploy/values.yaml, as a kubelet's containers do: otherwise
 * each thread gets as much as any other, the cheap stages run ahead, and the dear one is left alone with the backlog.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type StageName, stageNames } from '@pixel-relay/demo';

const apps = join(resolve(import.meta.dirname, '../../../..'), 'apps');
/** One step of niceness is so much less CPU (Linux' scheduler, sched(7)). */
const WEIGHT_OF_A_STEP = 1.25;
const NICENESS_MAX = 19;

/** @throws Error when a stage's values.yaml does not say what CPU it requests, in thousandths of a core */
export function cpuRequestMillis(stage: StageName): number {
  const file = join(apps, stage, 'deploy/values.yaml');
  const request = /^ +requests: \{ cpu: (\d+)m,/m.exec(readFileSync(file, 'utf8'));
  if (request === null)
    throw new Error(`${file} has no line "requests: { cpu: ...m, ...": the stage's share is not known`);
  return Number(request[1]);
}

/** 0 for the stage that requests most. */
export function nicenessOf(stage: StageName): number {
  const most = Math.max(...stageNames.map(cpuRequestMillis));
  return nicenessFor(cpuRequestMillis(stage) / most);
}

/** @param share of what the one that requests most does, above 0 to 1 */
export const nicenessFor = (share: number): number =>
  Math.min(NICENESS_MAX, Math.round(Math.log(1 / share) / Math.log(WEIGHT_OF_A_STEP)));
