import { readFile } from 'node:fs/promises';

/** The reference does not lead to a usable secret. The message names the reference, never what was found there. */
export class SecretUnusableError extends Error {
  override readonly name = 'SecretUnusableError';

  constructor(reference: string, why: string) {
    super(`the signing secret ${shown(reference)} cannot be used: ${why}`);
  }
}

export type ResolveSecret = (reference: string) => Promise<Buffer>;

const PREFIX = 'whsec_';
/** By the Standard Webhooks specification. */
const KEY_BYTES_MIN = 24;
const KEY_BYTES_MAX = 64;
const FILE_BYTES_MAX = 4_096;

/**
 * The signing key that a reference (`env:NAME` or `file:/PATH`) leads to. Read anew each time, so that a rotated file is
 * taken up; callers keep the key for a while. @throws SecretUnusableError
 */
export const secretResolver =
  (env: Readonly<Record<string, string | undefined>>): ResolveSecret =>
  async reference => {
    const text = await textOf(reference, env);
    const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) throw new SecretUnusableError(reference, 'it is not base64');
    const key = Buffer.from(encoded, 'base64');
    if (key.length < KEY_BYTES_MIN || key.length > KEY_BYTES_MAX)
      throw new SecretUnusableError(reference, `it must encode ${KEY_BYTES_MIN} to ${KEY_BYTES_MAX} bytes`);
    return key;
  };

async function textOf(reference: string, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  if (reference.startsWith('env:')) {
    const name = reference.slice('env:'.length);
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    if (!value) throw new SecretUnusableError(reference, 'there is no such environment variable');
    return value.trim();
  }
  if (reference.startsWith('file:/')) {
    let content: Buffer;
    try {
      content = await readFile(reference.slice('file:'.length));
    } catch (error) {
      throw new SecretUnusableError(reference, `the file cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
    if (content.length > FILE_BYTES_MAX) throw new SecretUnusableError(reference, 'the file is too large for a secret');
    return content.toString('utf8').trim();
  }
  throw new SecretUnusableError(reference, 'a reference is env:NAME or file:/PATH');
}

/** Only what is surely a reference is shown; anything else may be the secret itself, put in the wrong place. */
const shown = (reference: string): string =>
  /^(env:[A-Za-z_][A-Za-z0-9_]{0,127}|file:\/[\w./-]{1,255})$/.test(reference) ? `"${reference}"` : '(not a reference)';
