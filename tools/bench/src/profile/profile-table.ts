import { categories } from './categories.ts';
import type { StageProfile } from './read-profiles.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Shares of each stage's CPU by what it is spent on. */
export function sharesTable(profiles: readonly StageProfile[]): string {
  const lines = profiles.map(
    ({ stage, shares }) => `| ${stage} | ${categories.map(name => percent(shares[name])).join(' | ')} |`,
  );
  return [`| stage | ${categories.join(' | ')} |`, `|-|${'-:|'.repeat(categories.length)}`, ...lines].join('\n');
}

/** The functions that cost most. */
export function functionsTable({ stage, functions, files, threadSeconds }: StageProfile, count = 25): string {
  const lines = (list: StageProfile['functions']): string =>
    list
      .slice(0, count)
      .map(({ name, share, category }) => `| ${percent(share)} | ${category} | ${name} |`)
      .join('\n');
  const threads = Object.entries(threadSeconds).map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`);
  return [
    `### ${stage}`,
    `CPU by thread: ${threads.join(', ')}`,
    '',
    '| share | of | function |\n|-:|-|-|',
    lines(functions),
    '',
    '| share | of | file |\n|-:|-|-|',
    lines(files),
  ].join('\n');
}
