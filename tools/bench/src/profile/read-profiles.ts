/** Where a stage's CPU goes, from the profiles that node wrote of its main thread and its workers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageName } from '@pixel-relay/demo';
import type { AloneRun } from '../stage/run-stage-alone.ts';
import { type CpuProfile, selfTimes } from './self-times.ts';
import { type Category, categories, categoryOf, isIdle } from './categories.ts';

export interface HotFunction {
  readonly name: string;
  /** of all that the profiles saw */
  readonly share: number;
  readonly category: Category;
}

export interface StageProfile {
  readonly stage: StageName;
  /** share of CPU by category; they add up to 1 */
  readonly shares: Readonly<Record<Category, number>>;
  readonly functions: readonly HotFunction[];
  /** the same by file of ours, or package */
  readonly files: readonly HotFunction[];
  /** CPU seconds by kind of thread: what runs beside (concurrent marking, compiling) shows only here */
  readonly threadSeconds: Readonly<Record<string, number>>;
}

const FUNCTIONS_MAX = 60;

/** Only what ran while the stage was warm: loading and compiling it is not its work. */
export function readProfiles(
  stage: StageName,
  folder: string,
  run: Pick<AloneRun, 'hrMicros' | 'threads'>,
): StageProfile {
  const byCategory = Object.fromEntries(categories.map(name => [name, 0])) as Record<Category, number>;
  const byFunction = new Map<string, { micros: number; category: Category }>();
  const byFile = new Map<string, { micros: number; category: Category }>();
  let all = 0;
  for (const file of readdirSync(folder).filter(name => name.endsWith('.cpuprofile'))) {
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
    for (const { stack, micros } of selfTimes(profile, run.hrMicros)) {
      if (isIdle(stack)) continue;
      const { category, owner } = categoryOf(stack);
      all += micros;
      byCategory[category] += micros;
      add(byFunction, functionName(stack[0]!, owner), micros, category);
      add(byFile, owner, micros, category);
    }
  }
  if (all === 0) throw new Error(`the profiles in ${folder} hold nothing of the run`);
  const ranked = (map: Map<string, { micros: number; category: Category }>): HotFunction[] =>
    [...map]
      .map(([name, { micros, category }]) => ({ name, share: micros / all, category }))
      .sort((a, b) => b.share - a.share)
      .slice(0, FUNCTIONS_MAX);
  return {
    stage,
    shares: Object.fromEntries(categories.map(name => [name, byCategory[name] / all])) as Record<Category, number>,
    functions: ranked(byFunction),
    files: ranked(byFile),
    threadSeconds: Object.fromEntries([...run.threads].map(([name, micros]) => [name, micros / 1e6])),
  };
}

function add(
  map: Map<string, { micros: number; category: Category }>,
  name: string,
  micros: number,
  category: Category,
) {
  const entry = map.get(name);
  if (entry === undefined) map.set(name, { micros, category });
  else entry.micros += micros;
}

function functionName(
  { functionName: name, url, lineNumber }: { functionName: string; url: string; lineNumber: number },
  owner: string,
): string {
  const where = url === '' || url.startsWith('node:') ? `${url || 'native'} < ${owner}` : `${owner}:${lineNumber + 1}`;
  return `${(name || '(anonymous)').slice(0, 80)} ${where}`;
}
