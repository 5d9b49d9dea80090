/** A set of options: a plain record of declarations, so that shared groups merge by spreading them. */
import { RESERVED, envName, fileName } from './names.ts';
import type { Option } from './option.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any value type: Option is not covariant in it
export type OptionSet = Readonly<Record<string, Option<any>>>;

/** The values that a set of options resolves to. */
export type OptionsOf<Options extends OptionSet> = {
  readonly [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never;
};

/** Something that must hold between options. `says` is shown when it does not: what to do, naming the options. */
export interface Rule<Values> {
  readonly holds: (values: Values) => boolean;
  readonly says: string;
}

/**
 * Declares a set of options. Throws when the declarations contradict each other: two names that become one in the
 * environment, a reserved name, a default outside its own bounds. That is a mistake in the code, never in the input.
 */
export function defineOptions<const Options extends OptionSet>(options: Options): Options {
  const taken = new Map<string, string>(RESERVED.map(name => [envName(name), name]));
  for (const [name, declared] of Object.entries(options)) {
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) throw new Error(`option ${name}: write it in camel case`);
    const names = declared.kind === 'secret' ? [name, fileName(name)] : [name];
    for (const each of names) {
      const other = taken.get(envName(each));
      if (other !== undefined) throw new Error(`option ${name}: ${envName(each)} is already the name of ${other}`);
      taken.set(envName(each), each);
    }
    if (declared.doc === '') throw new Error(`option ${name}: say in doc what it does`);
    if (declared.default === undefined) continue;
    const checked = declared.schema.safeParse(declared.default);
    if (!checked.success) throw new Error(`option ${name}: its default ${checked.error.issues[0]!.message}`);
  }
  return Object.freeze(options);
}
