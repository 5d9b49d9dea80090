/** What people read about a set of options: the help, the reference page, a schema for editors, values for a log line. */
import { z } from 'zod';
import type { OptionSet, OptionsOf, Rule } from './define-options.ts';
import { envName, flagName } from './names.ts';
import type { Option } from './option.ts';

const defaultText = ({ default: value }: Option<unknown>): string => {
  if (value === undefined) return 'required';
  if (value === null) return 'not set';
  const text = Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : JSON.stringify(value);
  return text === '' ? 'empty' : text;
};

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Plain text, 100 columns, one paragraph an option. */
export function helpText(options: OptionSet, { usage, intro = '' }: { usage: string; intro?: string }): string {
  const paragraphs = Object.entries(options).map(([name, declared]) => {
    const head = helpHead(name, declared);
    const facts = `${defaultText(declared)}; allowed: ${declared.allowed}`;
    return [`  ${head}`, ...wrap(`${sentence(declared.doc)} Default: ${facts}.`, 92).map(line => `      ${line}`)].join(
      '\n',
    );
  });
  const asks = [
    '  --config FILE   read options from a JSON file; flags and PIXEL_RELAY_<OPTION> variables win over it',
    '  --validate      check the options and exit',
    '  --describe      print what this process reads and writes, and exit',
    '  --help          print this and exit',
  ];
  return `${[`usage: ${usage}`, intro, asks.join('\n'), ...paragraphs].filter(Boolean).join('\n\n')}\n`;
}

function helpHead(name: string, { kind }: Option<unknown>): string {
  const flag = flagName(name);
  if (kind === 'secret') return `${flag}-file FILE (or ${envName(name)}, ${envName(name)}_FILE)`;
  return kind === 'flag' ? `--[no-]${flag.slice(2)}` : `${flag} VALUE`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A markdown table: option, environment name, default, allowed values, reloadable, what and why. */
export function optionsTable(options: OptionSet): string {
  const rows = Object.entries(options).map(([name, declared]) => {
    const flag = declared.kind === 'secret' ? `\`${flagName(name)}-file\`` : `\`${flagName(name)}\``;
    const env = declared.kind === 'secret' ? `\`${envName(name)}\`, \`${envName(name)}_FILE\`` : `\`${envName(name)}\``;
    const why = declared.reason === '' ? '' : ` ${sentence(declared.reason)}`;
    const cells = [flag, env, defaultText(declared), declared.allowed, declared.reloadable ? 'yes' : 'no'];
    return `| ${[...cells, `${sentence(declared.doc)}${why}`].map(cell).join(' | ')} |`;
  });
  return ['| option | environment | default | allowed | live | what and why |', '|-|-|-|-|-|-|', ...rows].join('\n');
}

/** A whole markdown page, made from the declarations alone. */
export function referencePage<Options extends OptionSet>(
  options: Options,
  { title, rules = [] }: { title: string; rules?: readonly Rule<OptionsOf<Options>>[] },
): string {
  const precedence =
    'A flag wins over the environment, the environment over the JSON file that `--config` names, the file over the default. Unknown names are refused.';
  const checks = rules.length === 0 ? [] : ['## Checked together', rules.map(rule => `- ${rule.says}`).join('\n')];
  return `${[`# ${title}`, precedence, optionsTable(options), ...checks].join('\n\n')}\n`;
}

/** JSON Schema (2020-12) of the file that `--config` names. */
export function jsonSchema(options: OptionSet): Record<string, unknown> {
  const shape: Record<string, z.ZodType> = { $schema: z.string().optional() };
  for (const [name, declared] of Object.entries(options)) {
    const said = [declared.doc, declared.reason].filter(Boolean).map(sentence).join(' ');
    const described = declared.schema.meta({ description: said });
    if (declared.kind === 'secret') {
      shape[name] = described.optional();
      shape[`${name}File`] = z
        .string()
        .optional()
        .meta({ description: `a file that holds ${name}` });
    } else shape[name] = described.optional().meta({ default: declared.default });
  }
  return z.toJSONSchema(z.strictObject(shape));
}

/** The values with every secret hidden: for the log line at start, and for --describe. */
export const printable = <Options extends OptionSet>(
  options: Options,
  values: OptionsOf<Options>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      options[name]?.kind === 'secret' && value !== null ? '(hidden)' : (value as unknown),
    ]),
  );
