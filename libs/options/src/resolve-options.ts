/** Flags, environment, file and defaults become one set of values, or a list of everything that is wrong with them. */
import { readFileSync } from 'node:fs';
import type { OptionSet, OptionsOf, Rule } from './define-options.ts';
import { envName, fileName, flagName } from './names.ts';
import type { Option } from './option.ts';
import { type Given, type Source, quoted, reasonOf } from './given.ts';
import { readConfig } from './read-config.ts';
import { type Env, isServiceAddress, readEnv } from './read-env.ts';
import { readFlags } from './read-flags.ts';

export interface OptionInput<Options extends OptionSet> {
  /** what follows the script's name: process.argv.slice(2) */
  readonly argv: readonly string[];
  readonly env: Env;
  readonly readFile?: (path: string) => string;
  readonly rules?: readonly Rule<OptionsOf<Options>>[];
}

export type Resolved<Options extends OptionSet> =
  | {
      readonly ok: true;
      readonly values: OptionsOf<Options>;
      readonly sources: { readonly [Name in keyof Options]: Source };
    }
  /** One plain line for each problem, saying what to do; never a secret's value */
  | { readonly ok: false; readonly problems: readonly string[] };

/** What the command line asks for besides running. `help` wins over everything else. */
export type Asked = 'run' | 'help' | 'validate' | 'describe';

export const askedFor = (argv: readonly string[]): Asked =>
  (['help', 'describe', 'validate'] as const).find(name => argv.includes(flagName(name))) ?? 'run';

/** Precedence: flag, environment, the file that `--config` (or PIXEL_RELAY_CONFIG) names, default. */
export function resolveOptions<const Options extends OptionSet>(
  options: Options,
  { argv, env, readFile = path => readFileSync(path, 'utf8'), rules = [] }: OptionInput<Options>,
): Resolved<Options> {
  const flags = readFlags(options, argv);
  const variables = readEnv(options, env);
  const config = flags.config ?? variables.config;
  const readings = [flags, variables, ...(config === undefined ? [] : [readConfig(options, config, readFile)])];
  const problems = readings.flatMap(reading => reading.problems);

  const values: Record<string, unknown> = {};
  const sources: Record<string, Source> = {};
  for (const [name, declared] of Object.entries(options)) {
    const found = find(name, declared, readings);
    if ('problem' in found) problems.push(found.problem);
    const given = 'given' in found ? found.given : undefined;
    sources[name] = given?.source ?? 'default';
    if (given) {
      const read = valueOf(declared, given, readFile);
      if ('problem' in read) problems.push(read.problem);
      else values[name] = read.value;
    } else if (declared.default !== undefined) values[name] = declared.default;
    else if (!('problem' in found)) problems.push(missing(name, declared));
  }
  if (problems.length > 0) return { ok: false, problems };

  const resolved = Object.freeze(values) as OptionsOf<Options>;
  const broken = rules.filter(rule => !rule.holds(resolved)).map(rule => rule.says);
  if (broken.length > 0) return { ok: false, problems: broken };
  return { ok: true, values: resolved, sources: sources as { [Name in keyof Options]: Source } };
}

type FoundGiven = Given & { readonly namesFile?: boolean };

/** The strongest source that gives the option; a secret counts as given when its file is. */
function find(
  name: string,
  declared: Option<unknown>,
  readings: readonly { readonly given: ReadonlyMap<string, Given> }[],
): { given: FoundGiven } | { problem: string } | object {
  for (const { given } of readings) {
    const value = given.get(name);
    const file = declared.kind === 'secret' ? given.get(fileName(name)) : undefined;
    if (value && file) return { problem: `${value.from} and ${file.from} are both given: keep one` };
    if (file) return { given: { ...file, namesFile: true } };
    if (value) return { given: value };
  }
  return {};
}

function valueOf(
  declared: Option<unknown>,
  given: FoundGiven,
  readFile: (path: string) => string,
): { value: unknown } | { problem: string } {
  const secret = declared.kind === 'secret';
  let value = 'json' in given.value ? given.value.json : declared.fromText(given.value.text);
  if (given.namesFile) {
    try {
      value = readFile(String(value)).replace(/\r?\n$/, '');
    } catch (error) {
      return { problem: `${given.from}: ${reasonOf(error)} (${quoted(value)})` };
    }
  }
  const checked = declared.schema.safeParse(value);
  if (checked.success) return { value: checked.data };
  const shown = secret ? '' : `, got ${quoted('json' in given.value ? given.value.json : given.value.text)}`;
  return { problem: `${given.from}: ${checked.error.issues[0]!.message}${shown}${serviceLinkHint(value)}` };
}

const serviceLinkHint = (value: unknown): string =>
  typeof value === 'string' && isServiceAddress(value)
    ? ' (Kubernetes made this variable from a service: set enableServiceLinks: false)'
    : '';

const missing = (name: string, declared: Option<unknown>): string =>
  declared.kind === 'secret'
    ? `${envName(name)} is needed (or ${envName(name)}_FILE): ${declared.doc}`
    : `${flagName(name)} is needed (or ${envName(name)}): ${declared.doc}`;
