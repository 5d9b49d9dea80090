/** Docs that are not true fail here: made pages against the code, written ones against what they name. */
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { relayctl } from '@pixel-relay/relayctl';
import { prometheusName, registry } from '@pixel-relay/telemetry';
import { classesIn } from './error-classes.ts';
import { mustMatch } from './errors-page.ts';
import { referencePages } from './pages.ts';
import { workspaceRoot } from './workspace-root.ts';

const read = (path: string): string => readFileSync(join(workspaceRoot, path), 'utf8');

describe('the reference pages', () => {
  it('are what the code says', async () => {
    const generator = join(import.meta.dirname, 'generate-docs.ts');
    const [code, said] = await new Promise<[number, string]>(resolve =>
      execFile(process.execPath, [generator, '--check'], (error, out, err) =>
        resolve([error === null ? 0 : Number(error.code), out + err]),
      ),
    );
    expect(said).toMatch(/^\d+ pages are up to date\n$/);
    expect(code).toBe(0);
  });

  it('have one for the options of every app', async () => {
    const pages = (await referencePages()).map(({ path }) => path);
    for (const app of globSync('apps/*/src/main.ts', { cwd: workspaceRoot }))
      expect(pages).toContain(`docs/reference/options-${app.split('/')[1]}.md`);
  });
});

describe('error classes', () => {
  it('are found with their code and what their comment says', () => {
    const source = `
/** Base. */
export abstract class BaseError extends Error {
  readonly action = 'x';
}

/**
 * First line,
 * second line.
 */
export class OneError extends BaseError {
  readonly code = 'one';
}

/** Two. */
export class TwoError extends Error {}
`;
    expect(classesIn('libs/x/src/e.ts', source)).toEqual([
      { name: 'OneError', code: 'one', when: 'First line, second line.', project: 'libs/x' },
      { name: 'TwoError', code: '', when: 'Two.', project: 'libs/x' },
    ]);
    expect(() => classesIn('libs/x/src/e.ts', '\nexport class MuteError extends Error {}\n')).toThrow(
      /MuteError has no comment/,
    );
  });

  it('each have an action, and each action an error', () => {
    const action = { who: 'itself', does: '' } as const;
    expect(() => mustMatch('error class', ['A', 'B'], { A: action })).toThrow(/each new error class: B/);
    expect(() => mustMatch('reason', ['a'], { a: action, b: action })).toThrow(/for no reason: b/);
    expect(() => mustMatch('reason', ['a'], { a: action })).not.toThrow();
  });
});

describe.each(globSync('{docs/*.md,tools/relayctl/README.md}', { cwd: workspaceRoot }))('%s', path => {
  const text = read(path);
  const code = [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)].flatMap(match =>
    (match[1] ?? match[2]!).split('\n'),
  );

  it('names files that are there', () => {
    const named = [...text.matchAll(/\b(?:apps|libs|tools|proto|docs)\/[\w./-]+\w/g)]
      .map(([name]) => name)
      // Built files are there after a build only.
      .filter(name => !name.includes('/dist/'));
    expect(named.filter(name => !existsSync(join(workspaceRoot, name)))).toEqual([]);
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(match => join(path, '..', match[1]!));
    expect(links.filter(link => !existsSync(join(workspaceRoot, link)))).toEqual([]);
  });

  it('names scripts, commands and options that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const unknown: string[] = [];
    for (const line of code) {
      for (const [, script] of line.matchAll(/npm run (?:-s )?([\w:-]+)/g))
        if (!(script! in scripts)) unknown.push(`npm run ${script}`);
      for (const [, words] of line.matchAll(/(?:^|\brun )relayctl (?:--(?: |$))?(.*)/g))
        if (words !== '') unknown.push(...unknownIn(words!));
    }
    expect(unknown).toEqual([]);
  });

  it('names metrics that there are', () => {
    const metrics = new Set(Object.values(registry).map(prometheusName));
    const named = [...text.matchAll(/\bpixelrelay_\w+/g)].map(([name]) => name);
    expect(named.filter(name => !metrics.has(name.replace(/_(?:bucket|count|sum)$/, '')))).toEqual([]);
  });
});

/** What relayctl would not know of `status -a X` or `topics ensure --partitions 8`. */
function unknownIn(text: string): string[] {
  const program = relayctl({
    print: () => undefined,
    printAside: () => undefined,
    exitWith: () => undefined,
    terminal: false,
    interrupted: new AbortController().signal,
  });
  // The words of several commands at once: `pause | resume -a X`; what stands behind two spaces is said about them.
  const [words] = text.split(/ {2,}|\s#/);
  const [first = '', ...rest] = words!.trim().split(/\s+/);
  let command = program.commands.find(each => each.name() === first);
  if (command === undefined) return [`relayctl ${first}`];
  const sub = command.commands.find(each => each.name() === rest[0]?.split('|')[0]);
  if (command.commands.length > 0 && sub === undefined) return [`relayctl ${first} ${rest[0]}`];
  command = sub ?? command;
  const flags = new Set(command.options.flatMap(({ short, long }) => [short, long]));
  return [...words!.matchAll(/(?<=[\s[(])--?[a-z][\w-]*/g)]
    .filter(([flag]) => !flags.has(flag) && flag !== '--help')
    .map(([flag]) => `relayctl ${command.name()} ${flag}`);
}
