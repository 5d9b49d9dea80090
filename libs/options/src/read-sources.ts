/** Reads flags, environment and file, each into the same shape: what was given, and the names nobody knows. */
import type { OptionSet } from './define-options.ts';
import { ENV_PREFIX, RESERVED, envName, fileName, flagName } from './names.ts';
import { nearest } from './nearest.ts';

export type Source = 'flag' | 'env' | 'file' | 'default';

/** One option as one source gave it. */
export interface Given {
  /** text still to be read, or a value from the file */
  readonly value: { readonly text: string } | { readonly json: unknown };
  readonly source: Exclude<Source, 'default'>;
  /** the name it had there, as somebody would look for it: `--workers`, `PIXEL_RELAY_WORKERS`, `workers in FILE` */
  readonly from: string;
}

export interface Reading {
  /** by option name; a secret's file under its `...File` name */
  readonly given: Map<string, Given>;
  readonly problems: string[];
}

const unknown = (what: string, known: readonly string[]): string => {
  const meant = nearest(what, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
};

/** Every name that can be set, with the kinds' extras: `webhookSecret`, `webhookSecretFile`, `workers`. */
const settable = (options: OptionSet): string[] =>
  Object.entries(options).flatMap(([name, declared]) => (declared.kind === 'secret' ? [name, fileName(name)] : [name]));

/** Flags: `--name value`, `--name=value`, and for flags `--name`, `--no-name`. Returns the file that `--config` names. */
export function readFlags(options: OptionSet, argv: readonly string[]): Reading & { config?: string } {
  const names = new Map(settable(options).map(name => [flagName(name), name]));
  const known = [...names.keys(), ...RESERVED.map(flagName)];
  const given = new Map<string, Given>();
  const problems: string[] = [];
  let config: string | undefined;

  for (let at = 0; at < argv.length; at++) {
    const [flag, inline] = splitAt(argv[at]!, '=');
    const following = (): string | undefined => {
      const next = argv[at + 1];
      return next === undefined || next.startsWith('--') ? undefined : argv[++at];
    };
    if (!flag.startsWith('--')) {
      problems.push(`${quoted(argv[at]!)} is not a flag: write --name value or --name=value`);
      continue;
    }
    if (flag === '--config') {
      const path = inline ?? following();
      if (path === undefined) problems.push('--config needs the path of a file');
      else config = path;
      continue;
    }
    if (RESERVED.some(name => flag === flagName(name))) continue;

    const positive = flag.replace(/^--no-/, '--');
    const negated = flag !== positive && !names.has(flag) && options[names.get(positive) ?? '']?.kind === 'flag';
    const name = names.get(negated ? positive : flag);
    if (name === undefined) {
      problems.push(`unknown flag ${flag}${unknown(flag, known)}`);
      following();
      continue;
    }
    const kind = options[name]?.kind;
    if (kind === 'secret') {
      if (inline === undefined) following();
      problems.push(
        `${flag}: everyone on this machine can read a command line; use ${envName(name)}, ${envName(name)}_FILE or ${flagName(fileName(name))}`,
      );
      continue;
    }
    let text = inline;
    if (kind === 'flag') text = negated ? 'false' : (inline ?? (isTruth(argv[at + 1]) ? argv[++at] : 'true'));
    else text ??= following();
    if (text === undefined) {
      problems.push(`${flag} needs a value`);
      continue;
    }
    const before = given.get(name);
    if (before && kind !== 'list') problems.push(`${flag} is given twice: keep one`);
    const joined = before && 'text' in before.value ? `${before.value.text},${text}` : text;
    given.set(name, { value: { text: joined }, source: 'flag', from: flag });
  }
  return config === undefined ? { given, problems } : { given, problems, config };
}

/** Environment names of options. Others that start alike are refused, but for those that Kubernetes makes by itself. */
export function readEnv(options: OptionSet, env: Env): Reading & { config?: string } {
  const names = new Map(settable(options).map(name => [envName(name), name]));
  const configName = envName('config');
  const given = new Map<string, Given>();
  const problems: string[] = [];
  for (const [key, text] of Object.entries(env)) {
    if (text === undefined || !key.startsWith(ENV_PREFIX) || key === configName) continue;
    const name = names.get(key);
    if (name !== undefined) given.set(name, { value: { text }, source: 'env', from: key });
    else if (!isServiceLink(key, text)) problems.push(`unknown variable ${key}${unknown(key, [...names.keys()])}`);
  }
  const config = env[configName];
  return config === undefined ? { given, problems } : { given, problems, config };
}

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * A Kubernetes service named pixel-relay-... puts variables like PIXEL_RELAY_PARSER_PORT_9090_TCP_ADDR into every
 * container of its namespace. Refusing those would keep every stage from starting.
 */
const isServiceLink = (key: string, value: string): boolean =>
  /_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/.test(key) ||
  (key.endsWith('_PORT') && /^(tcp|udp|sctp):\/\//.test(value));

/** A JSON object of option names. `$schema` may stand beside them, for editors. */
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
    else problems.push(`${path}: unknown option ${quoted(key)}${unknown(key, known)}`);
  }
  return { given, problems };
}

/** One line, without the parts of a system error that only a debugger wants; never the content of the file. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'this user may not read it';
  if (code === 'EISDIR') return 'it is a folder, not a file';
  return error instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read';
}

/** Given values as a problem shows them: bounded, on one line. */
export const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const isTruth = (text: string | undefined): boolean => text === 'true' || text === 'false';

const splitAt = (text: string, separator: string): [string, string | undefined] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
};
