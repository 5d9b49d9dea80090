/** What flags, environment and file have in common: options as one of them gave them, and what is wrong with it. */
import type { OptionSet } from './define-options.ts';
import { fileName } from './names.ts';
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
  /** the file of options that was named */
  readonly config?: string | undefined;
}

/** Every name that can be set: `workers`; for a secret `webhookSecret` and `webhookSecretFile`. */
export const settable = (options: OptionSet): string[] =>
  Object.entries(options).flatMap(([name, declared]) => (declared.kind === 'secret' ? [name, fileName(name)] : [name]));

export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

/** A value as a problem shows it: bounded, on one line. */
export const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Why a file could not be read: one line, without the parts that only a debugger wants, never with its content. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'this user may not read it';
  if (code === 'EISDIR') return 'it is a folder, not a file';
  return error instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read';
}
