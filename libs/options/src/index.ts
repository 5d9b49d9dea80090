export { type Option, type OptionKind, option } from './option.ts';
export { type OptionSet, type OptionsOf, type Rule, defineOptions } from './define-options.ts';
export { type Asked, type OptionInput, type Resolved, askedFor, resolveOptions } from './resolve-options.ts';
export type { Source } from './given.ts';
export { helpText, jsonSchema, optionsTable, printable, referencePage } from './describe-options.ts';
export { envName, flagName } from './names.ts';
