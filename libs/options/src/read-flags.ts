/** Reads a command line: `--name value`, `--name=value`, and for flags `--name` and `--no-name`. */
import type { OptionSet } from './define-options.ts';
import { type Given, type Reading, didYouMean, quoted, settable } from './given.ts';
import { RESERVED, envName, fileName, flagName } from './names.ts';

export function readFlags(options: OptionSet, argv: readonly string[]): Reading {
  const names = new Map(settable(options).map(name => [flagName(name), name]));
  const given = new Map<string, Given>();
  const problems: string[] = [];
  let config: string | undefined;
  let at = 0;
  /** The value of the flag at hand where it stands by itself: anything but another flag. */
  const following = (): string | undefined => {
    const next = argv[at];
    if (next === undefined || next.startsWith('--')) return undefined;
    at++;
    return next;
  };

  const take = (argument: string): string | void => {
    const [flag, inline] = splitAtEquals(argument);
    if (!flag.startsWith('--')) return `${quoted(argument)} is not a flag: write --name value or --name=value`;
    if (flag === '--config') {
      config = inline ?? following();
      return config === undefined ? '--config needs the path of a file' : undefined;
    }
    if (RESERVED.some(name => flag === flagName(name))) return;

    const positive = flag.replace(/^--no-/, '--');
    const negated = !names.has(flag) && kindOf(options, names.get(positive)) === 'flag';
    const name = names.get(negated ? positive : flag);
    const kind = kindOf(options, name);
    if (name === undefined) {
      following();
      return `unknown flag ${flag}${didYouMean(flag, [...names.keys(), ...RESERVED.map(flagName)])}`;
    }
    if (kind === 'flag') {
      const said = inline ?? (argv[at] === 'true' || argv[at] === 'false' ? following() : 'true');
      return add(name, flag, negated ? 'false' : said!);
    }
    const text = inline ?? following();
    if (kind === 'secret')
      return `${flag}: everyone on this machine can read a command line; use ${envName(name)}, ${envName(name)}_FILE or ${flagName(fileName(name))}`;
    return text === undefined ? `${flag} needs a value` : add(name, flag, text);
  };

  const add = (name: string, flag: string, text: string): string | void => {
    const before = given.get(name);
    if (before && options[name]?.kind !== 'list') return `${flag} is given twice: keep one`;
    const joined = before && 'text' in before.value ? `${before.value.text},${text}` : text;
    given.set(name, { value: { text: joined }, source: 'flag', from: flag });
  };

  while (at < argv.length) {
    const problem = take(argv[at++]!);
    if (problem !== undefined) problems.push(problem);
  }
  return { given, problems, config };
}

const kindOf = (options: OptionSet, name: string | undefined): string | undefined =>
  name !== undefined && Object.hasOwn(options, name) ? options[name]!.kind : undefined;

function splitAtEquals(argument: string): [string, string | undefined] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}
