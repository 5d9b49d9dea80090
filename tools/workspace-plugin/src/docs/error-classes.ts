/** Error classes as the sources declare them: the comment of each says when it is thrown. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './workspace-root.ts';

export interface ErrorClass {
  readonly name: string;
  /** '' for those that have none */
  readonly code: string;
  /** the class's comment, on one line */
  readonly when: string;
  /** the project that declares it */
  readonly project: string;
}

const CLASS =
  /^(?<comment>\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?<abstract>abstract )?class (?<name>\w+Error) extends \w*Error[^\n{]*\{(?<body>\}|[\s\S]*?^\})/gm;

/** Of libraries and apps; what only tests and tools throw is told where it is thrown. @throws when one has no comment */
export function errorClasses(): ErrorClass[] {
  const files = globSync(['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts'], { cwd: workspaceRoot })
    .filter(file => !file.endsWith('.spec.ts') && !/^libs\/(?:testing|simulation)\//.test(file))
    .sort();
  return files.flatMap(file => classesIn(file, readFileSync(join(workspaceRoot, file), 'utf8')));
}

export function classesIn(file: string, source: string): ErrorClass[] {
  return [...source.matchAll(CLASS)].flatMap(({ groups }) => {
    const { comment, abstract, name, body } = groups as Record<string, string | undefined>;
    if (abstract !== undefined) return [];
    if (comment === undefined) throw new Error(`${file}: ${name} has no comment that says when it is thrown`);
    const code = /readonly code = '(\w+)'/.exec(body!)?.[1] ?? '';
    return [{ name: name!, code, when: oneLine(comment), project: file.split('/').slice(0, 2).join('/') }];
  });
}

const oneLine = (comment: string): string =>
  comment
    .replace(/^\/\*\*|\*\/\s*$/g, '')
    .replace(/^\s*\*/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
