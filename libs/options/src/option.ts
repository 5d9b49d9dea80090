/**
 * The kinds of option. One declaration says everything that is known about an option: its type, bounds and default, why
 * the default is what it is, and whether it can change while the process runs.
 */
import { z } from 'zod';

export type OptionKind = 'int' | 'number' | 'string' | 'oneOf' | 'list' | 'flag' | 'secret';

export interface Option<Value> {
  readonly kind: OptionKind;
  /** checks a value, wherever it came from; its messages complete the sentence "--name: ..." */
  readonly schema: z.ZodType<Value>;
  /** undefined: the option has to be given */
  readonly default: Value | undefined;
  readonly doc: string;
  /** why the default and the bounds are what they are; '' where there is nothing to say */
  readonly reason: string;
  readonly reloadable: boolean;
  /** the allowed values in words, for the help and the reference page */
  readonly allowed: string;
  /** Reads what a flag or the environment gave; what cannot be read is returned as it is, and the schema refuses it. */
  fromText(text: string): unknown;
}

interface Described {
  /** one sentence: what the option does */
  readonly doc: string;
  readonly reason?: string;
  /** can it change while the process runs; default: no */
  readonly reloadable?: boolean;
}

/** `default: null` makes the option optional, `null` meaning "not set"; no default at all makes it required. */
interface Defaulted<Default> {
  readonly default?: Default;
}

type Bounds = { readonly min: number; readonly max: number };
type OrNull<Value, Default> = Default extends null ? Value | null : Value;

/** Items of a list, and characters of a string, that nobody means to exceed. */
const LIST_ITEMS_MAX = 256;
const STRING_LENGTH_MAX = 4_096;

const ints = ({ min, max }: Bounds): z.ZodType<number> =>
  z.int({ error: 'must be a whole number' }).min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);

const numbers = ({ min, max }: Bounds): z.ZodType<number> =>
  z.number({ error: 'must be a number' }).min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);

const strings = (spec: StringSpec): z.ZodType<string> => {
  const max = spec.lengthMax ?? STRING_LENGTH_MAX;
  let schema = z.string({ error: 'must be text' }).max(max, `must have at most ${max} characters`);
  if (spec.pattern) schema = schema.regex(spec.pattern, `must be ${spec.patternSays ?? `like ${spec.pattern.source}`}`);
  return schema;
};

interface StringSpec {
  readonly pattern?: RegExp;
  /** what the pattern asks for, completing "must be ..." */
  readonly patternSays?: string;
  readonly lengthMax?: number;
}

function make<Value, Default extends Value | null>(
  kind: OptionKind,
  schema: z.ZodType<Value>,
  allowed: string,
  spec: Described & Defaulted<Default>,
  fromText: (text: string) => unknown = text => text,
): Option<OrNull<Value, Default>> {
  const checked = spec.default === null ? z.nullable(schema) : schema;
  return {
    kind,
    schema: checked as z.ZodType<OrNull<Value, Default>>,
    default: spec.default as OrNull<Value, Default> | undefined,
    doc: spec.doc,
    reason: spec.reason ?? '',
    reloadable: spec.reloadable ?? false,
    allowed,
    fromText,
  };
}

const readNumber = (text: string): unknown => (/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text);
const readFlag = (text: string): unknown => ({ true: true, 1: true, false: false, 0: false })[text] ?? text;
const readList = (text: string): string[] =>
  text === ''
    ? []
    : text
        .split(',')
        .map(item => item.trim())
        .filter(item => item !== '');

/**
 * A text that is never printed. It comes from the environment or a file, never from a flag: a command line can be read
 * by everyone on the machine. It has no default but null, where it may be absent.
 */
function secret(spec: Described & { readonly default: null }): Option<string | null>;
function secret(spec: Described & { readonly default?: never }): Option<string>;
function secret(spec: Described & { readonly default?: null }): Option<string> | Option<string | null> {
  const max = 65_536;
  const schema = z
    .string({ error: 'must be text' })
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`);
  return make<string, null>('secret', schema, 'text, never printed', spec);
}

export const option = {
  /** A whole number between `min` and `max`. Both are asked for: an unbounded number is an unbounded buffer or wait. */
  int: <Default extends number | null = number>(spec: Bounds & Described & Defaulted<Default>) =>
    make<number, Default>('int', ints(spec), `${spec.min} to ${spec.max}`, spec, readNumber),

  /** A number with a fraction between `min` and `max`, e.g. a share. */
  number: <Default extends number | null = number>(spec: Bounds & Described & Defaulted<Default>) =>
    make<number, Default>('number', numbers(spec), `${spec.min} to ${spec.max}, fractions too`, spec, readNumber),

  string: <Default extends string | null = string>(spec: StringSpec & Described & Defaulted<Default>) =>
    make<string, Default>('string', strings(spec), spec.patternSays ?? 'text', spec),

  oneOf: <const Choice extends string, Default extends Choice | null = Choice>(
    choices: readonly [Choice, ...Choice[]],
    spec: Described & Defaulted<Default>,
  ) =>
    make<Choice, Default>(
      'oneOf',
      z.enum(choices, { error: `must be one of ${choices.join(', ')}` }),
      choices.join(', '),
      spec,
    ),

  /** Texts, separated by commas where they come as one text; a repeated flag adds to them. */
  list: (
    spec: StringSpec & { readonly itemsMin?: number; readonly itemsMax?: number } & Described & {
        readonly default?: readonly string[];
      },
  ) => {
    const { itemsMin = 0, itemsMax = LIST_ITEMS_MAX } = spec;
    const schema = z
      .array(strings(spec), { error: 'must be a list of texts' })
      .min(itemsMin, `must have at least ${itemsMin} item${itemsMin === 1 ? '' : 's'}`)
      .max(itemsMax, `must have at most ${itemsMax} items`);
    const allowed = `${spec.patternSays ?? 'texts'}, separated by commas; ${itemsMin} to ${itemsMax} of them`;
    return make<readonly string[], readonly string[]>('list', schema, allowed, spec, readList);
  },

  flag: (spec: Described & { readonly default: boolean }) =>
    make<boolean, boolean>('flag', z.boolean({ error: 'must be true or false' }), 'true, false', spec, readFlag),

  secret,
};
