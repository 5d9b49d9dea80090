/** What a stack is spent on: decided by its innermost frame that lies in a file of ours, so that what Node does for us counts as ours. */
import type { CallFrame } from './self-times.ts';

export const categories = ['kafka in', 'work', 'kafka out', 'connection', 'protocol', 'pool', 'gc', 'rest'] as const;
export type Category = (typeof categories)[number];

/**
 * First match wins; paths as they stand below the workspace. null: the caller decides, for what serves both ways. Files
 * that are nobody's go to `rest`.
 */
const rules: readonly (readonly [RegExp, Category | null])[] = [
  [/^libs\/kafka\/src\/codecs\//, null],
  [/^libs\/kafka\/src\/wire\/(encode|produce|crc32c)/, 'kafka out'],
  [/^libs\/kafka\/src\/producer/, 'kafka out'],
  [/^libs\/kafka\/src\/wire\/(patches|kafkajs)/, 'connection'],
  [/^libs\/kafka\/src\//, 'kafka in'],
  [/^node_modules\/kafkajs\//, 'connection'],
  [/^libs\/stage\/src\/protocol\/sender/, 'kafka out'],
  [/^libs\/stage\/src\/compute\/(step-worker|ended-tally)/, 'work'],
  [/^libs\/(stage|telemetry|control)\//, 'protocol'],
  [/^libs\/contracts\/src\/framing\/(read-batch|dropped)/, 'protocol'],
  [/^libs\/worker-pool\//, 'pool'],
  [/^(apps|libs\/(transcoder|contracts|partners|consent|subscriptions))\//, 'work'],
  [/^node_modules\/(isbot|bowser|protobufjs)/, 'work'],
];

export interface Attribution {
  readonly category: Category;
  /** path below the workspace, or a package's name */
  readonly owner: string;
}

const idle = new Set(['(idle)', '(root)']);

export const isIdle = (stack: readonly CallFrame[]): boolean => idle.has(stack[0]!.functionName);

export function categoryOf(stack: readonly CallFrame[]): Attribution {
  if (stack[0]!.functionName === '(garbage collector)') return { category: 'gc', owner: '(garbage collector)' };
  for (const { url } of stack) {
    const path = pathOf(url);
    if (path === null) continue;
    const rule = rules.find(([pattern]) => pattern.test(path));
    if (rule?.[1] !== null) return { category: rule?.[1] ?? 'rest', owner: ownerOf(path) };
  }
  return { category: 'rest', owner: stack[0]!.url || stack[0]!.functionName };
}

/** Below the workspace; null for what is Node's or native. */
function pathOf(url: string): string | null {
  const found = /(?:^|\/)((?:apps|libs|node_modules)\/.*)$/.exec(url.replace(/^file:\/\//, ''));
  return found === null ? null : found[1]!;
}

function ownerOf(path: string): string {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  return found === null || found[1]!.startsWith('@pixel-relay') || found[1] === 'kafkajs' ? path : found[1]!;
}
