/** Reads a JSON object of option names and values. `$schema` may stand among them, for editors. */
import type { OptionSet } from './define-options.ts';
import { type Given, type Reading, didYouMean, quoted, reasonOf, settable } from './given.ts';

export function readConfig(options: OptionSet, path: string, readFile: (path: string) => string): Reading {
  const given = new Map<string, Given>();
  const problems: string[] = [];
  let content: unknown;
  try {
    content = JSON.parse(readFile(path));
  } catch (error) {
    return { given, problems: [`--config ${path}: ${reasonOf(error)}`] };
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return { given, problems: [`--config ${path}: must hold one JSON object of option names and values`] };
  const known = settable(options);
  for (const [key, json] of Object.entries(content)) {
    if (key === '$schema') continue;
    if (known.includes(key)) given.set(key, { value: { json }, source: 'file', from: `${key} in ${path}` });
    else problems.push(`${path}: unknown option ${quoted(key)}${didYouMean(key, known)}`);
  }
  return { given, problems };
}
